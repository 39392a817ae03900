/** A series from its rows: sorted, each time once, one value a step. */
import { CapacityError } from "@lib/core/errors.ts";
import { stepsBetween, stepText, timeAfter, type TimeStep, timeStepOf } from "./time_step.ts";
import type { SeriesRows } from "./tidy_rows.ts";

/** A series with a value at every step. */
export interface RegularSeries {
  readonly id: string;
  /** One value a step, `NaN` = missing; the first and the last one are those of the first and the last row. */
  readonly values: Float64Array;
  /** Time of the last value: milliseconds since 1970 (UTC), or a count. The forecast begins one step later. */
  readonly last: number;
  readonly step: TimeStep;
  /** What was repaired, in plain sentences. */
  readonly notes: readonly string[];
}

/** How times and steps are shown. */
export interface Shown {
  time(time: number): string;
  step(step: TimeStep): string;
}

/** Times that are counts, and steps of so many counts. */
export const IN_COUNTS: Shown = {
  time: String,
  step: ({ seconds }) => `${Math.round(seconds * 1000)}`,
};
const IN_TIME: Shown = { time: isoText, step: stepText };

/** How far a time may be from its place, as a share of the step: samplers are seldom on the second. */
const JITTER = 0.25;
/** Steps for each row beyond which a series is holes and little else: a time may be wrong. */
const MOST_STEPS_A_ROW = 200, STEPS_FREE = 10_000;
/** As many equal longer steps in a row are no gaps but another step. */
const STEADY = 5;

/**
 * Brings the rows of a series to one value a step.
 *
 * What can be repaired without a choice is repaired and noted: rows out of order, equal rows, gaps. What cannot is an error: two values for
 * one time, times between the steps.
 *
 * @param rows Reordered in place.
 * @param commonStep Step for a series of one time, which shows none.
 * @param shown How times and steps are shown; default in UTC.
 * @throws {CapacityError} naming series and row.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { regularSeries } from "@lib/forecast/tidy/regular_series.ts";
 * const hour = 3_600_000;
 * const { values, notes } = regularSeries({
 *   id: "a",
 *   times: Float64Array.of(0, hour, 3 * hour),
 *   values: Float64Array.of(1, 2, 4),
 *   rows: Uint32Array.of(2, 3, 4),
 * });
 * deepStrictEqual([...values], [1, 2, NaN, 4]);
 * deepStrictEqual(notes, ["1 of 4 steps of 1 hour has no row and is missing"]);
 * ```
 */
export function regularSeries(
  rows: SeriesRows,
  commonStep?: TimeStep,
  shown: Shown = IN_TIME,
): RegularSeries {
  const { id } = rows;
  if (rows.problem !== undefined) throw new CapacityError(rows.problem);
  const notes: string[] = [];
  if (inOrder(rows)) notes.push("rows were out of order and are sorted by time");
  const kept = withoutRepeats(rows, shown, notes);
  const times = rows.times.subarray(0, kept);
  const own = timeStepOf(times), step = own ?? commonStep;
  if (!step) {
    throw problem(id, "expected two times or more to know the step, got one", rows.rows[0]!, {
      remedy: "add rows, or put the series into a file with others of its step",
    });
  }
  if (!own) notes.push(`its only time shows no step; ${shown.step(step)} is that of the other series`);
  const places = placesOf(rows, kept, step, shown, notes);
  const length = places[kept - 1]! + 1;
  const values = new Float64Array(length).fill(NaN);
  for (let index = 0; index < kept; index++) values[places[index]!] = rows.values[index]!;
  if (values.every(Number.isNaN)) {
    throw problem(id, `expected at least 1 value, got ${kept} missing ones`, rows.rows[0]!);
  }
  const gaps = length - kept;
  if (gaps > 0) {
    notes.push(
      `${gaps} of ${length} steps of ${shown.step(step)} ${gaps === 1 ? "has" : "have"} no row and ${
        gaps === 1 ? "is" : "are"
      } missing`,
    );
  }
  return { id, values, last: times[kept - 1]!, step, notes };
}

/** Time of the first value, by the step from the last one. */
export function startOf({ values, last, step }: RegularSeries): number {
  return timeAfter(last, step, 1 - values.length);
}

