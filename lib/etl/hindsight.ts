/** What a series looked like before later days explained it: an imputed day may know no more. */

/** A repair that took later days to see. */
export interface Hindsight {
  /** Indices of the repaired days. */
  readonly days: readonly number[];
  /** The series without the repair; `NaN` on days that are not to be copied as they stood. */
  readonly before: Float64Array;
  /** Index of the last day that took part in seeing it. */
  readonly knownFrom: number;
}

/** A series as known at some time. */
export interface KnownSeries {
  /** One value per day, `NaN` = missing. */
  readonly values: Float64Array;
  /** 1 where a value is not to be copied, as long as the values. */
  readonly isAnomaly: Uint8Array;
}

/**
 * A series as it was known on the morning of a day: repairs that later days led to are undone, and what the checks said
 * of the repaired values is not held against the unrepaired ones.
 *
 * @param day Index of the day; repairs seen on earlier days stay.
 * @returns The series itself where nothing is undone.
 */
export function knownOn(day: number, series: KnownSeries, hindsights: readonly Hindsight[]): KnownSeries {
  const later = hindsights.filter(({ knownFrom }) => knownFrom >= day);
  if (later.length === 0) return series;
  const values = series.values.slice(), isAnomaly = series.isAnomaly.slice();
  for (const { days, before } of later) {
    for (const repaired of days) {
      values[repaired] = before[repaired]!;
      isAnomaly[repaired] = 0;
    }
  }
  return { values, isAnomaly };
}
