/** Cleaning of a fleet that comes as readings. */
import { CapacityError } from "@lib/core/errors.ts";
import { DAY_MS, isoDate } from "@lib/core/day.ts";
import { dailyMetricOf, type Metric, READING_METRICS } from "@lib/core/metric.ts";
import { naturalOrder } from "@lib/core/natural_order.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import type { Table } from "@lib/core/table.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import type { BinnedSeries } from "./series/binned_series.ts";
import type { CleanFleet } from "./clean_fleet.ts";
import { cleanSeries } from "./series/clean_series.ts";
import type { DayMove } from "./repair/day_moves.ts";
import { type DailyFleet, finishFleet, type FleetOrigin } from "./finish_fleet.ts";
import { Ledger } from "./ledger.ts";
import { completeOptions, type EtlOptions } from "./options.ts";
import type { Lifetime } from "./server_days.ts";
import type { ServersCome } from "./series/servers_together.ts";

/** Options of cleaning readings. */
export interface CleanReadingsOptions extends EtlOptions {
  /** Default `anywhere`. */
  readonly serversCome?: ServersCome;
  /**
   * Takes a part of the ledger as soon as it has a million entries, so that it need not stay in memory; the `ledger` of
   * the result then holds the rest alone. Default: nothing is taken.
   */
  readonly takeLedger?: (part: Table) => void | Promise<void>;
}

/** Where readings come from. */
export interface ReadingsOrigin extends Omit<FleetOrigin, "fleet"> {
  /** FLEET; a function where the inventory is only known once all readings were taken. */
  readonly fleet: Table | (() => Promise<Table>);
}

/** Entries of a part of the ledger. */
const LEDGER_PART = 1 << 20;

/**
 * Cleans readings server by server: repeated, impossible and powered-off readings are dropped, the rest becomes daily
 * 95th percentiles, which are checked and repaired as `cleanPanel` does.
 *
 * @param readings Batches in any order (but see `serversCome`).
 * @throws {CapacityError} when no day of any server can be used, when no reading is of a metric that silver has, or
 * when a server comes back although `serversCome` is `together`.
 */
export async function cleanReadings(
  readings: AsyncIterable<ReadingBatch> | Iterable<ReadingBatch>,
  { fleet, source }: ReadingsOrigin,
  options: CleanReadingsOptions = {},
): Promise<CleanFleet> {
  const complete = completeOptions(options);
  const { serversCome, takeLedger } = options;
  const ledger = new Ledger();
  const series: BinnedSeries[] = [];
  for await (
    const ofServer of cleanSeries(readings, ledger, {
      ...complete,
      ...serversCome === undefined ? {} : { serversCome },
    })
  ) {
    series.push(...ofServer);
    if (takeLedger && ledger.held >= LEDGER_PART) await takeLedger(ledger.drain());
  }
  const origin = { fleet: typeof fleet === "function" ? await fleet() : fleet, source };
  return finishFleet(dailyFleetOf(series), origin, { ledger, options: complete });
}

/** Lays the daily series of all servers on one panel. */
function dailyFleetOf(series: readonly BinnedSeries[]): DailyFleet {
  const withDays = series.filter(({ bins }) => bins.length > 0);
  const fleetSeries = withDays.filter(({ metric }) => dailyMetricOf(metric));
  if (fleetSeries.length === 0) throw nothingUsable(series);
  // A fleet may have more series than a call can have arguments.
  let start = Infinity, end = -Infinity;
  for (const { bins } of withDays) {
    start = Math.min(start, bins[0]! / DAY_MS);
    end = Math.max(end, bins.at(-1)! / DAY_MS);
  }
  const days = end - start + 1;
  const servers = [...new Set(withDays.map(({ serverId }) => serverId))].sort(naturalOrder);
  refuseScattered(servers, { start, end, known: withDays.reduce((sum, { bins }) => sum + bins.length, 0) });
  const indexOf = new Map(servers.map((id, index) => [id, index]));
  const lifetimes = servers.map(() => ({ first: days, last: -1 }));
  const values: Partial<Record<Metric, Float64Array>> = {};
  const dayShares: Partial<Record<Metric, Float32Array>> = {};
  let used = 0;
  for (const { serverId, metric, bins, values: daily, readings, expected } of withDays) {
    const known = bins.map((bin) => bin / DAY_MS);
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
      shares[cell] = Math.min(1, readings[index]! / expected[index]!);
    });
  }
  const panel = { servers, start, days, values };
  return {
    used: panel,
    ...asDated(panel, fleetSeries),
    dayShares,
    lifetimes: lifetimes satisfies Lifetime[],
    counts: { read: series.reduce((sum, { read }) => sum + read, 0), used },
    ownSeries: withDays.filter(({ metric }) => !dailyMetricOf(metric)),
    notes: notesOf(series),
  };
}

