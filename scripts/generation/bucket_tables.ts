/** The tables of some servers of a run. */
import { FLEET, TRUTH_DAILY, TRUTH_EVENTS, TRUTH_SERVERS } from "@lib/core/bronze_tables.ts";
import type { Table, TableContract } from "@lib/core/table.ts";
import { plantDefects } from "@lib/generate/defects/plant_defects.ts";
import { truthWithDefects } from "@lib/generate/defects/truth_with_defects.ts";
import {
  type GeneratedFleet,
  generateFleetPart,
  generateServersHourly,
  type ServerRange,
} from "@lib/generate/fleet.ts";
import { inventoryTable } from "@lib/generate/inventory.ts";
import { readingsTable, sampleTable } from "@lib/generate/readings.ts";
import { serverMetricsTable } from "@lib/generate/server_metrics.ts";
import { truthDailyTable, truthEventsTable, truthServersTable } from "@lib/generate/truth_tables.ts";
import { type FleetJob, MEASURED, measuredContract } from "./fleet_job.ts";

/** A table of a bucket with its contract. */
export interface BucketTable {
  readonly contract: TableContract;
  /** Gives the table; a large one is only made now. */
  readonly table: () => Table;
}

/**
 * The tables of a bucket, the measured one first.
 *
 * @param onServer Called after every server, with the number that is done.
 */
export function bucketTables(job: FleetJob, range: ServerRange, onServer: (done: number) => void): BucketTable[] {
  return job.grain === "daily" ? dailyTables(job, range, onServer) : hourlyTables(job, range, onServer);
}

function dailyTables(job: FleetJob, range: ServerRange, onServer: (done: number) => void): BucketTable[] {
  const fleet = generateFleetPart({ ...job.options, onProgress: onServer }, range);
  const { metrics, events } = job.defects ? withDefects(fleet, range) : {
    metrics: serverMetricsTable(fleet),
    events: fleet.truth.events,
  };
  return [
    made(measuredContract(job), metrics),
    made(FLEET, fleet.inventory),
    made(TRUTH_EVENTS, events),
    made(TRUTH_SERVERS, fleet.truth.servers),
    ...job.truth ? [{ contract: TRUTH_DAILY, table: () => truthDailyTable(fleet) }] : [],
  ];
}

function withDefects(fleet: GeneratedFleet, { from }: ServerRange): { metrics: Table; events: Table } {
  const { options: { seed }, panel: { days, start }, truth } = fleet;
  const { metrics, defects } = plantDefects(serverMetricsTable(fleet), { seed, days, firstServer: from });
  return { metrics, events: truthWithDefects(truth.events, defects, start) };
}

function hourlyTables(job: FleetJob, range: ServerRange, onServer: (done: number) => void): BucketTable[] {
  const servers = [...generateServersHourly({ ...job.options, onProgress: onServer }, range)];
  const plans = servers.map(({ plan }) => plan);
  const { start, days } = servers[0]!;
  if (job.grain === "sample") {
    return [
      made(MEASURED.sample, sampleTable(servers, job.sampleHours ?? 24 * days)),
      made(FLEET, inventoryTable(plans)),
    ];
  }
  return [
    made(MEASURED.hourly, readingsTable(servers)),
    made(FLEET, inventoryTable(plans)),
    made(TRUTH_EVENTS, truthEventsTable(plans, start)),
    made(TRUTH_SERVERS, truthServersTable(plans, start)),
    ...job.truth ? [{ contract: TRUTH_DAILY, table: () => truthDailyTable({ plans, panel: { start, days } }) }] : [],
  ];
}

/** A table as it is; kept apart from the fleet, which may be let go then. */
function made(contract: TableContract, table: Table): BucketTable {
  return { contract, table: () => table };
}
