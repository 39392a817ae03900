/** The series of one server, from all of its readings. */
import { CORES_METRIC, type ReadingBatch } from "@lib/core/reading_batch.ts";
import { DAY_MS } from "@lib/core/day.ts";
import { type BinnedSeries, type BinningContext, binReadings } from "./binned_series.ts";
import { clockShifts, movedBack } from "./clock_shifts.ts";
import { Ledger } from "../ledger.ts";
import { CLOCK_SHIFT_RULE } from "../rules.ts";

/**
 * Bins every metric of a server. What the server says of its cores decides when it was powered off. Daily rows with a
 * wrong date are moved back first where they become daily values; each of them is flagged.
 *
 * @param batches All batches of the server, in any order.
 */
export function seriesOfServer(batches: readonly ReadingBatch[], context: ServerContext): BinnedSeries[] {
  const shifts = context.bins.ms === DAY_MS ? clockShifts(batches) : [];
  if (shifts.length === 0) return seriesByMetric(batches, context);
  const moved = movedBack(batches, shifts);
  batches.forEach((batch, place) => noteMoved(batch, moved[place]!, context.ledger));
  const asDated = seriesByMetric(batches, { ...context, ledger: new Ledger() });
  return seriesByMetric(moved, context).map((series, place) => {
    const { bins, values } = asDated[place]!;
    return { ...series, asDated: { bins, values, shifts } };
  });
}

type ServerContext = Omit<BinningContext, "poweredOff">;

function noteMoved({ serverId, metric, ...dated }: ReadingBatch, moved: ReadingBatch, ledger: Ledger): void {
  dated.timestamps.forEach((timestamp, index) => {
    if (timestamp === moved.timestamps[index]) return;
    const value = dated.values[index]!;
    ledger.add({
      serverId,
      metric,
      timestamp,
      action: "flagged",
      rule: CLOCK_SHIFT_RULE,
      before: value,
      after: value,
      sourceFile: dated.sourceFile,
      sourceRow: dated.sourceRows[index]!,
    });
  });
}

function seriesByMetric(batches: readonly ReadingBatch[], context: ServerContext): BinnedSeries[] {
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
