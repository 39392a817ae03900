import { deepStrictEqual } from "node:assert/strict";
import { type Samples, TimeSums } from "./time_sums.ts";

function samples(timestamps: readonly number[], values: readonly number[]): Samples {
  const rows = timestamps.map((_, index) => index + 1);
  return {
    timestamps: Float64Array.from(timestamps),
    values: Float64Array.from(values),
    rows: Float64Array.from(rows),
  };
}

Deno.test("TimeSums: a sum only where every part has a value, whatever the order of the times", () => {
  const sums = new TimeSums();
  sums.add("cpu 0", samples([0, 60, 120], [1, 2, 3]));
  sums.add("cpu 1", samples([120, 0, 180, 60], [30, 10, 40, NaN]));
  const { timestamps, values } = sums.samples();
  deepStrictEqual([...timestamps], [0, 60, 120, 180]);
  deepStrictEqual([...values], [11, NaN, 33, NaN]);
});

Deno.test("TimeSums: pages that follow or overlap add up once", () => {
  const sums = new TimeSums();
  for (const part of ["a", "b"]) sums.add(part, samples([0, 60, 60], [1, 1, 9]));
  for (const part of ["a", "b"]) sums.add(part, samples([60, 120], [5, 5]));
  deepStrictEqual([...sums.samples().values], [2, 2, 10]);
});

Deno.test("TimeSums: more times than its first columns hold", () => {
  const times = Array.from({ length: 5000 }, (_, index) => index);
  const sums = new TimeSums();
  for (const part of ["a", "b", "c"]) sums.add(part, samples(times, times));
  deepStrictEqual([...sums.samples().values], times.map((time) => 3 * time));
});
