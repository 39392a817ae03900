/** Readings on their way from ingest to cleaning. */

/** Readings of one metric of one server from one file. */
export interface ReadingBatch {
  readonly serverId: string;
  /** One of READING_METRICS, `vcpu` for the cores at a time, or the source's own name. */
  readonly metric: string;
  /** `percent`, `Mbps`, the source's own unit, or that of a counter (see `counterOf`). */
  readonly unit: string;
  /** Milliseconds since 1970, UTC, in file order. */
  readonly timestamps: Float64Array;
  /** One per timestamp, `NaN` = there is a number, but nothing can be said with it: a share of a capacity of zero. */
  readonly values: Float64Array;
  readonly sourceFile: string;
  /** 1-based line of each reading in its file. */
  readonly sourceRows: Float64Array;
}

/** Metric that tells how many cores a server had at a time; 0 = it was powered off. */
export const CORES_METRIC = "vcpu";

const COUNTER = "counter of ";

/**
 * The unit of a cumulative counter: one whose growth per second is a rate in the given unit.
 *
 * @param rate Unit of the rate, for example `Mbps`, or `percent` for the seconds of a processor times 100.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { counterOf, rateUnitOf } from "@lib/core/mod.ts";
 * strictEqual(rateUnitOf(counterOf("Mbps")), "Mbps");
 * strictEqual(rateUnitOf("Mbps"), undefined);
 * ```
 */
export function counterOf(rate: string): string {
  return COUNTER + rate;
}

/** The unit of the rate that a counter's readings grow by, or `undefined` when the unit is not a counter's. */
export function rateUnitOf(unit: string): string | undefined {
  return unit.startsWith(COUNTER) ? unit.slice(COUNTER.length) : undefined;
}
