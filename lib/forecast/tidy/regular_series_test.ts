import { deepStrictEqual, match, strictEqual, throws } from "node:assert/strict";
import { IN_COUNTS, regularSeries } from "./regular_series.ts";
import { type SeriesRows, TidyRows } from "./tidy_rows.ts";

const HOUR = 3_600_000;

/** Rows of hours and values, the first of them row 2 of its file. */
function rowsOf(...rows: readonly (readonly [hour: number, value: number])[]): SeriesRows {
  return {
    id: "a",
    times: Float64Array.from(rows, ([hour]) => hour * HOUR),
    values: Float64Array.from(rows, ([, value]) => value),
    rows: Uint32Array.from(rows, (_, index) => index + 2),
  };
}

Deno.test("regularSeries(): rows out of order are sorted, equal ones taken once, missing values give way", () => {
  const { values, last, notes } = regularSeries(rowsOf([2, 3], [0, 1], [1, 2], [1, 2], [3, NaN], [3, 4]));
  deepStrictEqual([...values], [1, 2, 3, 4]);
  strictEqual(last, 3 * HOUR);
  strictEqual(notes.length, 2);
  match(notes[0]!, /out of order/);
  match(notes[1]!, /^2 repeated rows/);
});

Deno.test("regularSeries(): the history ends with its last row, also when that is missing", () => {
  const { values, last } = regularSeries(rowsOf([0, 1], [1, 2], [2, NaN]));
  deepStrictEqual([...values], [1, 2, NaN]);
  strictEqual(last, 2 * HOUR);
});

Deno.test("regularSeries(): a clock that is slow or trembles stays on its step", () => {
  const slow = Array.from({ length: 500 }, (_, index) => [index * 1.003 + (index % 2) * 0.05, index] as const);
  const { values, notes } = regularSeries(rowsOf(...slow));
  deepStrictEqual([...values], slow.map(([, value]) => value));
  match(notes.join(), /a little off/);
});

Deno.test("regularSeries(): longer steps that stay are told from gaps", () => {
  const steps = [...Array(20).keys(), ...Array.from({ length: 8 }, (_, index) => 20 + 3 * index)];
  const { notes } = regularSeries(rowsOf(...steps.map((hour) => [hour, hour] as const)));
  match(notes[0]!, /from row 23 on steps are 3 times 1 hour/);
});

Deno.test("regularSeries(): what needs a choice is an error that names series and row", () => {
  for (
    const [rows, message] of [
      [
        rowsOf([0, 1], [1, 2], [1, 5]),
        /series a: expected one value for 1970-01-01T01:00:00Z, got 2 in row 3 and 5 \(row 4\)/,
      ],
      [rowsOf([0, 1], [1, 2], [2, 5], [2.5, 5], [3, 4], [4, 1], [5, 1]), /expected times 1 hour apart.*\(row 5\)/],
      [rowsOf([0, NaN], [1, NaN]), /expected at least 1 value, got 2 missing ones/],
      [rowsOf([0, 1]), /two times or more.*\(row 2\)/],
      [rowsOf([0, 1], [1, 2], [2, 3], [9e6, 4]), /look for a wrong time/],
      [{ ...rowsOf([0, 1], [1, 2]), problem: "Cannot forecast series a: no number" }, /no number/],
    ] as const
  ) throws(() => regularSeries(rows), message);
});

Deno.test("regularSeries(): one time has the step of the others; counts are shown as such", () => {
  const one = regularSeries(rowsOf([0, 1]), { seconds: 3600 });
  deepStrictEqual([...one.values], [1]);
  deepStrictEqual(one.notes, ["its only time shows no step; 1 hour is that of the other series"]);
  const counts = {
    id: "c",
    times: Float64Array.of(1, 2, 4),
    values: Float64Array.of(1, 2, 4),
    rows: Uint32Array.of(2, 3, 4),
  };
  const { values, notes } = regularSeries(counts, undefined, IN_COUNTS);
  deepStrictEqual([...values], [1, 2, NaN, 4]);
  deepStrictEqual(notes, ["1 of 4 steps of 1 has no row and is missing"]);
});

Deno.test("TidyRows: series in the order of their first rows, each let go once taken", () => {
  const rows = new TidyRows();
  for (let index = 0; index < 1000; index++) rows.add(index % 2 ? "b" : "a", index, -index, index + 2);
  rows.refuse("c", "first");
  rows.refuse("c", "second");
  const [a, b, c] = [...rows.taken()];
  deepStrictEqual([a!.id, b!.id, c!.id, c!.problem], ["a", "b", "c", "first"]);
  deepStrictEqual([b!.times.length, b!.times[499], b!.values[499], b!.rows[499]], [500, 999, -999, 1001]);
  strictEqual(rows.size, 0);
});
