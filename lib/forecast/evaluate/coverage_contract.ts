/**
 * What the bands promise, as a contract: on every kind of day and at every distance the 80 and 95 % bands hold as often as they say.
 *
 * A slice breaks the contract when it misses by more than the tolerance *and* by more than chance explains: three standard errors, which
 * allow for errors that hang together within a server and within a day. Where a slice has too few servers or days to tell, that is said.
 */
import { REGIMES } from "@lib/core/calendar.ts";
import { numbersOf } from "@lib/core/table.ts";
import { bucketLabel, bucketOf } from "../fleet/horizon.ts";
import type { TriedDays } from "./tried_days.ts";

/** How one band did on one slice. */
export interface ContractRow {
  /** A metric, or `all`. */
  readonly metric: string;
  readonly horizon_bucket: string;
  readonly regime: string;
  /** 0.8 or 0.95. */
  readonly nominal: number;
  /** Share of the values inside the band. */
  readonly got: number;
  /** Standard error of that share, clustered by server and by day. */
  readonly error: number;
  /** Values, and the different servers and days that they come from. */
  readonly n: number;
  readonly servers: number;
  readonly days: number;
  /** `missed` is beyond the tolerance, but not beyond chance, or not to be judged with so few servers or days. */
  readonly verdict: "kept" | "missed" | "broken";
}

/** What is promised. */
export interface ContractOptions {
  /** Largest distance from the promised share, 0–1; default 0.04. */
  readonly tolerance?: number;
  /** Whether each metric is judged by itself too; default false. */
  readonly byMetric?: boolean;
}

/** The contract and what became of it. */
export interface CoverageContract {
  readonly tolerance: number;
  /** All days first, then by days ahead, by kind of day, and these by metric where asked for. */
  readonly rows: readonly ContractRow[];
  readonly broken: readonly ContractRow[];
  readonly isKept: boolean;
}

const BANDS = [{ nominal: 0.8, low: "q10", high: "q90" }, { nominal: 0.95, low: "q025", high: "q975" }] as const;
/** Servers and days without which a slice is not judged. */
const FEWEST_CLUSTERS = 8;
/** Standard errors that chance is granted: once in 370 slices. */
const GRANTED_ERRORS = 3;

/**
 * Judges the bands of a backtest.
 *
 * @throws {RangeError} when the tolerance is not between 0 and 1.
 * @see Cameron, Gelbach and Miller, Robust inference with multiway clustering (2011); the term for pairs is left out, which errs on the
 * side of caution
 */
export function coverageContract(
  days: TriedDays,
  { tolerance = 0.04, byMetric = false }: ContractOptions = {},
): CoverageContract {
  if (!(tolerance > 0 && tolerance < 1)) {
    throw new RangeError(`Cannot judge coverage: expected a tolerance between 0 and 1, got ${tolerance}`);
  }
  const slices = slicesOf(days, byMetric);
  const tallies = BANDS.map((band) => tallied(days, band, slices.length, placesOf(days, slices, byMetric)));
  const rows = slices.flatMap((slice, place) =>
    BANDS.flatMap(({ nominal }, band): ContractRow[] => {
      const share = shareOf(tallies[band]!, place);
      return share.n === 0 ? [] : [{ ...slice, nominal, ...share, verdict: verdictOf(share, nominal, tolerance) }];
    })
  );
  const broken = rows.filter(({ verdict }) => verdict === "broken");
  return { tolerance, rows, broken, isKept: broken.length === 0 };
}

type Share = Pick<ContractRow, "got" | "error" | "n" | "servers" | "days">;

function verdictOf({ got, error, servers, days }: Share, nominal: number, tolerance: number): ContractRow["verdict"] {
  const miss = Math.abs(got - nominal);
  // The last bit of a share that lies on the edge is no miss.
  if (miss <= tolerance + 1e-12) return "kept";
  return servers >= FEWEST_CLUSTERS && days >= FEWEST_CLUSTERS && miss > GRANTED_ERRORS * error ? "broken" : "missed";
}

type ContractSlice = Pick<ContractRow, "metric" | "horizon_bucket" | "regime">;

