/** Sets generated servers beside those of a real trace, where the trace is at hand: for a classifier, and half by half. */
import { Command } from "commander";
import { generateServersHourly } from "@lib/generate/mod.ts";
import {
  discriminate,
  fleetStatistics,
  hourlyFleetOf,
  matchedTo,
  matchingRun,
  randomWalkFleet,
  shareOfRealHalf,
  traceOf,
} from "@lib/generate/passport/mod.ts";
import { exitCodeOf, wholeNumber } from "./command_line.ts";
import { readTrace } from "./traces/read_trace.ts";
import { TRACE_SOURCES } from "./traces/sources.ts";

interface Flags {
  readonly data: string;
  readonly seed: number;
}

async function score({ data, seed }: Flags): Promise<void> {
  for (const source of TRACE_SOURCES) {
    const { profile } = source;
    const trace = traceOf(profile)!;
    const real = await readTrace(data, source);
    const run = matchingRun(trace);
    const generated = hourlyFleetOf(
      generateServersHourly({ ...run, seed, profile }),
    );
    const walk = randomWalkFleet(run, seed);
    const matched = matchedTo(trace, generated);
    const own = discriminate(real, matched, trace.metrics, seed);
    const half = shareOfRealHalf(
      fleetStatistics(real, trace.metrics),
      fleetStatistics(matched, trace.metrics),
      trace,
    );
    const other = discriminate(real, matchedTo(trace, walk), trace.metrics, seed);
    console.log(
      `${profile}: area under the ROC curve ${own.synthetic.toFixed(3)} against ${trace.name}` +
        ` (0.5 = cannot be told apart); two halves of the trace ${own.real.toFixed(3)};` +
        ` a random walk ${other.synthetic.toFixed(3)};` +
        ` each the mean of ${own.repeats} draws of ${own.machines.join(" against ")} machines`,
    );
    console.log(
      `${profile}: half of the trace's machines against as many generated servers has ${percent(half)} of the` +
        ` properties within two noise floors, against the other half ${percent(trace.halvesWithin)}`,
    );
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

if (import.meta.main) {
  const command = new Command("discriminator")
    .description("Tell each profile's servers from those of its real trace, by a classifier and half by half.")
    .requiredOption("--data <folder>", "folder with the hourly series of the traces")
    .option("--seed <number>", "seed of the generated fleets", wholeNumber(0), 42)
    .addHelpText("after", "\nExamples:\n  deno run -A scripts/discriminator.ts --data traces/series")
    .exitOverride()
    .action(score);
  Deno.exit(await exitCodeOf(() => command.parseAsync(Deno.args, { from: "user" })));
}
