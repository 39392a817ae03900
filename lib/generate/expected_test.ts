import assert from "node:assert/strict";
import { firstBreach } from "./expected.ts";

Deno.test("firstBreach() wants three of five consecutive days", () => {
  const days = (...values: number[]) => Float64Array.from(values);
  assert.equal(firstBreach(days(81, 81, 10, 10, 10, 81), 80), -1);
  assert.equal(firstBreach(days(10, 81, 10, 81, 10, 81), 80), 1);
  assert.equal(firstBreach(days(80, 80, 80), 80), 0);
  assert.equal(firstBreach(days(81, 81, 79, 79, 79, 81, 81, 81), 80), 5);
  assert.equal(firstBreach(days(), 80), -1);
});

Deno.test("firstBreach() looks only at the days it is told to", () => {
  const expected = Float64Array.of(90, 90, 90, 10, 10, 90, 90, 90);
  assert.equal(firstBreach(expected, 80, 3), 5);
  assert.equal(firstBreach(expected, 80, 3, 7), -1);
});
