import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { readText } from "./read_text_fixture.ts";

async function scaleOf(values: readonly (number | string)[]): Promise<number> {
  const rows = values.map((value, index) => `${new Date(Date.UTC(2024, 0, 1, 0, index)).toISOString()},${value}`);
  const { lines } = await readText(["time,cpu_usage", "2023-12-31T00:00:00Z,0.5", ...rows].join("\n"));
  return Number(lines[0]!.split(" ").at(-1)) / 0.5;
}

const fractions = Array.from({ length: 1000 }, (_, index) => 0.2 + (index % 50) / 100);

Deno.test("values are percent when enough of them pass 1, or a few different ones do by far", async () => {
  strictEqual(await scaleOf([42]), 1);
  strictEqual(await scaleOf([...fractions, 7, 12, 30]), 1);
  strictEqual(await scaleOf(fractions.map((value) => 3 * value)), 1);
});

Deno.test("values are fractions when none passes 1, or only odd ones do: a marker, an absurd number, a little overload", async () => {
  strictEqual(await scaleOf(fractions), 100);
  for (const odd of [[101, 101, 101, 101], ["1e308"], ["inf"], [1.02, 1.1, 1.05, 1.7]]) {
    strictEqual(await scaleOf([...fractions, ...odd]), 100, String(odd));
  }
});

Deno.test("a metric of fractions with odd values says so in its note", async () => {
  const rows = [...fractions, 101].map((value, index) =>
    `${new Date(Date.UTC(2024, 0, 1, 0, index)).toISOString()},${value}`
  );
  const { summary } = await readText(["time,cpu_usage", ...rows].join("\n"));
  deepStrictEqual(summary.notes.filter((note) => note.startsWith("cpu_pct")), [
    "cpu_pct: taken for fractions and multiplied by 100, as all but 1 values do not pass 1; a map file can overrule this",
  ]);
  ok(summary.metrics[0]!.metric === "cpu_pct");
});

Deno.test("values that are neither percent nor fractions are refused, until a map says what they are", async () => {
  const text = "time,memory_usage\n2024-05-01,3456\n2024-05-02,3400\n2024-05-03,90\n";
  await rejects(readText(text), /expected mem_pct in percent or fractions, got mostly values above 200 such as 3456/);
  const { lines } = await readText(text, { map: { columns: { memory_usage: { metric: "mem_used", unit: "MB" } } } });
  strictEqual(lines[0], "export mem_used MB 2024-05-01 3456");
});