/** All days, those of each bucket, those of each regime; then the same of every metric where asked for. */
function slicesOf({ metrics, step }: TriedDays, byMetric: boolean): ContractSlice[] {
  const whole = [
    { horizon_bucket: "all", regime: "all" },
    ...Array.from({ length: bucketsOf(step) }, (_, bucket) => ({ horizon_bucket: bucketLabel(bucket), regime: "all" })),
    ...REGIMES.map((regime) => ({ horizon_bucket: "all", regime })),
  ];
  return ["all", ...(byMetric ? metrics : [])].flatMap((metric) => whole.map((slice) => ({ metric, ...slice })));
}

function bucketsOf(step: Int32Array): number {
  let longest = 1;
  for (const own of step) if (own > longest) longest = own;
  return bucketOf(longest) + 1;
}

/** The slices, as places in `slicesOf`, that an entry belongs to. */
function placesOf(
  { metric, step, regime }: TriedDays,
  slices: readonly ContractSlice[],
  byMetric: boolean,
): (index: number, places: Int32Array) => number {
  const buckets = bucketsOf(step), perMetric = 1 + buckets + REGIMES.length;
  return (index, places) => {
    let count = 0;
    for (let first = 0; first < slices.length; first += perMetric) {
      if (first > 0 && !(byMetric && first === (1 + metric[index]!) * perMetric)) continue;
      places[count++] = first;
      places[count++] = first + 1 + bucketOf(step[index]!);
      places[count++] = first + 1 + buckets + regime[index]!;
    }
    return count;
  };
}

/** Values, and those inside a band, of every slice's servers and days. */
interface Tally {
  readonly servers: number;
  readonly days: number;
  /** `[slice * servers + server]` and `[slice * days + day]`. */
  readonly ofServers: { readonly n: Float64Array; readonly inside: Float64Array };
  readonly ofDays: { readonly n: Float64Array; readonly inside: Float64Array };
}

function tallied(
  tried: TriedDays,
  { low, high }: { readonly low: string; readonly high: string },
  slices: number,
  placesOf: (index: number, places: Int32Array) => number,
): Tally {
  const { table, count, row, server, day } = tried;
  const actual = numbersOf(table, "actual"), lows = numbersOf(table, low), highs = numbersOf(table, high);
  let first = Infinity, last = -Infinity;
  for (const own of day) {
    if (own < first) first = own;
    if (own > last) last = own;
  }
  const servers = tried.servers.length, days = count === 0 ? 0 : last - first + 1;
  const empty = (clusters: number) => ({
    n: new Float64Array(slices * clusters),
    inside: new Float64Array(slices * clusters),
  });
  const ofServers = empty(servers), ofDays = empty(days);
  const places = new Int32Array(slices);
  for (let index = 0; index < count; index++) {
    const own = row[index]!, value = actual[own]!;
    const isInside = value >= lows[own]! && value <= highs[own]! ? 1 : 0;
    const member = placesOf(index, places);
    for (let at = 0; at < member; at++) {
      const byServer = places[at]! * servers + server[index]!, byDay = places[at]! * days + day[index]! - first;
      ofServers.n[byServer]!++;
      ofServers.inside[byServer]! += isInside;
      ofDays.n[byDay]!++;
      ofDays.inside[byDay]! += isInside;
    }
  }
  return { servers, days, ofServers, ofDays };
}

function shareOf({ servers, days, ofServers, ofDays }: Tally, slice: number): Share {
  const clusters = [[ofServers, servers], [ofDays, days]] as const;
  let n = 0, inside = 0;
  for (let at = slice * servers; at < (slice + 1) * servers; at++) {
    n += ofServers.n[at]!;
    inside += ofServers.inside[at]!;
  }
  const got = inside / n;
  const [byServer, byDay] = clusters.map(([of, size]) => {
    let squares = 0, count = 0;
    for (let at = slice * size; at < (slice + 1) * size; at++) {
      if (of.n[at] === 0) continue;
      squares += (of.inside[at]! - got * of.n[at]!) ** 2;
      count++;
    }
    // The correction for few clusters; from a single one nothing can be told.
    return { variance: count > 1 ? squares * count / (count - 1) / n ** 2 : Infinity, count };
  });
  const error = Math.sqrt(byServer!.variance + byDay!.variance);
  return { got, error, n, servers: byServer!.count, days: byDay!.count };
}
