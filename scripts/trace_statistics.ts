/**
 * Measures real traces and writes the statistics that the passport compares with.
 *
 * The traces stay where they are: only their statistics are part of the project.
 */
import { Command } from "commander";
import { randomFor } from "@lib/core/random.ts";
import { fleetStatistics } from "@lib/generate/passport/fleet_statistics.ts";
import { type HourlyFleet, hoursOf } from "@lib/generate/passport/hourly_fleet.ts";
import type { TraceStatistics } from "@lib/generate/passport/mod.ts";
import { propertiesWithFloor } from "@lib/generate/passport/noise_floor.ts";
import { writeFileAtomic } from "@lib/io/atomic.ts";
import { PROJECT_ROOT } from "@lib/io/paths.ts";
import { exitCodeOf } from "./command_line.ts";
import { readTrace } from "./traces/read_trace.ts";
import { TRACE_SOURCES, type TraceSource } from "./traces/sources.ts";

const FILE = `${PROJECT_ROOT}/lib/generate/passport/trace_statistics.json`;

/** The statistics of one trace: the same ones at every run. */
export function statisticsOf(source: TraceSource, fleet: HourlyFleet): TraceStatistics {
  const { name, title, profile, start, days, clock, citation, licence, note } = source;
  const metrics = source.metrics.map(({ to }) => to);
  const random = randomFor("trace statistics", name);
  const { judged, unjudged, halvesWithin } = propertiesWithFloor(fleetStatistics(fleet, metrics), { clock }, random);
  return {
    name,
    title,
    profile,
    start,
    days,
    machines: fleet.utcOffsetHours.length,
    clock,
    metrics,
    gaps: gapsOf(fleet),
    citation,
    licence,
    note,
    halvesWithin: rounded(halvesWithin),
    unjudged,
    properties: judged.map(({ largest: _, ...property }) => ({
      ...property,
      values: Array.from(property.values, rounded),
      floor: rounded(property.floor),
    })),
  };
}

/** The statistics as JSON, one property a line, so that a change can be read. */
export function statisticsText(traces: readonly TraceStatistics[]): string {
  const texts = traces.map(({ properties, ...facts }) => {
    const lines = properties.map((property) => `      ${JSON.stringify(property)}`);
    const head = Object.entries(facts).map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    return `  {\n${head.join(",\n")},\n    "properties": [\n${lines.join(",\n")}\n    ]\n  }`;
  });
  return `[\n${texts.join(",\n")}\n]\n`;
}

/** Runs of hours in which more than half of the machines have no CPU reading. */
function gapsOf(fleet: HourlyFleet): [first: number, hours: number][] {
  const machines = fleet.utcOffsetHours.length;
  const gaps: [number, number][] = [];
  for (let hour = 0; hour < fleet.days * 24; hour++) {
    const missing = fleet.utcOffsetHours.filter((_, server) => Number.isNaN(hoursOf(fleet, "cpu_pct", server)[hour]));
    if (missing.length * 2 <= machines) continue;
    const last = gaps.at(-1);
    if (last && last[0] + last[1] === hour) last[1]++;
    else gaps.push([hour, 1]);
  }
  return gaps;
}

/** Four significant digits: far below the floors. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

if (import.meta.main) {
  const command = new Command("trace_statistics")
    .description("Measure real traces and write the statistics that the passport compares with.")
    .requiredOption("--data <folder>", "folder with the hourly series")
    .option("--out <file>", "where to write them", FILE)
    .addHelpText("after", "\nExamples:\n  deno run -A scripts/trace_statistics.ts --data traces/series")
    .exitOverride()
    .action(async ({ data, out }: { data: string; out: string }) => {
      const traces: TraceStatistics[] = [];
      for (const source of TRACE_SOURCES) traces.push(statisticsOf(source, await readTrace(data, source)));
      await writeFileAtomic(out, statisticsText(traces));
      for (const { name, machines, days, properties, halvesWithin } of traces) {
        console.log(
          `${name}: ${machines} machines, ${days} days, ${properties.length} properties;` +
            ` two halves agree in ${(100 * halvesWithin).toFixed(1)} % of them`,
        );
      }
    });
  Deno.exit(await exitCodeOf(() => command.parseAsync(Deno.args, { from: "user" })));
}
