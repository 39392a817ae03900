/** `capacity forecast`: a fleet from silver to gold, or any tidy file of series. */
import { Command } from "commander";
import { CapacityError } from "@lib/core/mod.ts";
import { readConfig, runFolder } from "@lib/io/mod.ts";
import { wholeNumber } from "../command_line.ts";
import { forecastFile } from "../forecasting/forecast_file.ts";
import { forecastRun } from "../forecasting/forecast_run.ts";
import { type SeriesFlags, seriesOptions, seriesSettings } from "../forecasting/series_options.ts";
import { tidyPaths } from "../forecasting/tidy_paths.ts";

interface ForecastFlags extends SeriesFlags {
  output?: string;
  out?: string;
  origins?: number;
  force?: boolean;
}

/** The command. */
export function forecastCommand(): Command {
  return seriesOptions(
    new Command("forecast")
      .description("Forecast a fleet with a backtest, or every series of any tidy file.")
      .option(
        "--input <path>",
        "a folder of silver, or a tidy file: csv, csv.gz, parquet",
        runFolder("silver", "synthetic"),
      ),
  )
    .option("--output <file>", "of a tidy file: where the forecasts go, by its ending csv, csv.gz or parquet")
    .option("--out <folder>", "of a fleet: output folder (default data/gold/<name of the input>)")
    .option("--origins <n>", "of a fleet: rolling origins of the backtest", wholeNumber(1))
    .option("--force", "of a fleet: replace a finished folder")
    .addHelpText(
      "after",
      `
A tidy file has a column series_id, id or unique_id (or server_id and metric; none when it holds one series), a column
timestamp, ds or date, and a column value or y. Empty values and steps without a row are missing. Forecasts begin one step
after the last row of each series. Step, seasons and calendar are found from the data and shown. The tier of a fleet is
fast unless told otherwise.

Examples:
  deno task capacity forecast --horizon 30 --force
  deno task capacity forecast --tier standard --out data/gold/pooled
  deno task capacity forecast --input hourly.csv.gz --horizon 168 --output forecast.csv
  deno task capacity forecast --input daily.parquet --horizon 90 --calendar US-East --tier full --output forecast.parquet
  deno task capacity forecast --input data/silver/hours --horizon 24 --output hours.csv   (its table series)`,
    )
    .action(forecast);
}

async function forecast(flags: ForecastFlags): Promise<void> {
  const { input, output, horizon, origins, out, force } = flags;
  const isFolder = await Deno.stat(input).then(({ isDirectory }) => isDirectory, () => false);
  if (isFolder && output === undefined) {
    refuse(flags, ["season", "calendar", "workers"], "a fleet", "forecast its tidy file with --output");
    return await forecastRun(flags);
  }
  refuse({ out, origins, force }, ["out", "origins", "force"], "a tidy file", "--output names the file");
  if (output === undefined) throw missing("--output", "name the file for the forecasts");
  if (horizon === undefined) throw missing("--horizon", "say how many steps ahead");
  const { calendar: { region } } = await readConfig(flags.config);
  const settings = seriesSettings(flags, region);
  await forecastFile({ ...settings, input: await tidyPaths(input), output, horizon });
}

function refuse<Flags extends object>(
  flags: Flags,
  names: (keyof Flags & string)[],
  what: string,
  remedy: string,
): void {
  const given = names.find((name) => flags[name] !== undefined);
  if (given === undefined) return;
  throw new CapacityError(`Cannot forecast ${what}: expected no --${given}`, { kind: "usage", remedy });
}

function missing(option: string, remedy: string): CapacityError {
  return new CapacityError(`Cannot forecast a file: expected ${option}`, { kind: "usage", remedy });
}
