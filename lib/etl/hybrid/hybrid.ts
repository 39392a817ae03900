/** Train, validation and test mixes of synthetic and real server-days, none of which leaks into another. */
import { HYBRID, type Origin, ORIGINS, type Split, SPLITS } from "@lib/core/hybrid_table.ts";
import { isoDate } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { type ColumnData, numbersOf, type Table, tableOf } from "@lib/core/table.ts";
import { stratifiedOrder } from "@lib/stats/stratified_order.ts";
import { dealt } from "./deal.ts";
import { checkHybridInput, type HybridOptions } from "./hybrid_options.ts";
import { hybridNotes } from "./hybrid_notes.ts";
import { hybridQuality, type QualityResult } from "./hybrid_quality.ts";
import { mixCounts } from "./mix.ts";
import { type HybridSource, rangeOf, serversOf, type SourceServer } from "./source_servers.ts";
import { type Period, timelinesOf } from "./timelines.ts";

/** The rows of one server in one split. */
interface SplitServer extends SourceServer {
  readonly split: Split;
}

/** What became of one split. */
export interface SplitReport {
  readonly split: Split;
  /** Share of real rows (or servers) that was asked for, and the one reached. */
  readonly wanted: number;
  readonly reached: number;
  readonly origins: Readonly<
    Record<Origin, { readonly servers: number; readonly rows: number; readonly serversToChooseFrom: number }>
  >;
  /** Days of the split in each source that has rows in it, ISO dates, both included. */
  readonly days: Readonly<Record<string, { readonly first: string; readonly last: string }>>;
}

/** A hybrid data set. */
export interface HybridDataSet {
  /** HYBRID: by split, source, server and day. */
  readonly table: Table;
  readonly splits: readonly SplitReport[];
  readonly quality: readonly QualityResult[];
  /** Rows of the sources that are in no split. */
  readonly leftOut: number;
  /** What a reader should know. */
  readonly notes: readonly string[];
}

/**
 * Builds a hybrid data set.
 *
 * Every server belongs to one split and is used on the days of that split alone, so neither a server nor a day stands in two
 * splits; within a timeline the days of training come first, those of the test last. Servers are dealt out, and left out of a
 * mix, so that each split has the types of each source in their proportions. The same seed gives the same rows, whatever
 * order sources and rows come in.
 *
 * @param sources SERVER_DAILY tables under names of their own, at least one row each.
 * @throws {CapacityError} of kind usage when sizes or mixes are none, or two sources have one name; of kind input when a
 * split cannot have what is asked of it.
 */
export function hybridDataSet(sources: readonly HybridSource[], options: HybridOptions): HybridDataSet {
  checkHybridInput(sources, options);
  const inOrder = sources.toSorted((a, b) => a.name < b.name ? -1 : 1);
  const splitsOf = (origin: Origin): Split[] =>
    SPLITS.filter((split) => origin === "real" ? options.realShares[split] > 0 : options.realShares[split] < 1);
  const timelines = timelinesOf(
    inOrder.map((source) => ({ name: source.name, ...rangeOf(source), splits: splitsOf(source.origin) })),
    options.sizes,
  );
  const candidates = inOrder.flatMap((source) => {
    const periods = timelines.find(({ names }) => names.includes(source.name))?.periods ?? {};
    const wanted = splitsOf(source.origin).flatMap((split) => periods[split] ? [[split, periods[split]] as const] : []);
    return dealServers(source, wanted, options);
  });
  const chosen: SplitServer[] = [], splits: SplitReport[] = [];
  for (const split of SPLITS) {
    const own = candidates.filter((server) => server.split === split);
    const mixed = mixOf(own, split, options);
    chosen.push(...mixed);
    splits.push(reportOf(split, own, mixed, options));
  }
  const table = tableOfServers(chosen);
  const leftOut = sources.reduce((sum, source) => sum + source.table.rowCount, 0) - table.rowCount;
  const quality = hybridQuality(table);
  const notes = hybridNotes(inOrder, splits, { timelines, quality, leftOut, options });
  return { table, splits, quality, leftOut, notes };
}

