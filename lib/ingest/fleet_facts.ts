/** What a source tells about its servers themselves, and the inventory table it makes. */
import { REGIONS } from "@lib/core/holidays.ts";
import { CRITICALITIES } from "@lib/core/tables.ts";
import { type Table, tableOf } from "@lib/core/table.ts";

/** One server of the inventory; what the source does not tell is absent. */
export interface FleetFact {
  readonly serverId: string;
  readonly appName?: string;
  readonly businessUnit?: string;
  readonly criticality?: string;
  readonly region?: string;
  readonly serverType?: string;
  readonly instanceType?: string;
  /** Cores, the latest that were not 0. */
  readonly vcpu?: number;
  /** Memory in GiB, the latest that was not 0. */
  readonly memoryGib?: number;
}

/**
 * The inventory as a FLEET table, one row per server in the order of the facts.
 *
 * A criticality or region outside the contract is left missing: nothing may be decided on a word with no meaning here.
 */
export function fleetTable(facts: readonly FleetFact[]): Table {
  const text = (pick: (fact: FleetFact) => string | undefined, allowed?: readonly string[]) =>
    facts.map((fact) => {
      const value = pick(fact);
      return value === undefined || (allowed && !allowed.includes(value)) ? null : value;
    });
  const number = (pick: (fact: FleetFact) => number | undefined) =>
    Float64Array.from(facts, (fact) => pick(fact) ?? NaN);
  const unknown = () => new Float64Array(facts.length).fill(NaN);
  return tableOf({
    server_id: facts.map(({ serverId }) => serverId),
    app_name: text(({ appName }) => appName),
    business_unit: text(({ businessUnit }) => businessUnit),
    criticality: text(({ criticality }) => criticality, CRITICALITIES),
    region: text(({ region }) => region, REGIONS),
    server_type: text(({ serverType }) => serverType),
    instance_type: text(({ instanceType }) => instanceType),
    vcpu: number(({ vcpu }) => vcpu),
    memory_gib: number(({ memoryGib }) => memoryGib),
    disk_gib: unknown(),
    network_mbps: unknown(),
    lead_time_days: unknown(),
  });
}
