/** How sure a sum of servers is: from how the errors of its servers have come together. */
import { conformalQuantiles } from "@lib/stats/conformal_rank.ts";
import { normalQuantile } from "@lib/stats/normal_distribution.ts";
import { studentQuantile } from "@lib/stats/student_quantile.ts";

/** What the quantiles of sums are made from. */
export interface AggregateForecastInput {
  /** Expected values, `[node * steps + step]`, 0 or more. */
  readonly mean: Float64Array;
  /** Steps ahead. */
  readonly steps: number;
  /** Of earlier origins, shaped as `mean`: error over forecast, (what came − forecast) ÷ forecast, `NaN` = not known. */
  readonly errors: readonly Float64Array[];
  /** Probabilities, ascending. */
  readonly levels: readonly number[];
  /** Steps before and after a step whose errors stand for its own. */
  readonly reach: number;
}

/** Fewest degrees of freedom that an interval is widened for. */
const FEWEST_DEGREES = 3;
/** Level up to which a quantile bounds the forecast. */
const OUTER = 0.1;

/**
 * Quantiles of sums. Quantiles cannot be added, and neither can 95th percentiles: servers are not all high on one day, nor are they independent.
 *
 * What can be added are the errors of one day: a draw takes a day of an earlier origin and the errors that all servers had on it, and their sum is
 * an error that the sum of servers really had. All such days near the step are drawn once; the ranks of these errors, relative to the forecast of
 * their day, are the quantiles.
 *
 * The days of one origin are off together, so that the errors count for less than their number: with a share s of their mean square common to the
 * days of an origin, for origins ÷ s of them. The distances from the forecast are widened as Student's t is wider than the normal with so many
 * degrees of freedom.
 *
 * @returns Per level an array shaped as the mean; 0 or more, ascending by level, the mean itself where no error is known.
 * @see Panagiotelis, Gamakumara, Athanasopoulos and Hyndman, Probabilistic forecast reconciliation, EJOR 306 (2023), section 4: joint bootstrap
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { aggregateForecast } from "@lib/forecast/hierarchy/aggregate_forecast.ts";
 * const errors = [Float64Array.of(-0.3, -0.1, 0), Float64Array.of(0.1, 0.2, 0.3)];
 * const [median] = aggregateForecast({ mean: Float64Array.of(10, 10, 10), steps: 3, errors, levels: [0.5], reach: 3 });
 * deepStrictEqual([...median!].map((value) => value.toFixed(2)), ["10.50", "10.50", "10.50"]);
 * ```
 */
export function aggregateForecast({ mean, steps, errors, levels, reach }: AggregateForecastInput): Float64Array[] {
  const quantiles = levels.map(() => mean.slice());
  const pool = new Float64Array(errors.length * (2 * reach + 1));
  for (let node = 0; node < mean.length; node += steps) {
    const degrees = Math.max(FEWEST_DEGREES, errors.length / commonShare(errors, node, steps));
    const widening = levels.map((level) =>
      level === 0.5 ? 1 : studentQuantile(level, degrees) / normalQuantile(level) * Math.sqrt(1 + 1 / degrees)
    );
    for (let step = 0; step < steps; step++) {
      let known = 0;
      for (const origin of errors) {
        for (let near = Math.max(0, step - reach); near <= Math.min(steps - 1, step + reach); near++) {
          const error = origin[node + near]!;
          if (error === error) pool[known++] = error;
        }
      }
      const ranked = conformalQuantiles(pool.subarray(0, known).sort(), levels);
      let least = 0;
      for (let level = 0; level < levels.length; level++) {
        least = Math.max(least, mean[node + step]! * (1 + around(levels[level]!, widening[level]! * ranked[level]!)));
        quantiles[level]![node + step] = least;
      }
    }
  }
  return quantiles;
}

/** Bounds of 80 % and more hold the forecast itself, even where all origins were off to one side. */
function around(level: number, error: number): number {
  if (level <= OUTER) return Math.min(0, error);
  return level >= 1 - OUTER ? Math.max(0, error) : error;
}

/** Share of the mean square of a node's errors that the days of an origin have in common, above 0, at most 1. */
function commonShare(errors: readonly Float64Array[], node: number, steps: number): number {
  let common = 0, all = 0, origins = 0, known = 0;
  for (const origin of errors) {
    let sum = 0, count = 0;
    for (let index = node; index < node + steps; index++) {
      const error = origin[index]!;
      if (error !== error) continue;
      sum += error;
      all += error * error;
      count++;
    }
    if (count === 0) continue;
    common += (sum / count) ** 2;
    origins++;
    known += count;
  }
  return all > 0 ? common / origins / (all / known) || 1e-9 : 1;
}