/** Deals the servers of a source out to the splits in which they have days, and leaves them those days. */
function dealServers(
  source: HybridSource,
  periods: readonly (readonly [split: Split, period: Period])[],
  { seed, sizes }: HybridOptions,
): SplitServer[] {
  const days = numbersOf(source.table, "timestamp");
  const servers = serversOf(source);
  const within = servers.map(({ rows }) =>
    new Map(
      periods.map((
        [split, { first, last }],
      ) => [split, rows.filter((row) => days[row]! >= first && days[row]! <= last)]),
    )
  );
  const given = dealt(
    servers.map(({ type }, server) => ({
      type,
      splits: periods.map(([split]) => split).filter((split) => within[server]!.get(split)!.length > 0),
    })),
    sizes,
    (kind) => randomFor(seed, "hybrid", "deal", source.name, kind),
  );
  return servers.flatMap((server, index) => {
    const split = given[index];
    return split === undefined ? [] : [{ ...server, split, rows: within[index]!.get(split)! }];
  });
}

/** The servers of a split that make its mix. */
function mixOf(
  candidates: readonly SplitServer[],
  split: Split,
  { seed, by, realShares }: HybridOptions,
): SplitServer[] {
  const ordered = (origin: Origin): SplitServer[] => {
    const own = candidates.filter((server) => server.source.origin === origin);
    const order = stratifiedOrder(
      own.map(({ source, type }) => `${source.name}/${type}`),
      (stratum) => randomFor(seed, "hybrid", "mix", split, stratum),
    );
    return [...order].map((index) => own[index]!);
  };
  const weightOf = ({ rows }: SplitServer): number => by === "servers" ? 1 : rows.length;
  const synthetic = ordered("synthetic"), real = ordered("real");
  const counts = mixCounts(
    { synthetic: synthetic.map(weightOf), real: real.map(weightOf) },
    realShares[split],
  );
  return [...synthetic.slice(0, counts.synthetic), ...real.slice(0, counts.real)].sort((a, b) =>
    a.source === b.source ? (a.id < b.id ? -1 : 1) : a.source.name < b.source.name ? -1 : 1
  );
}

function reportOf(
  split: Split,
  candidates: readonly SplitServer[],
  mixed: readonly SplitServer[],
  { by, realShares }: HybridOptions,
): SplitReport {
  const origins = Object.fromEntries(ORIGINS.map((origin) => {
    const own = mixed.filter((server) => server.source.origin === origin);
    return [origin, {
      servers: own.length,
      rows: own.reduce((sum, { rows }) => sum + rows.length, 0),
      serversToChooseFrom: candidates.filter((server) => server.source.origin === origin).length,
    }];
  })) as SplitReport["origins"];
  const { synthetic, real } = origins;
  const days = Object.fromEntries(
    [...Map.groupBy(mixed, ({ source }) => source)].map(([{ name, table }, servers]) => {
      const all = numbersOf(table, "timestamp");
      const first = servers.reduce((day, { rows }) => Math.min(day, all[rows[0]!]!), Infinity);
      const last = servers.reduce((day, { rows }) => Math.max(day, all[rows.at(-1)!]!), -Infinity);
      return [name, { first: isoDate(first), last: isoDate(last) }];
    }),
  );
  return { split, wanted: realShares[split], reached: real[by] / (real[by] + synthetic[by]), origins, days };
}

/** HYBRID of the chosen servers, in their order. */
function tableOfServers(servers: readonly SplitServer[]): Table {
  const total = servers.reduce((sum, { rows }) => sum + rows.length, 0);
  const columns = Object.keys(HYBRID.columns).map((name): [string, ColumnData] => {
    if (name === "split") return [name, servers.flatMap(({ split, rows }) => new Array(rows.length).fill(split))];
    if (name === "origin") {
      return [name, servers.flatMap(({ source, rows }) => new Array(rows.length).fill(source.origin))];
    }
    if (name === "source") {
      return [name, servers.flatMap(({ source, rows }) => new Array(rows.length).fill(source.name))];
    }
    return [name, gathered(name, servers, total)];
  });
  return tableOf(Object.fromEntries(columns));
}

function gathered(name: string, servers: readonly SplitServer[], total: number): ColumnData {
  if (HYBRID.columns[name]!.type === "text") {
    return servers.flatMap(({ source, rows }) => {
      const texts = source.table.columns[name] as readonly (string | null)[];
      return Array.from(rows, (row) => texts[row] ?? null);
    });
  }
  const cells = new Float64Array(total);
  let at = 0;
  for (const { source, rows } of servers) {
    const numbers = numbersOf(source.table, name);
    for (const row of rows) cells[at++] = numbers[row]!;
  }
  return cells;
}
