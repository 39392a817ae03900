/** From percentages, which cannot be added, to cores, which can. */
import type { Day } from "@lib/core/day.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";

/** Cores that servers used, day by day. */
export interface UsedCores {
  readonly servers: readonly string[];
  /** First day. */
  readonly start: Day;
  readonly days: number;
  /** Cores of server s on day d: `values[s * days + d]`, `NaN` = missing. */
  readonly values: Float64Array;
  /** Virtual CPUs of server s on day d, shaped as the values. */
  readonly vcpus: Float64Array;
  /** Servers that were left out: their number of virtual CPUs is not known. */
  readonly leftOut: readonly string[];
}

/**
 * The virtual CPUs of each server of a panel, from the inventory.
 *
 * @returns `NaN` where the inventory does not know the server or its CPUs.
 */
export function vcpusOf(servers: readonly string[], fleet: Table): Float64Array {
  const ids = textsOf(fleet, "server_id"), vcpus = numbersOf(fleet, "vcpu");
  const byServer = new Map(ids.map((id, row) => [id, vcpus[row]!]));
  return Float64Array.from(servers, (server) => byServer.get(server) ?? NaN);
}

/**
 * Used cores = CPU % × virtual CPUs ÷ 100: what each server took in its busy hour of the day.
 *
 * Cores of several servers may be added: their sum is what the servers would take together if their busy hours met, a safe reading of what they
 * need. It is not the 95th percentile of the servers together, which only their hours can tell.
 *
 * @param panel With the metric `cpu_p95`, percent.
 * @param vcpus One per server of the panel, or one per server and day (`[server * days + day]`, see vcpuHistory); a server whose last one is
 *   unknown (`NaN`, or not above 0) is left out.
 * @throws {RangeError} when the panel has no CPU, or the numbers do not match the servers.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { usedCores } from "@lib/forecast/hierarchy/used_cores.ts";
 * const panel = { servers: ["a", "b"], start: 0, days: 2, values: { cpu_p95: Float64Array.of(50, 25, 10, 20) } };
 * const cores = usedCores(panel, [8, NaN]);
 * deepStrictEqual([[...cores.values], cores.leftOut], [[4, 2], ["b"]]);
 * ```
 */
export function usedCores(panel: FleetPanel, vcpus: ArrayLike<number>): UsedCores {
  const { servers, days } = panel;
  if (vcpus.length !== servers.length && vcpus.length !== servers.length * days) {
    throw new RangeError(`Cannot count cores: expected virtual CPUs of ${servers.length} servers, got ${vcpus.length}`);
  }
  const isDaily = vcpus.length === servers.length * days;
  const vcpusOn = (server: number, day: number): number => isDaily ? vcpus[server * days + day]! : vcpus[server]!;
  const known = [...servers.keys()].filter((server) => vcpusOn(server, days - 1) > 0);
  const values = new Float64Array(known.length * days), daily = new Float64Array(known.length * days);
  known.forEach((server, place) => {
    const history = historyOf(panel, "cpu_p95", server);
    for (let day = 0; day < days; day++) {
      daily[place * days + day] = vcpusOn(server, day);
      values[place * days + day] = history[day]! * daily[place * days + day]! / 100;
    }
  });
  const kept = new Set(known);
  return {
    servers: known.map((server) => servers[server]!),
    start: panel.start,
    days,
    values,
    vcpus: daily,
    leftOut: servers.filter((_, server) => !kept.has(server)),
  };
}
