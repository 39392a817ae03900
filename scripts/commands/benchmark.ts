/** `capacity benchmark`: the forecasts on public data, by the measures of its competition. */
import { Command, InvalidArgumentError } from "commander";
import { TIERS } from "@lib/forecast/tier.ts";
import { oneOf, wholeNumber } from "../command_line.ts";
import { benchmarkM4 } from "../forecasting/benchmark_m4.ts";
import { benchmarkTraces, type BenchmarkTracesOptions } from "../forecasting/benchmark_traces.ts";

/** The command. */
export function benchmarkCommand(): Command {
  return new Command("benchmark")
    .description("Measure the forecasts on public data.")
    .addCommand(m4Command())
    .addCommand(tracesCommand());
}

function m4Command(): Command {
  return sharedOptions(new Command("m4"))
    .description("The M4 competition as published: Hourly-train.csv, Hourly-test.csv and so on, gzipped or not.")
    .option("--only <pattern>", "only frequencies whose name matches a regular expression", pattern)
    .option("--limit <n>", "only the first series of each frequency", wholeNumber(1))
    .addHelpText(
      "after",
      `
Where a frequency has no test file, the last horizon of its training part is held out instead.

Examples:
  deno task capacity benchmark m4 --data m4
  deno task capacity benchmark m4 --data m4 --only "Hourly|Weekly" --tier standard --workers 2 --json`,
    )
    .action(benchmarkM4);
}

function tracesCommand(): Command {
  return sharedOptions(new Command("traces"))
    .description("A pack of traces (manifest.json, series/*.csv.gz): each window from its own history.")
    .option("--tasks <pattern>", "only tasks whose name matches a regular expression", pattern)
    .option("--limit <n>", "only the first windows of each task", wholeNumber(1))
    .option("--output <file>", "write the forecasts: csv, csv.gz or parquet")
    .addHelpText(
      "after",
      "\nExample:\n  deno task capacity benchmark traces --data traces --tier full --output forecasts.csv.gz",
    )
    .action(({ tasks, ...options }: Omit<BenchmarkTracesOptions, "only"> & { tasks?: RegExp }) =>
      benchmarkTraces({ ...options, ...tasks ? { only: tasks } : {} })
    );
}

function sharedOptions(command: Command): Command {
  return command
    .requiredOption("--data <folder>", "folder of the data")
    .option("--tier <name>", "fast, standard or full: how many models are tried", oneOf(...TIERS), "full")
    .option("--workers <n>", "workers that share the series; timings are comparable with one", wholeNumber(1), 1)
    .option("--json", "print the result as JSON", false);
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new InvalidArgumentError(`expected a regular expression, got "${text}"`);
  }
}
