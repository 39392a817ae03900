/** What a hybrid data set is asked to be, and whether that makes sense. */
import { CapacityError } from "@lib/core/errors.ts";
import { type Split, SPLITS } from "@lib/core/hybrid_table.ts";
import type { HybridSource } from "./source_servers.ts";

/** What a hybrid data set is asked to be. */
export interface HybridOptions {
  readonly seed: number;
  /** Share of the real ones among the rows, or among the servers, of each split: 0 to 1. */
  readonly realShares: Readonly<Record<Split, number>>;
  /** What the shares count. */
  readonly by: "rows" | "servers";
  /** Share of the servers, and of the days, that each split gets: above 0, together 1. */
  readonly sizes: Readonly<Record<Split, number>>;
}

/** The plan of the original project: learn from synthetic data, choose with a few real ones, judge by as many real ones. */
export const DEFAULT_HYBRID: Omit<HybridOptions, "seed"> = {
  realShares: { train: 0, validation: 0.2, test: 0.5 },
  by: "rows",
  sizes: { train: 0.7, validation: 0.15, test: 0.15 },
};

/** @throws {CapacityError} when no data set can be made of such sources with such options. */
export function checkHybridInput(sources: readonly HybridSource[], { realShares, sizes }: HybridOptions): void {
  const usage = (problem: string, remedy: string): CapacityError =>
    new CapacityError(`Cannot make a hybrid data set: ${problem}`, { remedy, kind: "usage" });
  for (const split of SPLITS) {
    if (!(realShares[split] >= 0 && realShares[split] <= 1)) {
      throw usage(`expected a mix of 0 to 100 % real for ${split}, got ${realShares[split]}`, "give for example 80/20");
    }
    if (!(sizes[split] > 0)) {
      throw usage(`expected a size above 0 for ${split}, got ${sizes[split]}`, "give each split its share");
    }
  }
  const total = SPLITS.reduce((sum, split) => sum + sizes[split], 0);
  if (Math.abs(total - 1) > 1e-9) {
    throw usage(
      `expected sizes that add up to 1, got ${Number(total.toFixed(6))}`,
      "change --train, --validation or --test",
    );
  }
  for (const { name, table } of sources) {
    if (table.rowCount === 0) {
      throw new CapacityError(`Cannot make a hybrid data set: expected server-days of ${name}, got none`);
    }
    if (sources.filter((other) => other.name === name).length > 1) {
      throw usage(`expected sources of different names, got ${name} twice`, "give folders of different names");
    }
  }
}
