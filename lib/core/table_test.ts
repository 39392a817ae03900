import assert from "node:assert/strict";
import { rowsOf, stackedTables, type TableContract, tableOf } from "./table.ts";

const CONTRACT: TableContract = {
  name: "example",
  zone: "bronze",
  version: 1,
  description: "an example",
  key: ["day"],
  columns: {
    day: { type: "date", description: "day" },
    id: { type: "text", description: "id" },
    value: { type: "number", nullable: true, description: "value" },
  },
};

Deno.test("rowsOf() gives dates as Date and missing cells as null", () => {
  const table = tableOf({ day: Int32Array.of(0, 1), id: ["a", "b"], value: Float64Array.of(5, NaN) });
  assert.deepEqual(rowsOf(CONTRACT, table), [
    { day: new Date("1970-01-01"), id: "a", value: 5 },
    { day: new Date("1970-01-02"), id: "b", value: null },
  ]);
});

Deno.test("stackedTables() wants the columns of the first table, and keeps one table as it is", () => {
  const table = tableOf({ id: ["a"], value: Int32Array.of(1) });
  assert.equal(stackedTables([table]), table);
  assert.equal(stackedTables([]).rowCount, 0);
  assert.equal(stackedTables([table, table, table]).rowCount, 3);
  assert.throws(() => stackedTables([table, tableOf({ id: ["b"] })]), /Cannot read column value/);
});
