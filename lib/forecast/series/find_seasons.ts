/** Which seasons a series really has. */
import { seasonalDeviations } from "@lib/stats/seasonal_deviations.ts";
import { hiddenPeriod } from "@lib/stats/hidden_period.ts";
import { phaseMeans } from "@lib/stats/phase_means.ts";
import { seasonalEvidence } from "@lib/stats/seasonal_evidence.ts";
import { seasonsOfStep } from "./seasons_of_step.ts";

/** Score from which a season that the step suggests is real: about 1 in 100 series without one reaches it. */
const LEAST_SCORE = 3.2;
/** Score from which a period is real that was searched for among many. */
const LEAST_HIDDEN_SCORE = 5.5;
/** Periods that are searched for at most. */
const MOST_HIDDEN = 2;
/** Share of a length within which another one is the same. */
const NEAR = 0.1;
/** Latest cycles that are looked at: a season is what repeats itself now. */
const MOST_CYCLES = 200;
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
  const usable = suggested.filter((season) => values.length >= 2 * season);
  let rest = values.subarray(-MOST_CYCLES * Math.max(...usable, MOST_CYCLES));
  for (const season of usable) {
    const { share, score } = seasonalEvidence(rest, season);
    if (score < LEAST_SCORE || share < LEAST_SHARE) continue;
    found.push(season);
    rest = withoutSeason(rest, season);
  }
  if (found.length > 0) return found;
  for (let more = 0; more < MOST_HIDDEN; more++) {
    const period = hiddenPeriod(rest);
    if (!period || period.score < LEAST_HIDDEN_SCORE || period.share < LEAST_SHARE) break;
    // What a removed season leaves of itself is no other one.
    if (found.some((season) => Math.abs(season - period.length) < NEAR * season)) break;
    found.push(period.length);
    rest = withoutSeason(rest, period.length);
  }
  return found.sort((a, b) => a - b);
}

/** Values less their mean deviation at each place of the cycle. */
function withoutSeason(values: Float64Array, season: number): Float64Array {
  const { means } = phaseMeans(seasonalDeviations(values, season), season);
  return values.map((value, index) => value - means[index % season]!);
}