/** The cells by the dates that the rows bore, and the days whose rows were moved; the panel itself where none was. */
function asDated(panel: FleetPanel, series: readonly BinnedSeries[]): Pick<DailyFleet, "raw" | "moves"> {
  const moved = series.filter((one) => one.asDated !== undefined);
  if (moved.length === 0) return { raw: panel, moves: [] };
  const { servers, start, days } = panel;
  const values = Object.fromEntries(Object.entries(panel.values).map(([metric, cells]) => [metric, cells.slice()]));
  const moves = new Map<number, readonly DayMove[]>();
  for (const { serverId, metric, asDated } of moved) {
    const server = servers.indexOf(serverId);
    const cells = values[dailyMetricOf(metric)!]!.subarray(server * days, (server + 1) * days).fill(NaN);
    asDated!.bins.forEach((bin, index) => cells[bin / DAY_MS - start] = asDated!.values[index]!);
    // The day next to the run lost its second row, or got its own one back.
    const ofServer = asDated!.shifts.map(({ first, last, knownFrom }): DayMove => (
      { server, first: first - 1 - start, last: last + 1 - start, knownFrom: knownFrom - start }
    ));
    moves.set(server, ofServer);
  }
  return { raw: { servers, start, days, values }, moves: [...moves.values()].flat() };
}

/** Cells from which on a panel is only made when some of them are known, and the share that must be. */
const MANY_CELLS = 1e7, KNOWN_SHARE = 0.001;

/** A wrong clock in one file would make a panel of centuries. */
function refuseScattered(
  servers: readonly string[],
  { start, end, known }: { readonly start: number; readonly end: number; readonly known: number },
): void {
  const cells = servers.length * (end - start + 1);
  if (cells <= MANY_CELLS || known >= KNOWN_SHARE * cells) return;
  throw new CapacityError(
    `Cannot clean readings: expected times that lie together, got single days from ${isoDate(start)} to ${
      isoDate(end)
    }`,
    { remedy: "look for a wrong clock in one of the files, or clean them apart" },
  );
}

function nothingUsable(series: readonly BinnedSeries[]): CapacityError {
  const metrics = [...new Set(series.map(({ metric, unit }) => `${metric} (${unit})`))];
  const known = series.some(({ metric }) => dailyMetricOf(metric));
  if (known) {
    return new CapacityError("Cannot clean readings: expected one day with enough readings, got none", {
      remedy: "lower etl.minimumCompleteness, or bring more history",
    });
  }
  return new CapacityError(
    `Cannot clean readings: expected one of ${READING_METRICS.join(", ")}, got ${someOf(metrics) || "no reading"}`,
    {
      remedy:
        "name the column, its metric and its unit in a map file, or keep them at a grain: etl --grain 1h --stat mean",
    },
  );
}

function notesOf(series: readonly BinnedSeries[]): string[] {
  const lost = [...Map.groupBy(series, ({ serverId }) => serverId)]
    .filter(([, ofServer]) => ofServer.every(({ bins }) => bins.length === 0)).map(([serverId]) => serverId);
  const own = [...new Set(series.filter(({ metric }) => !dailyMetricOf(metric)).map(({ metric }) => metric))];
  return [
    ...(lost.length > 0 ? [`No day of ${someOf(lost)} has enough readings: not in silver, see the ledger`] : []),
    ...(own.length > 0 ? [`No daily column for ${someOf(own)}: kept in the table series`] : []),
  ];
}

/** The first few of some names, and how many more there are. */
function someOf(names: readonly string[], most = 8): string {
  const more = names.length - most;
  return names.slice(0, most).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
