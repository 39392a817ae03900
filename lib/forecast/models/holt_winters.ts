/** Holt-Winters for one or two seasons: a level and seasonal profiles that are smoothed, and errors that carry over. */
import { nelderMead } from "@lib/stats/nelder_mead.ts";
import { classicalProfile } from "@lib/stats/seasonal_profile.ts";
import type { PointModel } from "../candidate.ts";
import { onLogScale } from "./log_scale.ts";
import { wholeNumber } from "./option_checks.ts";

/** What Holt-Winters may be told. */
export interface HoltWintersOptions {
  /** One season length in steps, or two, the shorter first; 2 or more each. */
  readonly seasons: readonly [number] | readonly [number, number];
  /** Whether to work on logarithms, so that seasons multiply; values that are not all positive keep their own scale. Default false. */
  readonly log?: boolean;
}

/** Shares of an error that the states follow. */
interface Shares {
  readonly level: number;
  /** Of what the level leaves. */
  readonly first: number;
  /** Of what the level and the first season leave; of no meaning with one season. */
  readonly second: number;
}

/** What the states come to at the end of a history. */
interface End {
  readonly level: number;
  /** Profiles; index 0 is the phase of the first value. */
  readonly first: Float64Array;
  /** Of one season alone, a single zero. */
  readonly second: Float64Array;
  /** Error of the last value. */
  readonly error: number;
  /** Share of an error that the next one repeats, 0 to 0.99. */
  readonly carry: number;
  /** Sum of squares of what is new in the errors, after the longest season. */
  readonly squares: number;
}

/** Largest share of an error that may carry over. */
const LARGEST_CARRY = 0.99;

/**
 * Additive Holt-Winters without a trend, with one season or two; an error carries over to the next steps, less at each (an AR(1) term). The
 * shares have the least sum of squared errors one step ahead.
 *
 * Seasons that the history does not show twice are left out; when that is all of them, the history is too short.
 *
 * @throws {RangeError} when a season is no whole number of 2 or more, or the second is not the longer one.
 * @see Taylor, Short-term electricity demand forecasting using double seasonal exponential smoothing, Journal of the Operational Research
 * Society 54 (2003)
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { holtWinters } from "@lib/forecast/models/holt_winters.ts";
 * const pattern = (at: number) => [5, 9, 7, 3][at % 4]! + (at % 8 < 4 ? 2 : 0);
 * const values = Float64Array.from({ length: 80 }, (_, at) => pattern(at));
 * const points = holtWinters({ seasons: [4, 8] }).points(values, 8, { step: 3600, seasons: [4, 8] })!;
 * ok(points.every((value, ahead) => Math.abs(value - pattern(80 + ahead)) < 1e-6));
 * ```
 */
export function holtWinters({ seasons, log = false }: HoltWintersOptions): PointModel {
  for (const season of seasons) wholeNumber("Holt-Winters model", "each season", season, 2);
  if (seasons[1] !== undefined && !(seasons[1] > seasons[0])) {
    throw new RangeError(
      `Cannot make a Holt-Winters model: expected the shorter season first, got ${seasons.join(", ")}`,
    );
  }
  return {
    name: `Holt-Winters ${seasons.join("+")}${log ? " log" : ""}`,
    points(values, horizon) {
      const known = seasons.filter((season) => values.length >= 2 * season);
      if (known.length === 0) return undefined;
      return onLogScale(values, log, (scaled) => forecast(scaled, horizon, known[0]!, known[1]));
    },
  };
}

function forecast(values: Float64Array, horizon: number, season: number, longer: number | undefined): Float64Array {
  const run = smoother(values, season, longer);
  const isDouble = longer !== undefined;
  const [level, first, second] = nelderMead(
    (at) => run({ level: at[0]!, first: at[1]!, second: isDouble ? at[2]! : 0 }).squares,
    {
      start: isDouble ? [0.1, 0.15, 0.15] : [0.1, 0.15],
      step: isDouble ? [0.1, 0.1, 0.1] : [0.1, 0.1],
      low: isDouble ? [1e-4, 1e-4, 1e-4] : [1e-4, 1e-4],
      high: isDouble ? [0.9, 0.9, 0.9] : [0.9, 0.9],
      moves: 140,
      tolerance: 1e-5,
    },
  );
  const end = run({ level: level!, first: first!, second: second ?? 0 });
  let carried = end.error;
  return new Float64Array(horizon).map((_, ahead) => {
    const at = values.length + ahead;
    carried *= end.carry;
    return end.level + end.first[at % end.first.length]! + end.second[at % end.second.length]! + carried;
  });
}

/** Prepares what every run starts from; the states of a run are overwritten by the next. */
function smoother(values: Float64Array, season: number, longer: number | undefined): (shares: Shares) => End {
  const skipped = longer ?? season, count = values.length;
  const firstStart = classicalProfile(values, season);
  const secondStart = longer === undefined
    ? new Float64Array(1)
    : classicalProfile(values.map((value, at) => value - firstStart[at % season]!), longer);
  let levelStart = 0;
  for (let at = 0; at < skipped; at++) levelStart += values[at]! / skipped;

  const first = firstStart.slice(), second = secondStart.slice(), longest = second.length;
  return (shares) => {
    first.set(firstStart);
    second.set(secondStart);
    const ofFirst = shares.first * (1 - shares.level);
    const ofSecond = longer === undefined ? 0 : shares.second * (1 - shares.level) * (1 - shares.first);
    let level = levelStart, before = 0, products = 0, squaresBefore = 0, squares = 0;
    for (let at = 0, phase = 0, longPhase = 0; at < count; at++) {
      // The level comes last: everything before it is ready while the level before is still being worked out.
      const error = values[at]! - first[phase]! - second[longPhase]! - level;
      if (at >= skipped) {
        squares += error * error;
        products += error * before;
        squaresBefore += before * before;
      }
      level += shares.level * error;
      first[phase]! += ofFirst * error;
      second[longPhase]! += ofSecond * error;
      before = error;
      if (++phase === season) phase = 0;
      if (++longPhase === longest) longPhase = 0;
    }
    // Σ (eₜ − φ·eₜ₋₁)² is a parabola in φ: its lowest place is known, and need not be searched for.
    const repeated = products / squaresBefore;
    // Nothing carries over where there are no errors, or some too large to be squared.
    const carry = repeated > 0 ? Math.min(LARGEST_CARRY, repeated) : 0;
    return {
      level,
      first,
      second,
      error: before,
      carry,
      squares: squares - 2 * carry * products + carry * carry * squaresBefore,
    };
  };
}
