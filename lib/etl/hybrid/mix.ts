/** As many servers of two origins as possible, in the proportion that is wanted. */

/** What is chosen from: the weight of each server, in the order in which servers are taken. */
export interface MixPools {
  readonly synthetic: readonly number[];
  readonly real: readonly number[];
}

/** How many servers of each origin to take, from the front. */
export interface MixCounts {
  readonly synthetic: number;
  readonly real: number;
}

/**
 * The largest mix whose share of real weight is as wanted, within one server.
 *
 * The origin of which there is too little is taken whole; of the other one as many servers from the front as come closest.
 *
 * @param realShare Wanted share of real weight, 0 to 1.
 * @returns Counts from the front of each pool; of an origin that is wanted at least one, if there is one.
 * @throws {RangeError} when the share is none.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { mixCounts } from "@lib/etl/hybrid/mix.ts";
 * const servers = (count: number, weight: number) => new Array<number>(count).fill(weight);
 * deepStrictEqual(mixCounts({ synthetic: servers(100, 30), real: servers(50, 30) }, 0.2), { synthetic: 100, real: 25 });
 * deepStrictEqual(mixCounts({ synthetic: servers(100, 30), real: servers(8, 30) }, 0.5), { synthetic: 8, real: 8 });
 * ```
 */
export function mixCounts({ synthetic, real }: MixPools, realShare: number): MixCounts {
  if (!(realShare >= 0 && realShare <= 1)) {
    throw new RangeError(`Cannot mix: expected a share of 0 to 1, got ${realShare}`);
  }
  if (realShare === 0) return { synthetic: synthetic.length, real: 0 };
  if (realShare === 1) return { synthetic: 0, real: real.length };
  const generated = sumOf(synthetic), measured = sumOf(real);
  if (measured * (1 - realShare) > generated * realShare) {
    return { synthetic: synthetic.length, real: countFor(real, generated * realShare / (1 - realShare)) };
  }
  return { synthetic: countFor(synthetic, measured * (1 - realShare) / realShare), real: real.length };
}

/** How many weights from the front come closest to a sum; one at least. */
function countFor(weights: readonly number[], wanted: number): number {
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    // The next server would overshoot by more than stopping here falls short.
    if (index > 0 && sum + weight - wanted > wanted - sum) return index;
    sum += weight;
  }
  return weights.length;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
