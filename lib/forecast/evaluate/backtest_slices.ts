/** Slices of the backtest table: its rows put together by metric, group of servers, days ahead and kind of day. */
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";

/** Which slices to tell apart; the others are put together. */
export type Slice = "metric" | "group" | "horizon_bucket" | "regime";

/** Server → its group: an archetype, a business unit. A server that it does not name has none. */
export type Groups = ReadonlyMap<string, string | null>;

/** A slice of the backtest; what is not told apart is `all`. */
export interface SliceName {
  readonly metric: string;
  /** Group of servers. */
  readonly group: string;
  /** Days ahead, for example `1-30`. */
  readonly horizon_bucket: string;
  /** A kind of day. */
  readonly regime: string;
}

/** The rows of one model in one slice. */
export interface SliceRows extends SliceName {
  readonly model: string;
  /** Numbers of the backtest's rows. */
  readonly rows: number[];
  /** Whether metrics of different units are put together: errors in the unit of a metric mean nothing then. */
  readonly isMixed: boolean;
}

/** The group of servers without one. */
const NO_GROUP = "unknown";

/**
 * The rows of every model in every slice, each value once.
 *
 * @param backtest BACKTEST.
 * @param groups Needed for the slice `group`.
 */
export function slicesOf(backtest: Table, by: readonly Slice[], groups: Groups = new Map()): SliceRows[] {
  const regimes = textsOf(backtest, "regime"), buckets = textsOf(backtest, "horizon_bucket");
  const metrics = textsOf(backtest, "metric"), models = textsOf(backtest, "model");
  const servers = textsOf(backtest, "server_id");
  const isSeveral = !by.includes("metric") && metrics.some((metric) => metric !== metrics[0]);
  const [perMetric, perGroup, perBucket, perRegime] = (["metric", "group", "horizon_bucket", "regime"] as const)
    .map((slice) => by.includes(slice));
  const slices = new Map<string, SliceRows>();
  for (let row = 0; row < backtest.rowCount; row++) {
    // Each value is counted under its regime and under `all`: one of them is enough.
    if ((regimes[row] === "all") === perRegime) continue;
    const name = {
      metric: perMetric ? metrics[row]! : "all",
      group: perGroup ? groups.get(servers[row]!) ?? NO_GROUP : "all",
      horizon_bucket: perBucket ? buckets[row]! : "all",
      regime: perRegime ? regimes[row]! : "all",
    };
    const key = `${sliceKey(name)}\u0000${models[row]}`;
    const slice = slices.get(key);
    if (slice) slice.rows.push(row);
    else slices.set(key, { ...name, model: models[row]!, rows: [row], isMixed: isSeveral });
  }
  return [...slices.values()];
}

/** A text that tells slices apart. */
export function sliceKey({ metric, group, horizon_bucket, regime }: SliceName): string {
  return `${metric}\u0000${group}\u0000${horizon_bucket}\u0000${regime}`;
}

/** The error by which models are compared in a slice: in the metric's unit, or scaled where units differ. */
export function comparedError(backtest: Table, { isMixed }: Pick<SliceRows, "isMixed">): ArrayLike<number> {
  return numbersOf(backtest, isMixed ? "mase" : "mae");
}
