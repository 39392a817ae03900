/** From which earlier points the pool is tried: the lengths of history that its models see. */
import { DAY_SECONDS } from "@lib/core/day.ts";
import type { Frame } from "../candidate.ts";

/** Where to start from. */
export interface OriginOptions {
  /** Steps ahead. */
  readonly horizon: number;
  /** Origins at most. */
  readonly most: number;
}

/** Origins below which a shorter stride is tried. */
const ENOUGH_ORIGINS = 6;
/** Values that every origin sees at least. */
const LEAST_VALUES = 30;
/** The same where there is no season. */
const LEAST_UNSEASONED = 60;
/** Daily histories above this length step back by four weeks, so that the folds span the seasons of a year. */
const LONG_DAILY = 1000, LONG_DAILY_STRIDE = 28, LONG_DAILY_LEAST = 800;

/** Weeks and months are few and their year is long: origins a third of a horizon apart, twice as many. */
const LONG_STEP_PARTS = 3;

/**
 * Rolling origins: how many values each one sees, the latest first.
 *
 * The latest leaves one horizon of values to be held against. The others step back by a season, or by less where the history is short.
 *
 * @param length Values of history.
 * @returns Up to `most` lengths, descending; none when the history is too short to spare a horizon.
 */
export function rollingOrigins(
  length: number,
  { step, seasons }: Pick<Frame, "step" | "seasons">,
  { horizon, most }: OriginOptions,
): number[] {
  const [short = 1] = seasons;
  const latest = length - horizon;
  if (step === DAY_SECONDS && length > LONG_DAILY) {
    return stepsBack(latest, LONG_DAILY_STRIDE, LONG_DAILY_LEAST, most);
  }
  if (step > DAY_SECONDS) {
    const origins = stepsBack(latest, Math.max(1, Math.round(horizon / LONG_STEP_PARTS)), LEAST_VALUES, 2 * most);
    if (origins.length > 0) return origins;
  }
  const natural = naturalStride(seasons, horizon);
  const least = short === 1
    ? LEAST_UNSEASONED
    : Math.max(2 * Math.min(horizon, natural) + (length > 5 * short ? short : 0), LEAST_VALUES);
  const strides = short === 1
    ? [12, 8, 6, 4]
    : [natural, natural >> 1, natural >> 2, short, short >> 1, short >> 2].filter((own) => own > 0);
  const stride = strides.find((own) => Math.floor((latest - least) / own) + 1 >= Math.min(ENOUGH_ORIGINS, most)) ??
    strides.at(-1)!;
  const origins = stepsBack(latest, stride, least, most);
  if (origins.length > 0) return origins;
  // Too short for that: a few origins close together, down to what a season needs.
  const close = Math.max(1, stride >> 1);
  return stepsBack(latest, close, Math.max(short + 2, latest - 3 * stride), Math.min(3, most));
}

/** The longest season within the horizon; half of the horizon when every season is longer. */
function naturalStride(seasons: readonly number[], horizon: number): number {
  return seasons.findLast((season) => season <= horizon) ?? Math.max(1, horizon >> 1);
}

function stepsBack(latest: number, stride: number, least: number, most: number): number[] {
  const origins: number[] = [];
  for (let origin = latest; origin >= least && origins.length < most; origin -= stride) origins.push(origin);
  return origins;
}
