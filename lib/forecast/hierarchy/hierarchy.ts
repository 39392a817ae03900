/** Who belongs to whom: servers, applications, business units and the fleet, as a tree of sums. */
import { naturalOrder } from "@lib/core/natural_order.ts";
import { type Table, textsOf } from "@lib/core/table.ts";

/** The levels, the widest first. */
export const HIERARCHY_LEVELS = ["fleet", "business unit", "application", "server"] as const;
/** A level of a hierarchy. */
export type HierarchyLevel = typeof HIERARCHY_LEVELS[number];

/** A sum of servers, or one server. */
export interface HierarchyNode {
  readonly level: HierarchyLevel;
  /** Name of the unit, application or server; an application that serves several units has one node in each. */
  readonly name: string;
  /** Place of the node that this one is a part of; -1 of the fleet. */
  readonly parent: number;
}

/** A tree: parents stand before their children, the servers at the end, in the order in which they were given. */
export interface Hierarchy {
  readonly nodes: readonly HierarchyNode[];
  /** Place of the first server among the nodes. */
  readonly firstServer: number;
}

/** What a server belongs to where the inventory does not say. */
const UNKNOWN = "unknown";

/**
 * The hierarchy of some servers.
 *
 * @param servers Ids, at least one.
 * @param fleet FLEET: `server_id, app_name, business_unit`.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { hierarchyOf } from "@lib/forecast/hierarchy/hierarchy.ts";
 * import { tableOf } from "@lib/core/mod.ts";
 * const fleet = tableOf({ server_id: ["a", "b"], app_name: ["shop", null], business_unit: ["Retail", "Retail"] });
 * deepStrictEqual(
 *   hierarchyOf(["a", "b"], fleet).nodes.map(({ name, parent }) => `${name} < ${parent}`),
 *   ["fleet < -1", "Retail < 0", "shop < 1", "unknown < 1", "a < 2", "b < 3"],
 * );
 * ```
 */
export function hierarchyOf(servers: readonly string[], fleet: Table): Hierarchy {
  if (servers.length === 0) throw new RangeError("Cannot make a hierarchy: expected 1 server or more, got none");
  const ids = textsOf(fleet, "server_id"), units = textsOf(fleet, "business_unit"), apps = textsOf(fleet, "app_name");
  const rows = new Map(ids.map((id, row) => [id, row]));
  const placed = servers.map((server) => {
    const row = rows.get(server);
    return {
      server,
      unit: (row !== undefined && units[row]) || UNKNOWN,
      app: (row !== undefined && apps[row]) || UNKNOWN,
    };
  });
  const nodes: HierarchyNode[] = [{ level: "fleet", name: "fleet", parent: -1 }];
  const unitPlaces = new Map<string, number>(), appPlaces = new Map<string, number>();
  for (const unit of sorted(placed.map((one) => one.unit))) {
    unitPlaces.set(unit, nodes.push({ level: "business unit", name: unit, parent: 0 }) - 1);
  }
  for (const [unit, parent] of unitPlaces) {
    for (const app of sorted(placed.filter((one) => one.unit === unit).map((one) => one.app))) {
      appPlaces.set(keyOf(unit, app), nodes.push({ level: "application", name: app, parent }) - 1);
    }
  }
  const firstServer = nodes.length;
  for (const { server, unit, app } of placed) {
    nodes.push({ level: "server", name: server, parent: appPlaces.get(keyOf(unit, app))! });
  }
  return { nodes, firstServer };
}

/**
 * Sums values of servers up to the fleet.
 *
 * @param servers `[server * steps + step]`; a missing value (`NaN`) makes its sums missing.
 * @returns `[node * steps + step]`; every sum is that of its children, to the last bit.
 */
export function summedUp({ nodes, firstServer }: Hierarchy, servers: Float64Array): Float64Array {
  const steps = servers.length / (nodes.length - firstServer);
  const sums = new Float64Array(nodes.length * steps);
  sums.set(servers, firstServer * steps);
  for (let node = nodes.length - 1; node > 0; node--) {
    const parent = nodes[node]!.parent * steps;
    for (let step = 0; step < steps; step++) sums[parent + step]! += sums[node * steps + step]!;
  }
  return sums;
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort(naturalOrder);
}

function keyOf(unit: string, app: string): string {
  return JSON.stringify([unit, app]);
}
