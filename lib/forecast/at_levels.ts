/** Quantiles at any level from those that every forecast carries. */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { normalQuantile } from "@lib/stats/normal_distribution.ts";

const LOWEST = QUANTILE_LEVELS[0], HIGHEST = QUANTILE_LEVELS[QUANTILE_LEVELS.length - 1]!;
const MEDIAN = QUANTILE_LEVELS.indexOf(0.5);

/**
 * Quantiles at other levels: as they are where the level is one of QUANTILE_LEVELS, on the line between two neighbours, and beyond the outer
 * ones as far from the median as a normal tail through them.
 *
 * @param quantiles Of QUANTILE_LEVELS, one array per level.
 * @param levels Probability levels in (0, 1).
 * @throws {RangeError} when a level is not between 0 and 1.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
 * import { atLevels } from "@lib/forecast/at_levels.ts";
 * const quantiles = QUANTILE_LEVELS.map((level) => Float64Array.of(100 * level));
 * strictEqual(atLevels(quantiles, [0.25])[0]?.[0]?.toFixed(6), "25.000000");
 * ```
 */
export function atLevels(quantiles: readonly Float64Array[], levels: readonly number[]): Float64Array[] {
  return levels.map((level) => {
    if (!(level > 0 && level < 1)) {
      throw new RangeError(`Cannot take a quantile: expected a level between 0 and 1, got ${level}`);
    }
    const known = QUANTILE_LEVELS.findIndex((own) => own === level);
    if (known >= 0) return quantiles[known]!.slice();
    const median = quantiles[MEDIAN]!;
    if (level < LOWEST || level > HIGHEST) {
      const outer = level < LOWEST ? 0 : QUANTILE_LEVELS.length - 1;
      const reach = normalQuantile(level) / normalQuantile(QUANTILE_LEVELS[outer]!);
      return quantiles[outer]!.map((value, step) => median[step]! + (value - median[step]!) * reach);
    }
    const above = QUANTILE_LEVELS.findIndex((own) => own > level), low = QUANTILE_LEVELS[above - 1]!;
    const share = (level - low) / (QUANTILE_LEVELS[above]! - low);
    return quantiles[above - 1]!.map((value, step) => value + share * (quantiles[above]![step]! - value));
  });
}
