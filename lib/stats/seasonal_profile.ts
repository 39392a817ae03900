/** Seasonal profiles: how far each phase of a season lies above or below the values around it. */

/** What a decayed profile may be told. */
export interface DecayedProfileOptions {
  /** Weight of a season relative to the one after it, above 0 and up to 1. */
  readonly decay: number;
  /** Weight of a flat profile, 0 or more: the more of it, the nearer to zero phases lie that were seen seldom. Default 0. */
  readonly shrink?: number;
}

/**
 * The additive profile of classical decomposition: per phase, the mean distance from a moving average over one season.
 *
 * @param values Finite, two seasons or more.
 * @param season Steps, 1 or more.
 * @returns One value per phase, in the unit of the values, with mean zero; index 0 is the phase of `values[0]`.
 * @throws {RangeError} when the season is no whole number of 1 or more, or the values are less than two seasons.
 * @see Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 3.4
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { classicalProfile } from "@lib/stats/seasonal_profile.ts";
 * deepStrictEqual(classicalProfile(Float64Array.of(1, 5, 1, 5, 1), 2), Float64Array.of(-2, 2));
 * ```
 */
export function classicalProfile(values: Float64Array, season: number): Float64Array {
  checkSeason(values, season);
  const profile = new Float64Array(season), seen = new Float64Array(season);
  const half = season >> 1, isEven = season % 2 === 0, end = values.length - half;
  // The moving sum around `half`; of an even season, the two values at its ends count half each.
  let sum = isEven ? (values[season]! - values[0]!) / 2 : 0;
  for (let at = 0; at < season; at++) sum += values[at]!;
  for (let at = half, phase = half % season; at < end; at++) {
    if (at > half) {
      const enters = values[at + half]!, leaves = values[at - half - 1]!;
      sum += isEven ? (enters + values[at + half - 1]! - values[at - half]! - leaves) / 2 : enters - leaves;
    }
    profile[phase]! += values[at]! - sum / season;
    seen[phase]!++;
    if (++phase === season) phase = 0;
  }
  for (let phase = 0; phase < season; phase++) profile[phase]! /= seen[phase]!;
  return centered(profile);
}

/**
 * The additive profile in which recent seasons weigh more, and which a flat profile may hold back.
 *
 * The moving average is that of one season around the value; before the first and after the last full one, it stays as it is.
 *
 * @param values Finite, two seasons or more.
 * @param season Steps, 1 or more.
 * @returns One value per phase, in the unit of the values, with mean zero; index 0 is the phase of `values[0]`.
 * @throws {RangeError} when the season or an option is out of its range, or the values are less than two seasons.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { decayedProfile } from "@lib/stats/seasonal_profile.ts";
 * // The season has only just begun to swing, by 4: the profile already swings by more than half of that.
 * const values = Float64Array.of(9, 9, 9, 9, 9, 9, 5, 13);
 * ok(decayedProfile(values, 2, { decay: 0.1 })[1]! > 2);
 * ```
 */
export function decayedProfile(
  values: Float64Array,
  season: number,
  { decay, shrink = 0 }: DecayedProfileOptions,
): Float64Array {
  checkSeason(values, season);
  if (!(decay > 0 && decay <= 1)) {
    throw new RangeError(`Cannot make a seasonal profile: expected a decay above 0 and up to 1, got ${decay}`);
  }
  if (!(shrink >= 0)) throw new RangeError(`Cannot make a seasonal profile: expected shrink 0 or more, got ${shrink}`);
  const count = values.length, last = count - season, half = season >> 1;
  const profile = new Float64Array(season), weights = new Float64Array(season).fill(shrink);
  let first = 0, sum = 0;
  for (let at = 0; at < season; at++) sum += values[at]!;
  // The oldest value weighs decay^(its age in seasons); the weight grows by 1 / decay as each season ends.
  let weight = decay ** Math.floor((count - 1) / season);
  for (let at = 0, phase = 0, left = (count - 1) % season; at < count; at++) {
    while (first < at - half && first < last) {
      sum += values[first + season]! - values[first]!;
      first++;
    }
    profile[phase]! += weight * (values[at]! - sum / season);
    weights[phase]! += weight;
    if (++phase === season) phase = 0;
    if (left-- === 0) {
      weight /= decay;
      left = season - 1;
    }
  }
  for (let phase = 0; phase < season; phase++) profile[phase]! /= weights[phase]!;
  return centered(profile);
}

function checkSeason(values: Float64Array, season: number): void {
  if (!(Number.isInteger(season) && season >= 1)) {
    throw new RangeError(`Cannot make a seasonal profile: expected a season of 1 or more whole steps, got ${season}`);
  }
  if (values.length < 2 * season) {
    throw new RangeError(
      `Cannot make a seasonal profile: expected 2 seasons (${2 * season} values) or more, got ${values.length}`,
    );
  }
}

/** Takes the mean off, in place. */
function centered(profile: Float64Array): Float64Array {
  let mean = 0;
  for (let phase = 0; phase < profile.length; phase++) mean += profile[phase]! / profile.length;
  for (let phase = 0; phase < profile.length; phase++) profile[phase]! -= mean;
  return profile;
}
