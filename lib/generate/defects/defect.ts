/** The defects that a fleet's daily rows may be given on purpose: what they are and how frequent. */
import type { Metric } from "@lib/core/metric.ts";

/**
 * The kinds of defect in the order in which they are planted: an earlier one keeps its days from the later ones.
 *
 * - `clock shift`: the rows of a month bear the day after (size 1) or before (size -1) their own. One day of it has no
 *   row, and on the day next to its other end two rows meet: both belong to this defect.
 * - `fraction`: a percentage stands as a fraction of 1 for a month; size is the factor, 0.01.
 * - `missing run`: 1 to 14 days without a row.
 * - `stuck sensor`: for 3 to 10 days a metric repeats its value of the day before.
 * - `duplicated row`: a row comes twice; with a metric, the second one has another value there, and size is the
 *   difference.
 * - `sentinel`: a metric shows a marker for "no data"; size is the marker, -1 or 101.
 * - `spike`: a percentage shows 150 to 180; size is that value.
 */
export const DEFECT_KINDS = [
  "clock shift",
  "fraction",
  "missing run",
  "stuck sensor",
  "duplicated row",
  "sentinel",
  "spike",
] as const;
/** A kind of defect. */
export type DefectKind = typeof DEFECT_KINDS[number];

/** Shares of the servers that have a month of each of these, once in a run. */
export const SERVER_SHARES = { "clock shift": 0.01, fraction: 0.01 } as const;
/** Shares of the server-days that are touched by each of these. */
export const DAY_SHARES = {
  "missing run": 0.01,
  "stuck sensor": 0.002,
  "duplicated row": 0.005,
  sentinel: 0.001,
  spike: 0.001,
} as const satisfies Partial<Record<DefectKind, number>>;

/** One defect of one server. */
export interface Defect {
  readonly kind: DefectKind;
  /** Number of the server, from 0. */
  readonly server: number;
  /** The metric it touches, or `null` for the whole row. */
  readonly metric: Metric | null;
  /** First and last day, counted from the start of the run. */
  readonly first: number;
  readonly last: number;
  /** See DEFECT_KINDS; `NaN` where there is nothing to tell. */
  readonly size: number;
}
