/** Readings brought to one grain, server by server. */
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import type { BinnedSeries } from "./binned_series.ts";
import { binsOf, type Grain } from "./grain.ts";
import type { Ledger } from "../ledger.ts";
import { completeOptions, type EtlOptions, type Stat } from "../options.ts";
import { seriesOfServer } from "./server_series.ts";
import { type ServersCome, serversTogether } from "./servers_together.ts";

/** What to make of the readings. */
export interface CleanSeriesOptions extends EtlOptions {
  /** Default `1d`. */
  readonly grain?: Grain;
  /** What stands for the readings of a bin. Default `p95`. */
  readonly stat?: Stat;
  /** Default `anywhere`. */
  readonly serversCome?: ServersCome;
}

/**
 * One value a bin of every metric, a server at a time. Nothing is imputed: a bin without a reading has no value.
 *
 * @param ledger Takes an entry for every reading that is dropped or flagged.
 * @throws {CapacityError} when a server comes back although `serversCome` is `together`.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { cleanSeries, Ledger } from "@lib/etl/mod.ts";
 * const batch = {
 *   serverId: "a",
 *   metric: "cpu_pct",
 *   unit: "percent",
 *   timestamps: Float64Array.of(0, 300_000, 3_600_000),
 *   values: Float64Array.of(10, 20, 30),
 *   sourceFile: "cpu.csv",
 *   sourceRows: Float64Array.of(2, 3, 4),
 * };
 * const hours = cleanSeries([batch], new Ledger(), { grain: "1h", stat: "mean" });
 * for await (const [cpu] of hours) deepStrictEqual([...cpu!.values], [15, 30]);
 * ```
 */
export async function* cleanSeries(
  readings: AsyncIterable<ReadingBatch> | Iterable<ReadingBatch>,
  ledger: Ledger,
  { grain = "1d", stat = "p95", serversCome, ...options }: CleanSeriesOptions = {},
): AsyncGenerator<BinnedSeries[]> {
  const complete = completeOptions(options);
  const bins = binsOf(grain, complete.timezone);
  for await (const batches of serversTogether(readings, serversCome)) {
    yield seriesOfServer(batches, { bins, stat, ledger, options: complete });
  }
}
