/** Shapes of a day: 24 local hours from 0 = quiet to 1 = busy. */

/** People at their desks, with a lunch break. */
// deno-fmt-ignore
export const STAFF_HOURS: readonly number[] = [
  0, 0, 0, 0, 0, 0, 0.1, 0.3, 0.7, 1, 1, 1,
  0.9, 0.95, 1, 1, 1, 0.9, 0.6, 0.45, 0.35, 0.25, 0.1, 0,
];
/** People at home: late to rise, busiest in the evening. */
// deno-fmt-ignore
export const LEISURE_HOURS: readonly number[] = [
  0.2, 0.1, 0, 0, 0, 0, 0, 0.1, 0.3, 0.5, 0.6, 0.7,
  0.7, 0.7, 0.7, 0.7, 0.8, 0.9, 1, 1, 0.9, 0.7, 0.5, 0.3,
];
/** Jobs that wait for the night. */
// deno-fmt-ignore
export const NIGHT_HOURS: readonly number[] = [
  1, 1, 1, 0.95, 0.8, 0.5, 0.3, 0.1, 0, 0, 0, 0,
  0, 0, 0, 0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1,
];
/** Jobs of a period's end: they begin earlier and end later. */
// deno-fmt-ignore
export const LONG_NIGHT_HOURS: readonly number[] = [
  1, 1, 1, 1, 1, 0.9, 0.7, 0.4, 0.2, 0.1, 0.1, 0.1,
  0.1, 0.1, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1, 1, 1,
];
/** Online services of one country and batch jobs side by side, busiest in the early afternoon (Alibaba 2018). */
// deno-fmt-ignore
export const AFTERNOON_HOURS: readonly number[] = [
  0.23, 0.28, 0.2, 0.19, 0.25, 0.28, 0.15, 0, 0.22, 0.26, 0.25, 0.36,
  0.47, 0.69, 1, 0.8, 0.71, 0.72, 0.58, 0.62, 0.51, 0.48, 0.44, 0.35,
];
/** An office on its days off: a third of the rhythm is left. */
export const QUIET_OFFICE_HOURS: readonly number[] = STAFF_HOURS.map((busy) => 0.3 * busy);
/** A backup or a report: three full hours in the night. */
// deno-fmt-ignore
export const BACKUP_HOURS: readonly number[] = [
  0, 0.1, 1, 1, 1, 0.3, 0.1, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];
