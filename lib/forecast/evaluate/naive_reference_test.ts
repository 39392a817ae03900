import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { naiveReference } from "./naive_reference.ts";

const placeOf = (level: number): number => QUANTILE_LEVELS.findIndex((own) => own === level);

Deno.test("naiveReference(): the value a season before; where it is missing the season before that, else the last", () => {
  const values = Float64Array.of(1, 2, 3, 11, NaN, 13);
  deepStrictEqual([...naiveReference(values, 3, 5).mean], [11, 2, 13, 11, 2]);
  deepStrictEqual([...naiveReference(Float64Array.of(7, NaN), 1, 2).mean], [7, 7]);
  deepStrictEqual([...naiveReference(Float64Array.of(7, 8), 24, 2).mean], [8, 8]);
});

Deno.test("naiveReference(): quantiles are those of the past changes, centred", () => {
  // Changes over one step go 0, 1, 2, 3, 4 and over again, then back by 10.
  const values = new Float64Array(61);
  for (let index = 1; index < values.length; index++) values[index] = values[index - 1]! + (index % 5) - 2;
  const { quantiles, mean } = naiveReference(values, 1, 1);
  strictEqual(quantiles[placeOf(0.5)]![0], mean[0]);
  strictEqual(quantiles[placeOf(0.9)]![0]! - mean[0]!, 2);
  strictEqual(quantiles[placeOf(0.1)]![0]! - mean[0]!, -2);
});

Deno.test("naiveReference(): of a short history the widths grow with the root of the steps, and never cross", () => {
  const values = Float64Array.from({ length: 40 }, (_, index) => (index * 7919) % 13);
  const { quantiles } = naiveReference(values, 1, 30);
  for (let step = 0; step < 30; step++) {
    for (let level = 1; level < quantiles.length; level++) ok(quantiles[level]![step]! >= quantiles[level - 1]![step]!);
  }
  const width = (step: number): number => quantiles[placeOf(0.9)]![step]! - quantiles[placeOf(0.1)]![step]!;
  // Beyond a lag of 10 fewer than 30 changes are left.
  ok(Math.abs(width(24) / width(15) - 5 / 4) < 1e-9);
});