/** Sorts by time, rows of one time as they came; says whether anything moved. */
function inOrder({ times, values, rows }: SeriesRows): boolean {
  let index = 1;
  while (index < times.length && times[index]! >= times[index - 1]!) index++;
  if (index >= times.length) return false;
  const order = Uint32Array.from(times, (_, place) => place).sort((a, b) => times[a]! - times[b]! || a - b);
  const [oldTimes, oldValues, oldRows] = [times.slice(), values.slice(), rows.slice()];
  order.forEach((from, to) => {
    times[to] = oldTimes[from]!;
    values[to] = oldValues[from]!;
    rows[to] = oldRows[from]!;
  });
  return true;
}

/** Keeps one row a time, in place; a missing value gives way to the one that is there. */
function withoutRepeats(
  { id, times, values, rows }: SeriesRows,
  shown: Shown,
  notes: string[],
): number {
  let kept = 0, repeats = 0;
  for (let index = 0; index < times.length; index++) {
    const value = values[index]!, before = kept - 1;
    if (kept > 0 && times[index] === times[before]) {
      const known = values[before]!;
      if (value === value && known === known && value !== known) {
        throw problem(
          id,
          `expected one value for ${shown.time(times[index]!)}, got ${known} in row ${rows[before]} and ${value}`,
          rows[index]!,
          {
            remedy:
              "remove one of them, or name the series apart: one name each in series_id, or columns server_id and metric",
          },
        );
      }
      if (known !== known) values[before] = value;
      repeats++;
      continue;
    }
    times[kept] = times[index]!;
    values[kept] = value;
    rows[kept++] = rows[index]!;
  }
  if (repeats > 0) notes.push(`${repeats} repeated ${repeats === 1 ? "row is" : "rows are"} taken once`);
  return kept;
}

/** The step of each row, from 0, found from row to row so that a slow clock does not run away from its grid. */
function placesOf(
  { id, times, rows }: SeriesRows,
  kept: number,
  step: TimeStep,
  shown: Shown,
  notes: string[],
): Float64Array {
  const places = new Float64Array(kept);
  let steady = 0, before = 1, jitter = 0, isOtherStep = false;
  for (let index = 1; index < kept; index++) {
    const steps = stepsBetween(times[index - 1]!, times[index]!, step), whole = Math.max(1, Math.round(steps));
    const off = Math.abs(steps - whole);
    if (off > JITTER) {
      throw problem(
        id,
        `expected times ${shown.step(step)} apart, got ${shown.time(times[index]!)} after ${
          shown.time(times[index - 1]!)
        }`,
        rows[index]!,
        { remedy: "bring the series to one step, for example with capacity etl --grain" },
      );
    }
    jitter = Math.max(jitter, off);
    steady = whole > 1 && whole === before ? steady + 1 : 1;
    before = whole;
    if (steady === STEADY && !isOtherStep) {
      isOtherStep = true;
      notes.push(
        `from row ${rows[index - STEADY + 1]} on steps are ${whole} times ${
          shown.step(step)
        }; what lies between is missing`,
      );
    }
    places[index] = places[index - 1]! + whole;
  }
  const length = places[kept - 1]! + 1;
  if (length > Math.max(STEPS_FREE, MOST_STEPS_A_ROW * kept)) {
    throw problem(
      id,
      `expected values on most steps of ${shown.step(step)}, got ${kept} on ${length} steps from ${
        shown.time(times[0]!)
      } to ${shown.time(times[kept - 1]!)}`,
      rows[kept - 1]!,
      { remedy: "look for a wrong time" },
    );
  }
  if (jitter > 0.001) notes.push("times a little off their step are taken as if on it");
  return places;
}

function problem(id: string, what: string, row: number, { remedy }: { remedy?: string } = {}): CapacityError {
  return new CapacityError(`Cannot forecast series ${id}: ${what}`, {
    place: { row },
    ...remedy === undefined ? {} : { remedy },
  });
}

function isoText(time: number): string {
  return new Date(time).toISOString().replace(/T00:00:00\.000Z$/, "").replace(/\.000Z$/, "Z");
}
