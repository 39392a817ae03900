/** `capacity backtest`: the leaderboard on the user's own series. */
import { Command } from "commander";
import { CapacityError } from "@lib/core/mod.ts";
import { readConfig } from "@lib/io/mod.ts";
import { wholeNumber } from "../command_line.ts";
import { backtestFile } from "../forecasting/backtest_file.ts";
import { type SeriesFlags, seriesOptions, seriesSettings } from "../forecasting/series_options.ts";
import { tidyPaths } from "../forecasting/tidy_paths.ts";

interface BacktestFlags extends SeriesFlags {
  origins?: number;
  output?: string;
}

/** The command. */
export function backtestCommand(): Command {
  return seriesOptions(
    new Command("backtest")
      .description(
        "Forecast the past of a tidy file from earlier origins: which model is best, and whether the bands hold.",
      )
      .requiredOption("--input <file>", "a tidy file: csv, csv.gz, parquet; or a folder of silver with a table series"),
  )
    .option(
      "--origins <n>",
      "earlier origins of each series (default forecast.origins of the configuration)",
      wholeNumber(1),
    )
    .option("--output <file>", "write the scores of every window: csv, csv.gz or parquet")
    .addHelpText(
      "after",
      `
From each origin everything is chosen anew from what was known then: seasons, calendar, weights. The pool stands beside
each of its models alone and the naive baselines.

Examples:
  deno task capacity backtest --input hourly.csv.gz --horizon 24
  deno task capacity backtest --input daily.parquet --horizon 90 --origins 6 --tier full --output scores.csv`,
    )
    .action(backtest);
}

async function backtest({ output, ...flags }: BacktestFlags): Promise<void> {
  const { input, horizon } = flags;
  if (horizon === undefined) {
    throw new CapacityError("Cannot backtest: expected --horizon", {
      kind: "usage",
      remedy: "say how many steps ahead",
    });
  }
  const config = await readConfig(flags.config);
  await backtestFile({
    ...seriesSettings(flags, config.calendar.region),
    input: await tidyPaths(input),
    horizon,
    origins: flags.origins ?? config.forecast.origins,
    ...output === undefined ? {} : { output },
  });
}
