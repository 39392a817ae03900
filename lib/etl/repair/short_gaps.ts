/** Gaps in a daily series, and the filling of short ones from the past. */

/** A run of missing days between two known ones. */
export interface Gap {
  /** Index of its first missing day. */
  readonly first: number;
  readonly days: number;
}

/** Weeks to look back for the same weekday. */
const WEEKS_BACK = 4;

/**
 * The gaps between the first and the last known day; what lies before or after is no gap but the server's lifetime.
 *
 * @param values One value per day, `NaN` = missing.
 */
export function gapsOf(values: Float64Array): Gap[] {
  const gaps: Gap[] = [];
  let lastKnown = -1;
  for (let day = 0; day < values.length; day++) {
    if (Number.isNaN(values[day])) continue;
    if (lastKnown >= 0 && day - lastKnown > 1) gaps.push({ first: lastKnown + 1, days: day - lastKnown - 1 });
    lastKnown = day;
  }
  return gaps;
}

/**
 * What a missing day most likely was, seen from the day before the gap: the latest known value of the same weekday
 * within four weeks, else the last known value. Anomalies are passed over.
 *
 * @param values Known values before the day, `NaN` = missing; later days are never read.
 * @param isAnomaly 1 where a value is not to be copied, as long as the values.
 * @param day Index of the missing day.
 * @returns The value, or `NaN` when nothing fit for copying is known.
 */
export function carriedForward(values: Float64Array, isAnomaly: Uint8Array, day: number): number {
  const isFit = (past: number) => past >= 0 && !Number.isNaN(values[past]) && !isAnomaly[past];
  for (let week = 1; week <= WEEKS_BACK; week++) if (isFit(day - 7 * week)) return values[day - 7 * week]!;
  for (let past = day - 1; past >= 0; past--) if (isFit(past)) return values[past]!;
  return NaN;
}
