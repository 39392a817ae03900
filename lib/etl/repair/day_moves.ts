/** Days of a panel that rows were moved to. */

/** A run of days of one server whose rows bore the date of the day before or after. */
export interface DayMove {
  /** Index of the server. */
  readonly server: number;
  /** First and last day with another row than before, as indices into the panel's days. */
  readonly first: number;
  readonly last: number;
  /** Index of the last day that took part in finding it; it may lie beyond the panel. */
  readonly knownFrom: number;
}
