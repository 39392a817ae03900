/** The order of values by size, several times faster than sorting positions with a comparison function. */

/** Bytes of a double, and values of a byte. */
const BYTES = 8, BUCKETS = 256;

/**
 * The positions of values, from the smallest to the largest; equal values stay in the order of their positions (−0 comes before 0).
 *
 * A radix sort on the bytes of the numbers, the least significant first: with the sign turned, and all bits of negative numbers, doubles
 * are in the order of their bits.
 *
 * @param values Finite. Not changed.
 * @see Knuth, The Art of Computer Programming, vol. 3, 2nd ed., section 5.2.5
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { ascendingOrder } from "@lib/stats/ascending_order.ts";
 * deepStrictEqual([...ascendingOrder(Float64Array.of(7, -2, 0.5, 7, 3))], [1, 2, 4, 0, 3]);
 * ```
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const count = values.length;
  const halves = sortableHalves(values), buckets = countBytes(halves);
  let order = new Uint32Array(count), next = new Uint32Array(count);
  for (let position = 0; position < count; position++) order[position] = position;
  for (let byte = 0; byte < BYTES; byte++) {
    const half = byte >> 2, shift = 8 * (byte & 3), base = byte * BUCKETS;
    // A byte that all values share orders nothing.
    if (count === 0 || buckets[base + (halves[half]! >>> shift & 0xff)] === count) continue;
    for (let bucket = base, before = 0; bucket < base + BUCKETS; bucket++) {
      const size = buckets[bucket]!;
      buckets[bucket] = before;
      before += size;
    }
    for (let rank = 0; rank < count; rank++) {
      const position = order[rank]!;
      next[buckets[base + (halves[2 * position + half]! >>> shift & 0xff)]!++] = position;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** The low and the high half of each double, bits turned so that they are in the order of unsigned whole numbers. */
function sortableHalves(values: Float64Array): Uint32Array {
  // Every machine that Deno runs on stores the low half first.
  const halves = new Uint32Array(values.slice().buffer);
  for (let low = 0; low < halves.length; low += 2) {
    const allOrNone = halves[low + 1]! >> 31;
    halves[low] = halves[low]! ^ allOrNone;
    halves[low + 1] = halves[low + 1]! ^ (allOrNone | 0x80000000);
  }
  return halves;
}

/** How many values have each byte, by its place. */
function countBytes(halves: Uint32Array): Uint32Array {
  const counts = new Uint32Array(BYTES * BUCKETS);
  for (let at = 0; at < halves.length; at++) {
    const bits = halves[at]!, base = (at & 1) * 4 * BUCKETS;
    counts[base + (bits & 0xff)]!++;
    counts[base + BUCKETS + (bits >>> 8 & 0xff)]!++;
    counts[base + 2 * BUCKETS + (bits >>> 16 & 0xff)]!++;
    counts[base + 3 * BUCKETS + (bits >>> 24)]!++;
  }
  return counts;
}
