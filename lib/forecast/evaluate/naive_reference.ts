/** The forecasts that every other one is held against: naive, seasonal naive and Naive2, with their own past errors as quantiles. */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import type { Forecast } from "../forecaster.ts";

/** Changes without which an empirical quantile says nothing. */
const FEWEST_CHANGES = 30;
/** Only the latest changes count. */
const LATEST = 4000;
/** Seasons back that a missing value is looked for. */
const SEASONS_BACK = 8;

/**
 * The value of one season before, its quantiles from the changes over as many seasons in the history, centred on their median.
 *
 * Where a lag has fewer than 30 changes, those over one season stand in, growing with the root of the seasons ahead.
 *
 * @param values `NaN` = missing; at least one is there.
 * @param season In steps; 1 = the naive forecast, the last value.
 * @param horizon Steps ahead.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { naiveReference } from "@lib/forecast/evaluate/naive_reference.ts";
 * deepStrictEqual([...naiveReference(Float64Array.of(1, 2, 3, 4), 2, 3).mean], [3, 4, 3]);
 * ```
 */
export function naiveReference(values: Float64Array, season: number, horizon: number): Forecast {
  const known = new Map<number, Float64Array | undefined>();
  const changesOver = (lag: number): Float64Array | undefined => {
    if (!known.has(lag)) known.set(lag, sortedChanges(values, lag));
    return known.get(lag);
  };
  const mean = Float64Array.from({ length: horizon }, (_, step) => valueBefore(values, season, step + 1));
  const oneSeason = changesOver(season);
  const quantiles = QUANTILE_LEVELS.map((level) =>
    mean.map((point, step) => {
      const seasons = Math.ceil((step + 1) / season), changes = changesOver(seasons * season);
      if (changes) return point + quantileOf(changes, level) - quantileOf(changes, 0.5);
      return point + (oneSeason ? quantileOf(oneSeason, level) * Math.sqrt(seasons) : 0);
    })
  );
  return { mean, quantiles, model: season === 1 ? "naive" : "seasonal naive" };
}

/** The latest value at the phase of a step ahead; the last value of all where there is none. */
function valueBefore(values: Float64Array, season: number, step: number): number {
  if (season > 1) {
    const nearest = Math.ceil(step / season);
    for (let seasons = nearest; seasons < nearest + SEASONS_BACK; seasons++) {
      const value = values[values.length - 1 + step - seasons * season];
      if (value === undefined) break;
      if (value === value) return value;
    }
  }
  return values.findLast((value) => value === value) ?? NaN;
}

function sortedChanges(values: Float64Array, lag: number): Float64Array | undefined {
  const changes = new Float64Array(Math.max(0, Math.min(LATEST, values.length - lag)));
  let count = 0;
  for (let index = values.length - changes.length; index < values.length; index++) {
    const change = values[index]! - values[index - lag]!;
    if (change - change === 0) changes[count++] = change;
  }
  return count >= FEWEST_CHANGES ? changes.subarray(0, count).sort() : undefined;
}

/** The quantile of sorted values, linear between neighbours. */
function quantileOf(sorted: Float64Array, level: number): number {
  const place = (sorted.length - 1) * level, below = Math.floor(place);
  const low = sorted[below]!, high = sorted[below + 1];
  return high === undefined ? low : low + (place - below) * (high - low);
}
