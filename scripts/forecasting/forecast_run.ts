/** `capacity forecast` of a fleet: silver daily values to gold forecasts and their backtest. */
import {
  BACKTEST,
  BACKTEST_FORECAST,
  FORECAST,
  PANEL_COLUMNS,
  panelOf,
  regionsOf,
  SERVER_DAILY,
} from "@lib/core/mod.ts";
import { coverageContract, forecastFleet, modelCard, modelCardFiles, type Tier, triedDays } from "@lib/forecast/mod.ts";
import { baseName, readConfig, readManifest, readTable, refuseExisting, runFolder, writeRun } from "@lib/io/mod.ts";
import { printResult, progressLine, type StageOptions } from "../command_line.ts";

/** What the command asks for. */
export interface ForecastRunOptions extends StageOptions {
  horizon?: number;
  origins?: number;
  /** Default fast. */
  tier?: Tier;
}

/** Forecasts every server and metric of a silver run into a gold one. */
export async function forecastRun(options: ForecastRunOptions): Promise<void> {
  const config = await readConfig(options.config);
  const { input, out = runFolder("gold", baseName(input)), force = false } = options;
  const { horizon = config.forecast.horizon, origins = config.forecast.origins, tier = "fast" } = options;
  await refuseExisting(out, { replace: force });
  const daily = await readTable(input, SERVER_DAILY, { columns: PANEL_COLUMNS });
  const panel = panelOf(daily);
  const regions = regionsOf(panel, daily, config.calendar.region), from = await readManifest(input);
  const progress = progressLine("forecast");
  const made = forecastFleet({
    panel,
    regions,
    horizon,
    origins,
    tier,
    onProgress: progress.update,
  });
  const card = modelCard({
    run: baseName(input),
    panel,
    regions,
    made,
    contract: coverageContract(triedDays({ ...made, panel, regions })),
    asked: { horizon, origins, tier },
    from,
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
      parameters: { horizon, origins, tier, chosen: made.chosen },
      notes: made.notes,
      from,
    },
    { replace: force, documents: modelCardFiles(card) },
  );
  progress.done(`${made.forecast.rowCount} rows`);
  printResult({
    folder: out,
    horizon: made.horizon,
    rows: made.forecast.rowCount,
    notes: made.notes.join(" ") || "none",
  }, options.json ?? false);
}
