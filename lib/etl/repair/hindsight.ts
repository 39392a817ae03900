/** What a series looked like before later days explained it: an imputed day may know no more. */

/** A repair that took later days to see. */
export interface Hindsight {
  /** Indices of the repaired days. */
  readonly days: readonly number[];
  /** The series without the repair, one value per day. */
  readonly before: Float64Array;
  /** Index of the last day that took part in seeing it. */
  readonly knownFrom: number;
}

/**
 * A series as it was known on the morning of a day: without the repairs that later days led to.
 *
 * @param day Index of the day; repairs that were seen on earlier days stay.
 * @param values The repaired series.
 * @returns The values themselves where nothing is undone.
 */
export function knownOn(day: number, values: Float64Array, hindsights: readonly Hindsight[]): Float64Array {
  const later = hindsights.filter(({ knownFrom }) => knownFrom >= day);
  if (later.length === 0) return values;
  const known = values.slice();
  for (const { days, before } of later) for (const repaired of days) known[repaired] = before[repaired]!;
  return known;
}
