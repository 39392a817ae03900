import assert from "node:assert/strict";
import fc from "fast-check";
import { CapacityError } from "./errors.ts";
import { assertContract, violationsOf } from "./contract_check.ts";
import { type Table, type TableContract, tableOf } from "./table.ts";
import { TABLES } from "./tables.ts";

const CONTRACT: TableContract = {
  name: "example",
  zone: "bronze",
  version: 1,
  description: "an example",
  key: ["day", "id"],
  columns: {
    day: { type: "date", description: "day" },
    id: { type: "text", oneOf: ["a", "b"], description: "id" },
    value: { type: "number", range: [0, 100], nullable: true, description: "value" },
  },
};

const valid = (change: Partial<Table["columns"]> = {}): Table =>
  tableOf(
    {
      day: Int32Array.of(1, 1, 2),
      id: ["a", "b", "a"],
      value: Float64Array.of(0, NaN, 100),
      ...change,
    } as Table["columns"],
  );

Deno.test("violationsOf() finds nothing in a table that keeps its contract", () => {
  assert.deepEqual(violationsOf(CONTRACT, valid()), []);
});

for (
  const [what, change, problem] of [
    ["a value out of range", { value: Float64Array.of(0, 1, 101) }, /value.*0 to 100, got 101/],
    ["an infinite value", { value: Float64Array.of(0, 1, Infinity) }, /got Infinity/],
    ["a word outside the list", { id: ["a", "c", "a"] }, /id.*one of a, b, got "c"/],
    ["a missing key", { id: ["a", null, "a"] }, /id.*expected a value/],
    ["a repeated key", { day: Int32Array.of(1, 2, 1) }, /unique keys/],
    ["a short column", { value: Float64Array.of(1) }, /expected 3 cells, got 1/],
    ["texts in a number column", { value: ["1", "2", "3"] }, /expected a number column/],
    ["a column too many", { extra: Float64Array.of(1, 2, 3) }, /no such column/],
  ] as const
) {
  Deno.test(`assertContract() refuses ${what}`, () => {
    assert.throws(
      () => assertContract(CONTRACT, valid(change)),
      (error) => error instanceof CapacityError && problem.test(error.message),
    );
  });
}

Deno.test("violationsOf() lets a whole number be missing where it may be, and no part of one", () => {
  const days = { type: "integer", nullable: true, range: [0, 9], description: "days" } as const;
  const contract: TableContract = { ...CONTRACT, key: [], columns: { days } };
  const problems = (...cells: number[]): (string | undefined)[] =>
    violationsOf(contract, tableOf({ days: Float64Array.from(cells) })).map(({ problem }) => problem);
  assert.deepEqual(problems(0, NaN, 9), []);
  assert.deepEqual(problems(0, 1.5, NaN), ["expected a whole number, got 1.5"]);
  assert.deepEqual(problems(NaN, 10), ["expected 0 to 9, got 10"]);
  const required = { ...contract, columns: { days: { ...days, nullable: false } } };
  assert.equal(violationsOf(required, tableOf({ days: Float64Array.of(1, NaN) })).length, 1);
});

Deno.test("violationsOf() collects all failures, not only the first", () => {
  const table = valid({ value: Float64Array.of(-1, 200, 5), id: ["x", "b", "a"] });
  assert.equal(violationsOf(CONTRACT, table).length, 2);
});

Deno.test("every contract describes every column, and its key is made of its columns", () => {
  for (const contract of TABLES) {
    for (const name of contract.key) assert.ok(contract.columns[name], `${contract.name}.${name}`);
    for (const [name, column] of Object.entries(contract.columns)) {
      assert.ok(column.description.length > 2, `${contract.name}.${name}`);
    }
  }
  assert.equal(new Set(TABLES.map(({ name }) => name)).size, TABLES.length);
});

Deno.test("violationsOf() finds a repeated key in any order of rows, and none where there is none", () => {
  fc.assert(fc.property(
    fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom("a", "b")), { minLength: 1, maxLength: 8 }),
    (rows) => {
      const found = violationsOf(
        CONTRACT,
        tableOf({
          day: Int32Array.from(rows, ([day]) => day),
          id: rows.map(([, id]) => id),
          value: new Float64Array(rows.length),
        }),
      );
      assert.equal(found.length > 0, new Set(rows.map(String)).size < rows.length);
    },
  ));
});
