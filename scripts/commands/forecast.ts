/** `capacity forecast`: silver daily values to gold forecasts and their backtest. */
import { Command } from "commander";
import {
  BACKTEST,
  BACKTEST_FORECAST,
  FORECAST,
  PANEL_COLUMNS,
  panelOf,
  regionsOf,
  SERVER_DAILY,
} from "@lib/core/mod.ts";
import { forecastFleet } from "@lib/forecast/mod.ts";
import { baseName, readConfig, readManifest, readTable, refuseExisting, runFolder, writeRun } from "@lib/io/mod.ts";
import { printResult, progressLine, type StageOptions, stageOptions, wholeNumber } from "../command_line.ts";

interface ForecastOptions extends StageOptions {
  horizon?: number;
  origins?: number;
}

/** The command. */
export function forecastCommand(): Command {
  return stageOptions(new Command("forecast"), {
    input: runFolder("silver", "synthetic"),
    out: "data/gold/<name of the input>",
  })
    .description("Forecast every server and metric, with intervals from a rolling-origin backtest.")
    .option("--horizon <days>", "days ahead", wholeNumber(1))
    .option("--origins <n>", "rolling origins of the backtest", wholeNumber(1))
    .addHelpText("after", "\nExample:\n  deno task capacity forecast --horizon 30 --force")
    .action(forecast);
}

async function forecast(options: ForecastOptions): Promise<void> {
  const config = await readConfig(options.config);
  const { input, out = runFolder("gold", baseName(input)), force = false } = options;
  const { horizon = config.forecast.horizon, origins = config.forecast.origins } = options;
  await refuseExisting(out, { replace: force });
  const daily = await readTable(input, SERVER_DAILY, { columns: PANEL_COLUMNS });
  const panel = panelOf(daily);
  const progress = progressLine("forecast");
  const made = forecastFleet({
    panel,
    regions: regionsOf(panel, daily, config.calendar.region),
    horizon,
    origins,
    onProgress: progress.update,
  });
  await writeRun(
    out,
    [
      { contract: FORECAST, table: made.forecast },
      { contract: BACKTEST_FORECAST, table: made.backtestForecast },
      { contract: BACKTEST, table: made.backtest },
    ],
    {
      command: "forecast",
      parameters: { horizon, origins, chosen: made.chosen },
      notes: made.notes,
      from: await readManifest(input),
    },
    { replace: force },
  );
  progress.done(`${made.forecast.rowCount} rows`);
  printResult({
    folder: out,
    horizon: made.horizon,
    rows: made.forecast.rowCount,
    notes: made.notes.join(" ") || "none",
  }, options.json ?? false);
}
