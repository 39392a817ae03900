/** Which seasons a series really has. */
import { seasonalDeviations } from "@lib/stats/seasonal_deviations.ts";
import { hiddenPeriod } from "@lib/stats/hidden_period.ts";
import { phaseMeans } from "@lib/stats/phase_means.ts";
import { seasonalEvidence } from "@lib/stats/seasonal_evidence.ts";
import { seasonsOfStep } from "./seasons_of_step.ts";

/** Score from which a season that the step suggests is real: about 1 in 100 series without one reaches it. */
const LEAST_SCORE = 3;
/** Score from which a period is real that was searched for among many. */
const LEAST_HIDDEN_SCORE = 5;
/** Share of the variance of a cycle below which a season is not worth a model. */
const LEAST_SHARE = 0.02;

/**
 * The seasons that a series shows.
 *
 * Those that the step suggests are tested, the shortest first, each on what the shorter ones leave. Where none is found, the autocorrelation
 * is searched for a period that the step does not suggest, and for one more in what that leaves. A season of which the history does not hold two
 * is not looked for.
 *
 * @param values Equally spaced, any unit, `NaN` = missing; constant, short and missing histories have no season.
 * @param step Seconds from one value to the next.
 * @param suggested Lengths to test, in steps, ascending; default those that the step suggests.
 * @returns Lengths in steps, ascending.
 * @see seasonalEvidence for the test, hiddenPeriod for the search
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { findSeasons } from "@lib/forecast/series/find_seasons.ts";
 * const days = Float64Array.from({ length: 60 }, (_, day) => (day % 7 < 5 ? 50 : 20) + Math.sin(day * day));
 * deepStrictEqual(findSeasons(days, 86_400), [7]);
 * ```
 */
export function findSeasons(
  values: Float64Array,
  step: number,
  suggested: readonly number[] = seasonsOfStep(step),
): number[] {
  const found: number[] = [];
  let rest = values;
  for (const season of suggested) {
    if (values.length < 2 * season) continue;
    const { share, score } = seasonalEvidence(rest, season);
    if (score < LEAST_SCORE || share < LEAST_SHARE) continue;
    found.push(season);
    rest = withoutSeason(rest, season);
  }
  for (let more = found.length === 0; more && found.length < 2;) {
    const period = hiddenPeriod(rest);
    more = period !== undefined && period.score >= LEAST_HIDDEN_SCORE && period.share >= LEAST_SHARE;
    if (!more) break;
    found.push(period!.length);
    rest = withoutSeason(rest, period!.length);
  }
  return found.sort((a, b) => a - b);
}

/** Values less their mean deviation at each place of the cycle. */
function withoutSeason(values: Float64Array, season: number): Float64Array {
  const { means } = phaseMeans(seasonalDeviations(values, season), season);
  return values.map((value, index) => value - means[index % season]!);
}
