import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { type TableContract, tableOf } from "@lib/core/table.ts";
import { csvHeader, csvLines } from "./csv_text.ts";

const CONTRACT: TableContract = {
  name: "example",
  zone: "bronze",
  version: 1,
  description: "an example",
  key: ["at"],
  columns: {
    at: { type: "timestamp", description: "time" },
    name: { type: "text", nullable: true, description: "text" },
    value: { type: "number", nullable: true, description: "number" },
    count: { type: "integer", nullable: true, description: "whole number" },
  },
};
const decoder = new TextDecoder();

function linesOf(columns: { at: number[]; name: (string | null)[]; value: number[]; count: number[] }): string {
  const table = tableOf({
    at: Float64Array.from(columns.at),
    name: columns.name,
    value: Float64Array.from(columns.value),
    count: Float64Array.from(columns.count),
  });
  return decoder.decode(csvLines(CONTRACT, table, 0, columns.at.length));
}

Deno.test("csvHeader() names the columns in the contract's order", () => {
  assert.equal(decoder.decode(csvHeader(CONTRACT)), "at,name,value,count\n");
});

Deno.test("csvLines() writes times in UTC, the shortest numbers, quoted texts and empty cells for what is missing", () => {
  assert.equal(
    linesOf({
      at: [0, 3_600_000, 1500, 60_001],
      name: ["plain", null, 'a "b", c', ""],
      value: [40, 0.05, NaN, -1.5],
      count: [7, NaN, 0, -3],
    }),
    [
      "1970-01-01T00:00:00Z,plain,40,7",
      "1970-01-01T01:00:00Z,,0.05,",
      '1970-01-01T00:00:01.500Z,"a ""b"", c",,0',
      '1970-01-01T00:01:00.001Z,"",-1.5,-3',
      "",
    ].join("\n"),
  );
});

Deno.test("csvLines() writes the rows asked for", () => {
  const table = tableOf({
    at: Float64Array.of(0, 0, 0, 0),
    name: ["a", "b", "c", "d"],
    value: Float64Array.of(1, 2, 3, 4),
    count: Float64Array.of(1, 2, 3, 4),
  });
  assert.equal(
    decoder.decode(csvLines(CONTRACT, table, 1, 2)),
    "1970-01-01T00:00:00Z,b,2,2\n1970-01-01T00:00:00Z,c,3,3\n",
  );
});

Deno.test("any number and any text read back as they were", () => {
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -200_000_000, max: 2_000_000_000 }).map((hundredths) => hundredths / 100),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number, fc.string({ unit: "grapheme" })), { minLength: 1, maxLength: 40 }),
      (rows) => {
        const text = linesOf({
          at: rows.map((_, row) => row),
          name: rows.map(([, name]) => name),
          value: rows.map(([value]) => value),
          count: rows.map((_, row) => row),
        });
        const back: string[][] = parse(text);
        // -0 is written as 0, which is the same value.
        assert.deepEqual(back.map(([, name, value]) => [Number(value), name]), rows.map(([v, name]) => [v + 0, name]));
      },
    ),
  );
});

Deno.test("csvLines() writes times as Date does, before 1970 and to the millisecond", () => {
  const contract: TableContract = {
    name: "t",
    zone: "bronze",
    version: 1,
    description: "an example",
    key: ["at"],
    columns: { at: { type: "timestamp", description: "time" } },
  };
  const times = [0, 1, 86_399_999, -1, -86_400_000, Date.UTC(2024, 1, 29, 23, 59, 59, 50), Date.UTC(1999, 11, 31, 12)];
  const lines = csvLines(contract, tableOf({ at: Float64Array.from(times) }), 0, times.length);
  assert.deepEqual(
    new TextDecoder().decode(lines).trimEnd().split("\n"),
    times.map((ms) => new Date(ms).toISOString().replace(".000Z", "Z")),
  );
});
