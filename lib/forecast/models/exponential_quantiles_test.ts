import { deepStrictEqual, ok, throws } from "node:assert/strict";
import { exponentialQuantiles } from "./exponential_quantiles.ts";
import { HOURS, sample } from "./point_model_fixture.ts";
import { keepsQuantileLaws } from "./quantile_model_fixture.ts";

const LEVELS = [0.1, 0.5, 0.9];

/** Counts weights below each value, one value at a time. */
function slowly(values: Float64Array, tau: number, stride: number): number[] {
  const reach = Math.min(values.length, Math.ceil(4 * tau));
  const past = [...values.slice(values.length - reach)].toReversed()
    .map((value, age) => ({ value, age })).filter(({ age }) => age % stride === 0)
    .map(({ value, age }) => ({ value, weight: Math.exp(-age / tau) }));
  const total = past.reduce((sum, { weight }) => sum + weight, 0);
  return LEVELS.map((level) =>
    Math.min(
      ...past.map(({ value }) => value).filter((value) =>
        past.reduce((sum, other) => other.value <= value ? sum + other.weight : sum, 0) >= level * total
      ),
    )
  );
}

Deno.test("exponentialQuantiles() keeps the laws of quantile models", () => {
  for (const tau of [2, 12.5, 1000]) keepsQuantileLaws(exponentialQuantiles({ tau }), { fewest: 7 });
});

Deno.test("exponentialQuantiles() gives what counting the weights gives, also where it takes every third value", () => {
  for (const [tau, stride] of [[4, 1], [48, 1], [99, 1], [300, 3]] as const) {
    const values = sample(1300);
    const got = exponentialQuantiles({ tau }).quantiles(values, 2, LEVELS, HOURS)!;
    deepStrictEqual([...got], slowly(values, tau, stride).flatMap((value) => [value, value]), `tau ${tau}`);
  }
});

Deno.test("exponentialQuantiles() follows a new level the faster the shorter tau is", () => {
  const values = Float64Array.from({ length: 200 }, (_, at) => at < 180 ? 10 : 50);
  const median = (tau: number) => exponentialQuantiles({ tau }).quantiles(values, 1, [0.5], HOURS)![0]!;
  ok(median(5) === 50 && median(100) === 10);
});

Deno.test("exponentialQuantiles() checks tau", () => {
  for (const tau of [0, -1, NaN, Infinity]) throws(() => exponentialQuantiles({ tau }), RangeError);
});
