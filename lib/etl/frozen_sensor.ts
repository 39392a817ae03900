/** Sensors that keep saying the same. */

/** Days in a row with the very same value after which a sensor counts as frozen. */
const RUN = 5;
/** Share of equal neighbours above which a series is steady by nature (a memory reservation, a full disk). */
const STEADY = 0.05;

/**
 * Days on which a sensor is frozen: from the fifth day in a row with the same value, in a series that otherwise moves.
 * Idle (0) is not frozen, and only the past is looked at.
 *
 * @param values One value per day, `NaN` = missing.
 * @returns Indices of the days, ascending.
 */
export function frozenDays(values: Float64Array): number[] {
  const found: number[] = [];
  let run = 1, last = NaN, pairs = 0, equalPairs = 0;
  for (let day = 0; day < values.length; day++) {
    const value = values[day]!;
    if (value !== value) continue;
    if (value === last) {
      run++;
    } else {
      // A run is counted once it is over, so that it does not vouch for itself.
      pairs += run;
      equalPairs += run >= RUN ? 0 : run - 1;
      run = 1;
    }
    last = value;
    if (run >= RUN && value !== 0 && pairs >= 4 * RUN && equalPairs <= STEADY * pairs) found.push(day);
  }
  return found;
}
