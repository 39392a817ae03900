/** The order of values by size, several times faster than sorting positions with a comparison function. */

/**
 * The positions of values, from the smallest to the largest; equal values come in any order, always the same for the same values.
 *
 * The position is written into the lowest bits of each value and the numbers are sorted as they are. That may swap values that differ
 * only in those bits, at most one part in 2³¹ for a million values; one insertion pass puts them right.
 *
 * @param values Finite. Not changed.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { ascendingOrder } from "@lib/stats/ascending_order.ts";
 * deepStrictEqual([...ascendingOrder(Float64Array.of(7, -2, 0.5, 3))], [1, 2, 3, 0]);
 * ```
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const count = values.length;
  const marked = values.slice();
  // Typed arrays lie in the machine's order: on every machine that Deno runs on, the low half of a double comes first.
  const halves = new Uint32Array(marked.buffer);
  const mask = count > 1 ? 0xffffffff >>> Math.clz32(count - 1) : 0;
  for (let position = 0; position < count; position++) {
    halves[2 * position] = halves[2 * position]! & ~mask | position;
  }
  marked.sort();
  const order = new Uint32Array(count);
  for (let rank = 0; rank < count; rank++) {
    const position = halves[2 * rank]! & mask, value = values[position]!;
    let place = rank;
    while (place > 0 && values[order[place - 1]!]! > value) order[place] = order[--place]!;
    order[place] = position;
  }
  return order;
}
