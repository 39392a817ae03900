/** Writes the report on a run beside its tables. */
import { plantDefects } from "@lib/generate/defects/plant_defects.ts";
import { generateFleet } from "@lib/generate/fleet.ts";
import { serverMetricsTable } from "@lib/generate/server_metrics.ts";
import type { FleetJob } from "./fleet_job.ts";
import { generationReportFiles, REPORT_SERVERS } from "./generation_report.ts";

/**
 * Writes `generation_report.json` and `generation_report.html`. The servers are made again: the tables may be in many
 * buckets, and a server is the same in a fleet of any size.
 *
 * @param folder The run's folder, unfinished.
 */
export async function writeReport(folder: string, job: FleetJob): Promise<void> {
  const { servers } = job.options;
  const fleet = generateFleet({ ...job.options, servers: Math.min(servers, REPORT_SERVERS) });
  const clean = serverMetricsTable(fleet);
  const { seed, days } = fleet.options;
  const rows = job.defects ? plantDefects(clean, { seed, days }) : { metrics: clean };
  const { json, html } = generationReportFiles({ fleet, ...rows, of: servers });
  await Deno.writeTextFile(`${folder}/generation_report.json`, json);
  await Deno.writeTextFile(`${folder}/generation_report.html`, html);
}
