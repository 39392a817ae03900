/**
 * Used cores of servers, applications, business units and the fleet: forecasts that add up.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { tableOf } from "@lib/core/mod.ts";
 * import { forecastFleet, smallFleet } from "@lib/forecast/mod.ts";
 * import { forecastHierarchy, hierarchyRows } from "@lib/forecast/hierarchy/mod.ts";
 * const { panel, regions } = smallFleet({ servers: 4, days: 300 });
 * const fleet = tableOf({
 *   server_id: [...panel.servers],
 *   app_name: ["shop", "shop", "ledger", "ledger"],
 *   business_unit: ["Retail", "Retail", "Trading", "Trading"],
 *   vcpu: Float64Array.of(4, 4, 8, 16),
 * });
 * const made = forecastFleet({ panel, regions, horizon: 30, origins: 3 });
 * const cores = forecastHierarchy({ panel, fleet, regions, ...made, model: made.chosen.cpu_p95! });
 * strictEqual(hierarchyRows(cores)[0]?.name, "fleet");
 * ```
 *
 * @module
 */
export { aggregateForecast, type AggregateForecastInput } from "./aggregate_forecast.ts";
export { forecastHierarchy, type HierarchyForecast, type HierarchyInput } from "./forecast_hierarchy.ts";
export {
  type Hierarchy,
  HIERARCHY_LEVELS,
  type HierarchyLevel,
  type HierarchyNode,
  hierarchyOf,
  summedUp,
} from "./hierarchy.ts";
export { type HierarchyDay, hierarchyDays, type HierarchyRow, hierarchyRows } from "./hierarchy_rows.ts";
export { nodeHistories } from "./node_histories.ts";
export { reconcile, structuralVariances } from "./reconcile.ts";
export { COHERENCE_METHODS, type CoherenceMethod, type LevelAccuracy, levelAccuracy } from "./tried_origins.ts";
export { type UsedCores, usedCores, vcpusOf } from "./used_cores.ts";
export { type VcpuHistory, vcpuHistory, type VcpuResize } from "./vcpu_history.ts";
