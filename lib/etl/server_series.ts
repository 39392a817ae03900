/** The series of one server, from all of its readings. */
import { CORES_METRIC, type ReadingBatch } from "@lib/core/reading_batch.ts";
import { type BinnedSeries, type BinningContext, binReadings } from "./binned_series.ts";

/**
 * Bins every metric of a server. What the server says of its cores decides when it was powered off.
 *
 * @param batches All batches of the server, in any order.
 */
export function seriesOfServer(
  batches: readonly ReadingBatch[],
  context: Omit<BinningContext, "poweredOff">,
): BinnedSeries[] {
  const poweredOff = poweredOffTimes(batches);
  const byMetric = Map.groupBy(batches, ({ metric }) => metric);
  return [...byMetric.values()].map((ofMetric) => binReadings(ofMetric, { ...context, poweredOff }));
}

/** Times at which the server says that it has no core; the first word on a time counts, as it does for every metric. */
function poweredOffTimes(batches: readonly ReadingBatch[]): Set<number> {
  const off = new Set<number>(), on = new Set<number>();
  const cores = batches.filter(({ metric }) => metric === CORES_METRIC);
  if (!cores.some(({ values }) => values.includes(0))) return off;
  for (const { timestamps, values } of cores) {
    for (let index = 0; index < values.length; index++) {
      const time = timestamps[index]!;
      if (values[index] === 0 && !on.has(time)) off.add(time);
      else if (!off.has(time)) on.add(time);
    }
  }
  return off;
}
