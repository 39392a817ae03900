/** Daily rows by their date, repeated ones too. */
import { type Day, DAY_MS } from "@lib/core/day.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";

/** The values of one metric of one server. */
export interface DatedValues {
  readonly metric: string;
  /** The values of each date that has one, in the order in which they came. */
  readonly valuesOf: ReadonlyMap<Day, readonly number[]>;
}

/** Readings a day above which they are finer than daily, whatever is repeated. */
const MOST_A_DAY = 1.5;

/**
 * The values of each metric by date.
 *
 * @returns `undefined` when the readings are finer than a day, or when no date has two rows: then nothing is looked up.
 */
export function datedValues(batches: readonly ReadingBatch[]): DatedValues[] | undefined {
  const metrics: DatedValues[] = [];
  let hasDoubles = false;
  for (const [metric, ofMetric] of Map.groupBy(batches, (batch) => batch.metric)) {
    if (!areDaily(ofMetric)) return undefined;
    const valuesOf = new Map<Day, number[]>();
    for (const { timestamps, values } of ofMetric) {
      for (let index = 0; index < values.length; index++) {
        const day = Math.floor(timestamps[index]! / DAY_MS), known = valuesOf.get(day);
        if (known) known.push(values[index]!);
        else valuesOf.set(day, [values[index]!]);
        hasDoubles ||= known !== undefined;
      }
    }
    metrics.push({ metric, valuesOf });
  }
  return hasDoubles ? metrics : undefined;
}

function areDaily(batches: readonly ReadingBatch[]): boolean {
  let low = Infinity, high = -Infinity, readings = 0;
  for (const { timestamps } of batches) {
    readings += timestamps.length;
    for (const time of timestamps) {
      if (time < low) low = time;
      if (time > high) high = time;
    }
  }
  return readings <= MOST_A_DAY * ((high - low) / DAY_MS + 1);
}
