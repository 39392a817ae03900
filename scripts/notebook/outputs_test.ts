import { deepStrictEqual } from "node:assert/strict";
import type { Output } from "./notebook_file.ts";
import { CellOutputs, Displays } from "./outputs.ts";
import { type Content, newMessage } from "./wire.ts";

function gather(...messages: [type: string, content: Content][]): Output[] {
  const outputs: Output[] = [], cell = new CellOutputs(new Displays(), outputs);
  for (const [type, content] of messages) cell.take(newMessage("session", type, content));
  return outputs;
}
const log = (text: string, name = "stdout"): [string, Content] => ["stream", { name, text }];
const display = (text: string, id?: string, type = "display_data"): [string, Content] => [
  type,
  { data: { "text/plain": text }, metadata: {}, transient: id ? { display_id: id } : null },
];

Deno.test("neighbouring texts of one stream become one output", () => {
  deepStrictEqual(gather(log("a\n"), log("b\n"), log("c\n", "stderr"), log("d\n")), [
    { output_type: "stream", name: "stdout", text: "a\nb\n" },
    { output_type: "stream", name: "stderr", text: "c\n" },
    { output_type: "stream", name: "stdout", text: "d\n" },
  ]);
});

Deno.test("an update changes every display of its id, also an earlier cell's", () => {
  const displays = new Displays(), first: Output[] = [], second: Output[] = [];
  const cell = new CellOutputs(displays, first), later = new CellOutputs(displays, second);
  const take = (to: CellOutputs, [type, content]: [string, Content]) => to.take(newMessage("session", type, content));
  take(cell, display("50 %", "bar"));
  take(cell, display("other"));
  take(later, display("100 %", "bar", "update_display_data"));
  take(later, display("nobody", "unknown", "update_display_data"));
  deepStrictEqual(first.map((output) => "data" in output && output.data["text/plain"]), ["100 %", "other"]);
  deepStrictEqual(second, []);
});

Deno.test("clear_output acts at once, or with the next output when it waits", () => {
  deepStrictEqual(gather(log("a"), ["clear_output", { wait: false }]), []);
  deepStrictEqual(gather(log("a"), ["clear_output", { wait: true }]).length, 1);
  deepStrictEqual(gather(log("a"), ["clear_output", { wait: true }], log("b")), [
    { output_type: "stream", name: "stdout", text: "b" },
  ]);
});

Deno.test("errors are kept apart, since outputs may come behind them, and colours go", () => {
  const outputs: Output[] = [], cell = new CellOutputs(new Displays(), outputs);
  const error = { ename: "Error", evalue: "\x1b[31mred\x1b[0m", traceback: ["\x1b[1mError\x1b[0m: red"] };
  cell.take(newMessage("session", "error", error));
  cell.take(newMessage("session", "stream", { name: "stdout", text: "late" }));
  deepStrictEqual(cell.error, { output_type: "error", ename: "Error", evalue: "red", traceback: ["Error: red"] });
  deepStrictEqual(outputs.map((output) => output.output_type), ["stream"]);
});
