/** The past of every sum of servers. */
import { type Hierarchy, summedUp } from "./hierarchy.ts";

/**
 * Daily cores of every node. A server counts from its first value on, 0 before; on a day without a value it counts with its last one, so that a gap
 * in one server makes none in its sums.
 *
 * @param cores `[server * days + day]`, `NaN` = missing, in the order of the hierarchy's servers.
 * @returns `[node * days + day]`; a server that has no value at all is 0.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { nodeHistories } from "@lib/forecast/hierarchy/node_histories.ts";
 * const nodes = [
 *   { level: "fleet", name: "fleet", parent: -1 },
 *   { level: "server", name: "a", parent: 0 },
 *   { level: "server", name: "b", parent: 0 },
 * ] as const;
 * const sums = nodeHistories(Float64Array.of(1, NaN, 3, NaN, 5, 5), { nodes, firstServer: 1 });
 * deepStrictEqual([...sums.subarray(0, 3)], [1, 6, 8]);
 * ```
 */
export function nodeHistories(cores: Float64Array, hierarchy: Hierarchy): Float64Array {
  const servers = hierarchy.nodes.length - hierarchy.firstServer, days = cores.length / servers;
  const whole = new Float64Array(cores.length);
  for (let server = 0; server < servers; server++) {
    let last = 0;
    for (let index = server * days; index < (server + 1) * days; index++) {
      if (cores[index] === cores[index]) last = cores[index]!;
      whole[index] = last;
    }
  }
  return summedUp(hierarchy, whole);
}
