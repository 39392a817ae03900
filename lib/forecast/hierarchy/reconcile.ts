/** Forecasts of every level made to add up. */
import { type Hierarchy, summedUp } from "./hierarchy.ts";

/**
 * The variance of each node's error if the servers' errors were alike and independent: its number of servers (structural scaling).
 *
 * @see Athanasopoulos, Hyndman, Kourentzes and Petropoulos, Forecasting with temporal hierarchies, EJOR 262 (2017)
 */
export function structuralVariances(hierarchy: Hierarchy): Float64Array {
  return summedUp(hierarchy, new Float64Array(hierarchy.nodes.length - hierarchy.firstServer).fill(1));
}

/**
 * Coherent forecasts from forecasts that were made at every level for itself: the weighted least squares reconciliation
 * S·(SᵀW⁻¹S)⁻¹SᵀW⁻¹·ŷ with W the diagonal of the variances, the trace-minimising one when errors are not correlated.
 *
 * In a tree this needs no matrix. On the way up, the sum of the children and the node's own forecast are averaged by their precisions; on the way
 * down, what a node gained or lost is shared out among its children by their variances. Servers that come out below 0 are set to 0, and all sums
 * are then those of the servers, to the last bit.
 *
 * @param base `[node * steps + step]`, cores; a node without a forecast of its own is `NaN` and gets the sum of its children. Servers must have one.
 * @param variances One per node, the mean squared error of its base forecast, 0 or more; 0 at a node = its forecast is exact.
 * @returns As the base.
 * @throws {RangeError} when the sizes do not fit the hierarchy, or a variance is negative or missing.
 * @see Wickramasuriya, Athanasopoulos and Hyndman, Optimal forecast reconciliation for hierarchical and grouped time series through trace
 *   minimization, JASA 114 (2019)
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { reconcile } from "@lib/forecast/hierarchy/reconcile.ts";
 * const nodes = [
 *   { level: "fleet", name: "fleet", parent: -1 },
 *   { level: "server", name: "a", parent: 0 },
 *   { level: "server", name: "b", parent: 0 },
 * ] as const;
 * // The servers say 4 + 6 = 10, the fleet, as sure as both together, says 12.
 * const coherent = reconcile(Float64Array.of(12, 4, 6), { nodes, firstServer: 1 }, Float64Array.of(4, 1, 3));
 * deepStrictEqual([...coherent], [11, 4.25, 6.75]);
 * ```
 */
export function reconcile(base: Float64Array, hierarchy: Hierarchy, variances: ArrayLike<number>): Float64Array {
  const { nodes, firstServer } = hierarchy;
  const steps = base.length / nodes.length;
  if (!Number.isInteger(steps) || variances.length !== nodes.length) {
    throw new RangeError(
      `Cannot reconcile: expected forecasts and variances of ${nodes.length} nodes, got ${base.length} and ${variances.length}`,
    );
  }
  for (let node = 0; node < nodes.length; node++) {
    if (!(variances[node]! >= 0)) {
      throw new RangeError(
        `Cannot reconcile: expected a variance of 0 or more, got ${variances[node]} at ${nodes[node]!.name}`,
      );
    }
  }
  const servers = new Float64Array((nodes.length - firstServer) * steps);
  // Of each node: what its children add up to, how sure that is, and the same with its own forecast.
  const sum = new Float64Array(nodes.length), sumVariance = new Float64Array(nodes.length);
  const value = new Float64Array(nodes.length), variance = new Float64Array(nodes.length);
  for (let step = 0; step < steps; step++) {
    sum.fill(0);
    sumVariance.fill(0);
    for (let node = nodes.length - 1; node >= 0; node--) {
      const own = base[node * steps + step]!;
      if (node >= firstServer) {
        value[node] = own;
        variance[node] = variances[node]!;
      } else {
        const both = sumVariance[node]! + variances[node]!;
        const isHeard = own === own && both > 0;
        const weight = isHeard ? sumVariance[node]! / both : 0;
        value[node] = sum[node]! + weight * (isHeard ? own - sum[node]! : 0);
        variance[node] = sumVariance[node]! * (1 - weight);
      }
      const { parent } = nodes[node]!;
      if (parent < 0) continue;
      sum[parent]! += value[node]!;
      sumVariance[parent]! += variance[node]!;
    }
    for (let node = 1; node < nodes.length; node++) {
      const { parent } = nodes[node]!;
      // `value` of the parent is final here: parents stand before their children.
      if (sumVariance[parent]! > 0) {
        value[node]! += variance[node]! / sumVariance[parent]! * (value[parent]! - sum[parent]!);
      }
      if (node >= firstServer) servers[(node - firstServer) * steps + step] = Math.max(0, value[node]!);
    }
  }
  return summedUp(hierarchy, servers);
}
