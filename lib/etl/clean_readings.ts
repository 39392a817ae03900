/** Cleaning of a fleet that comes as readings. */
import { CapacityError } from "@lib/core/errors.ts";
import { dailyMetricOf, type Metric, READING_METRICS } from "@lib/core/metric.ts";
import type { CleanFleet } from "./clean_fleet.ts";
import { dailyFromReadings, type DailySeries } from "./daily_readings.ts";
import { type DailyFleet, finishFleet, type FleetOrigin } from "./finish_fleet.ts";
import { Ledger } from "./ledger.ts";
import { type CompleteEtlOptions, completeOptions, type EtlOptions } from "./options.ts";
import { CORES_METRIC, type ReadingBatch } from "@lib/core/reading_batch.ts";
import type { Lifetime } from "./server_days.ts";

/** Options of cleaning readings. */
export interface CleanReadingsOptions extends EtlOptions {
  /**
   * `together` promises that the batches of a server follow one another: then only one server's readings are in memory.
   * Default `anywhere`: everything is collected first.
   */
  readonly serversCome?: "together" | "anywhere";
}

/**
 * Cleans readings server by server: repeated, missing, impossible and powered-off readings are dropped, the rest
 * becomes daily 95th percentiles, which are checked and repaired as `cleanPanel` does.
 *
 * @param readings Batches in any order (but see `serversCome`).
 * @throws {CapacityError} when no day of any server can be used, when no reading is of a metric that silver has, or
 * when a server comes back although `serversCome` is `together`.
 */
export async function cleanReadings(
  readings: AsyncIterable<ReadingBatch> | Iterable<ReadingBatch>,
  origin: FleetOrigin,
  options: CleanReadingsOptions = {},
): Promise<CleanFleet> {
  const complete = completeOptions(options);
  const ledger = new Ledger();
  const series: DailySeries[] = [];
  const waiting = new Map<string, ReadingBatch[]>();
  const done = new Set<string>();
  const finish = (): void => {
    for (const [serverId, batches] of waiting) {
      series.push(...dailyOfServer(batches, ledger, complete));
      done.add(serverId);
    }
    waiting.clear();
  };
  for await (const batch of readings) {
    const batches = waiting.get(batch.serverId);
    if (batches) {
      batches.push(batch);
      continue;
    }
    if (options.serversCome === "together") finish();
    if (done.has(batch.serverId)) {
      throw new CapacityError("Cannot clean readings: expected each server's readings together, got one twice", {
        place: { file: batch.sourceFile, server: batch.serverId },
        remedy: "order the readings by server",
      });
    }
    waiting.set(batch.serverId, [batch]);
  }
  finish();
  return finishFleet(dailyFleetOf(series), origin, { ledger, options: complete });
}

function dailyOfServer(batches: readonly ReadingBatch[], ledger: Ledger, options: CompleteEtlOptions): DailySeries[] {
  const poweredOff = poweredOffTimes(batches);
  const byMetric = Map.groupBy(batches, ({ metric }) => metric);
  return [...byMetric.values()].map((ofMetric) => dailyFromReadings(ofMetric, poweredOff, { ledger, options }));
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

/** Lays the daily series of all servers on one panel. */
function dailyFleetOf(series: readonly DailySeries[]): DailyFleet {
  const withDays = series.filter(({ days }) => days.length > 0);
  const fleetSeries = withDays.filter(({ metric }) => dailyMetricOf(metric));
  if (fleetSeries.length === 0) throw nothingUsable(series);
  // A fleet may have more series than a call can have arguments.
  let start = Infinity, end = -Infinity;
  for (const { days } of withDays) {
    start = Math.min(start, days[0]!);
    end = Math.max(end, days.at(-1)!);
  }
  const days = end - start + 1;
  const servers = [...new Set(withDays.map(({ serverId }) => serverId))]
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const indexOf = new Map(servers.map((id, index) => [id, index]));
  const lifetimes = servers.map(() => ({ first: days, last: -1 }));
  const values: Partial<Record<Metric, Float64Array>> = {};
  const dayShares: Partial<Record<Metric, Float32Array>> = {};
  let used = 0;
  for (const { serverId, metric, days: known, values: daily, readings, expectedPerDay } of withDays) {
    const server = indexOf.get(serverId)!;
    const lifetime = lifetimes[server]!;
    lifetime.first = Math.min(lifetime.first, known[0]! - start);
    lifetime.last = Math.max(lifetime.last, known.at(-1)! - start);
    used += readings.reduce((sum, count) => sum + count, 0);
    const name = dailyMetricOf(metric);
    if (!name) continue;
    const cells = values[name] ??= new Float64Array(servers.length * days).fill(NaN);
    const shares = dayShares[name] ??= new Float32Array(servers.length * days);
    known.forEach((day, index) => {
      const cell = server * days + day - start;
      cells[cell] = daily[index]!;
      shares[cell] = Math.min(1, readings[index]! / expectedPerDay);
    });
  }
  const panel = { servers, start, days, values };
  return {
    used: panel,
    raw: panel,
    dayShares,
    lifetimes: lifetimes satisfies Lifetime[],
    counts: { read: series.reduce((sum, { read }) => sum + read, 0), used },
    ownSeries: withDays.filter(({ metric }) => !dailyMetricOf(metric)),
    notes: notesOf(series),
  };
}

function nothingUsable(series: readonly DailySeries[]): CapacityError {
  const metrics = [...new Set(series.map(({ metric, unit }) => `${metric} (${unit})`))];
  const known = series.some(({ metric }) => dailyMetricOf(metric));
  if (known) {
    return new CapacityError("Cannot clean readings: expected one day with enough readings, got none", {
      remedy: "lower etl.minimumCompleteness, or bring more history",
    });
  }
  return new CapacityError(
    `Cannot clean readings: expected one of ${READING_METRICS.join(", ")}, got ${metrics.join(", ") || "no reading"}`,
    { remedy: "name the column, its metric and its unit in a map file" },
  );
}

function notesOf(series: readonly DailySeries[]): string[] {
  const lost = [...Map.groupBy(series, ({ serverId }) => serverId)]
    .filter(([, ofServer]) => ofServer.every(({ days }) => days.length === 0)).map(([serverId]) => serverId);
  const own = [...new Set(series.filter(({ metric }) => !dailyMetricOf(metric)).map(({ metric }) => metric))];
  return [
    ...(lost.length > 0 ? [`No day of ${lost.join(", ")} has enough readings: not in silver, see the ledger`] : []),
    ...(own.length > 0 ? [`No daily column for ${own.join(", ")}: kept as the source's own series`] : []),
  ];
}
