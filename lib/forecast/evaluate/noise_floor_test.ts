import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { errorOverFloor, FloorTally } from "./noise_floor.ts";

Deno.test("errorOverFloor(): the oracle itself has ratio 1, a perfect forecast 0", () => {
  const actual = [10, 12, 9], expected = [11, 11, 11];
  strictEqual(errorOverFloor({ actual, median: expected, expected }).ratio, 1);
  strictEqual(errorOverFloor({ actual, median: actual, expected }).ratio, 0);
});

Deno.test("errorOverFloor() leaves out what is missing or masked, in both errors", () => {
  const got = errorOverFloor({
    actual: [10, NaN, 9, 8, 7],
    median: [12, 1, NaN, 9, 7],
    expected: [11, 11, 11, NaN, 9],
    mask: [1, 1, 1, 1, 0],
  });
  deepStrictEqual(got, { n: 1, error: 2, floor: 1, ratio: 2 });
});

Deno.test("errorOverFloor() of nothing, and without noise, has no ratio", () => {
  const none = errorOverFloor({ actual: [], median: [], expected: [] });
  ok(none.n === 0 && Number.isNaN(none.ratio));
  ok(Number.isNaN(errorOverFloor({ actual: [5], median: [6], expected: [5] }).ratio));
});

Deno.test("FloorTally weighs every value the same", () => {
  const tally = new FloorTally();
  tally.add({ actual: [10, 10], median: [12, 12], expected: [11, 11] });
  tally.add({ actual: [10], median: [16], expected: [13] });
  deepStrictEqual(tally.ratio(), { n: 3, error: 10 / 3, floor: 5 / 3, ratio: 2 });
  throws(() => tally.add({ actual: [1], median: [1, 2], expected: [1] }), /expected 1 values of median, got 2/);
});
