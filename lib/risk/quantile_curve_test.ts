import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { normalQuantile } from "@lib/stats/normal_distribution.ts";
import { scoreAt, scoreOf } from "./quantile_curve.ts";

/** A forecast that is normal with mean 50 and deviation 10. */
const normal = (level: number): number => 50 + 10 * normalQuantile(QUANTILE_LEVELS[level]!);

Deno.test("scoreAt() of a normal forecast is the distance in deviations, also beyond the outer levels", () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (value) => {
    ok(Math.abs(scoreAt(normal, value) - (value - 50) / 10) < 1e-9);
  }));
});

Deno.test("scoreAt() of a certain forecast is never or always", () => {
  strictEqual(scoreAt(() => 40, 40.01), Infinity);
  strictEqual(scoreAt(() => 40, 40), -Infinity);
});

Deno.test("scoreOf() puts a value on a flat stretch into its middle, and knows nothing of a flat forecast", () => {
  const mostlyZero = (level: number): number => QUANTILE_LEVELS[level]! <= 0.5 ? 0 : 10 * QUANTILE_LEVELS[level]!;
  ok(Math.abs(scoreOf(mostlyZero, 0) - normalQuantile(0.025) / 2) < 1e-9);
  ok(Number.isNaN(scoreOf(() => 40, 40)));
  ok(Math.abs(scoreOf(normal, 60) - 1) < 1e-9);
});
