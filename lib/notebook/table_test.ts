import { deepStrictEqual, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { tableOf } from "@lib/core/table.ts";
import { FLEET, TRUTH_EVENTS } from "@lib/core/tables.ts";
import { publishedBy } from "./fake_kernel.ts";
import { showDataFrames, table, tableBundle } from "./table.ts";

const lines = (text: unknown): string[] => String(text).split("\n");

Deno.test("tableBundle() caps a long table and says so", () => {
  const rows = Array.from({ length: 175_320 }, (_, index) => ({ index }));
  const { "text/html": html, "text/plain": text } = tableBundle(rows, { caption: "Fleet" });
  strictEqual(lines(text).at(-1), "20 of 175,320 rows");
  strictEqual(String(html).match(/<tr>/g)?.length, 21);
  ok(String(html).includes("Fleet · 20 of 175,320 rows"));
});

Deno.test("tableBundle() escapes a server called <b>", () => {
  const { "text/html": html } = tableBundle([{ server: `<b>&"x"` }]);
  ok(!String(html).includes("<b>"));
});

Deno.test("tableBundle(): a core table with its contract shows dates", () => {
  const events = tableOf({ server_id: ["a"], first_day: Int32Array.of(19_723), size: Float64Array.of(NaN) });
  deepStrictEqual(lines(tableBundle(events, { contract: TRUTH_EVENTS })["text/plain"]), [
    "server_id  first_day   size",
    "a          2024-01-01",
  ]);
  ok(FLEET.columns["server_id"]);
});

Deno.test("tableBundle(): chosen columns in their order; an unknown one is named", () => {
  deepStrictEqual(lines(tableBundle([{ a: 1, b: 2 }], { columns: ["b"] })["text/plain"]), ["b", "2"]);
  throws(() => tableBundle([{ a: 1 }], { columns: ["c"] }), /Cannot show column c: expected some of a/);
  throws(() => tableBundle([], { rows: -1 }), /expected a whole number of rows, got -1/);
});

Deno.test("tableBundle() of no rows is an empty table", () => {
  strictEqual(tableBundle([])["text/plain"], "");
});

/** The shape of a danfojs frame: the exported class above others that share a base. */
class Base {
  readonly columns = ["cpu"];
  readonly values: unknown[] = [[1], [2]];
  constructor(readonly index: (string | number)[]) {}
}
class Frame extends Base {}
const display = (frame: object): { "text/plain": string } =>
  (frame as Record<symbol, () => { "text/plain": string }>)[Symbol.for("Jupyter.display")]?.() ?? { "text/plain": "" };

Deno.test("table() of a frame: a named index is a column, a counting one is not", () => {
  strictEqual(tableBundle(new Frame([0, 1]))["text/plain"], "cpu\n  1\n  2");
  strictEqual(tableBundle(new Frame(["min", "max"]))["text/plain"], "     cpu\nmin    1\nmax    2");
});

Deno.test("showDataFrames() lets frames of every class show themselves", () => {
  showDataFrames({ DataFrame: Frame });
  strictEqual(display(new Base([0, 1]))["text/plain"], "cpu\n  1\n  2");
});

Deno.test("table() is quiet outside a kernel and publishes inside", async () => {
  await table([{ a: 1 }]);
  const [output] = await publishedBy(() => table([{ a: 1 }]));
  strictEqual(output?.data["text/plain"], "a\n1");
  await rejects(table([{ a: 1 }], { columns: ["b"] }));
});
