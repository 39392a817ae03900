import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import type { Forecast } from "../forecaster.ts";
import { AccuracyTally } from "./accuracy.ts";
import { naiveErrors } from "./naive_errors.ts";

/** Quantiles at `middle` ± 10 × (level − ½): q10 to q90 is 8 wide, q025 to q975 9.5. */
function forecastOf(middle: readonly number[], mean = middle): Forecast {
  return {
    mean: Float64Array.from(mean),
    quantiles: QUANTILE_LEVELS.map((level) => Float64Array.from(middle, (value) => value + 10 * (level - 0.5))),
    model: "made",
  };
}

const ORDINARY = Uint8Array.of(4, 4, 4, 4);

Deno.test("AccuracyTally: every measure by hand", () => {
  const tally = new AccuracyTally(1);
  // Errors of the median: 1, 3, 4.5 and a missing value; the mean is 1 above the median.
  tally.add(
    forecastOf([20, 20, 20, 20], [21, 21, 21, 21]),
    Float64Array.of(21, 17, 24.5, NaN),
    ORDINARY,
    { absolute: 2, squared: 9 },
  );
  const { n, level, mae, rmse, mase, rmsse, bias, coverage80, coverage95, width80, width95 } = tally.accuracy(0, 0)!;
  deepStrictEqual([n, coverage80, coverage95], [3, 2 / 3, 1]);
  const near = (got: number, expected: number): void => ok(Math.abs(got - expected) < 1e-9, `${got} ${expected}`);
  near(level, 62.5 / 3);
  near(mae, 8.5 / 3);
  near(mase, 8.5 / 3 / 2);
  // The mean errs by 0, 4 and −3.5.
  near(rmse, Math.sqrt((16 + 12.25) / 3));
  near(rmsse, Math.sqrt((16 + 12.25) / 3 / 9));
  near(bias, 100 * 0.5 / 62.5);
  near(width80, 8);
  near(width95, 9.5);
});

Deno.test("AccuracyTally: a day counts under its own regime and under all days, and nowhere else", () => {
  const tally = new AccuracyTally(1);
  tally.add(forecastOf([5, 5]), Float64Array.of(5, 6), Uint8Array.of(0, 4), { absolute: 1, squared: 1 });
  deepStrictEqual([0, 1, 2, 5].map((regime) => tally.accuracy(0, regime)?.n), [2, 1, undefined, 1]);
});

Deno.test("AccuracyTally: what has no denominator is unknown, not infinite", () => {
  const tally = new AccuracyTally(1);
  tally.add(forecastOf([0]), Float64Array.of(0), Uint8Array.of(4), { absolute: 0, squared: NaN });
  const { mase, rmsse, bias, smape } = tally.accuracy(0, 0)!;
  deepStrictEqual([mase, rmsse, bias, smape], [NaN, NaN, NaN, 0]);
});

Deno.test("AccuracyTally: scaled errors do not depend on the unit, widths follow it", () => {
  const values = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 4, maxLength: 4 });
  fc.assert(fc.property(values, values, fc.integer({ min: 2, max: 9 }), (actual, middle, factor) => {
    const score = (by: number) => {
      const tally = new AccuracyTally(1);
      const { mean, quantiles, model } = forecastOf(middle);
      const scaled = { mean: mean.map((v) => v * by), quantiles: quantiles.map((q) => q.map((v) => v * by)), model };
      tally.add(scaled, Float64Array.from(actual, (v) => v * by), ORDINARY, { absolute: by, squared: by * by });
      return tally.accuracy(0, 0)!;
    };
    const one = score(1), other = score(factor);
    for (const name of ["mase", "rmsse", "bias", "smape", "coverage80"] as const) {
      ok(Math.abs(one[name] - other[name]) < 1e-6, name);
    }
    ok(Math.abs(one.width95 * factor - other.width95) < 1e-6);
  }));
});

Deno.test("naiveErrors() skips pairs with a missing value", () => {
  strictEqual(naiveErrors(Float64Array.of(1, NaN, 2, 5, 4), 2).absolute, 1.5);
  deepStrictEqual(naiveErrors(Float64Array.of(1, 2)), { absolute: NaN, squared: NaN });
});
