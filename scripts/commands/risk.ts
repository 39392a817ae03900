/** `capacity risk`: gold forecasts to breach risks, findings and advice. */
import { Command } from "commander";
import { resolve } from "node:path";
import {
  BACKTEST,
  BACKTEST_FORECAST,
  FLEET,
  FORECAST,
  PANEL_COLUMNS,
  panelOf,
  RISK,
  SERVER_DAILY,
} from "@lib/core/mod.ts";
import { baseName, readConfig, readManifest, readTable, refuseExisting, runFolder, writeRun } from "@lib/io/mod.ts";
import { assessRisk, riskSummary } from "@lib/risk/mod.ts";
import { printResult, progressLine, type StageOptions, stageOptions } from "../command_line.ts";

interface RiskOptions extends StageOptions {
  silver?: string;
}

/** The command. */
export function riskCommand(): Command {
  return stageOptions(new Command("risk"), { input: runFolder("gold", "synthetic"), out: "the input folder" })
    .description("Breach probabilities, days to exhaustion, findings and advice for every server and metric.")
    .option(
      "--silver <folder>",
      "folder of the daily values and the inventory (default data/silver/<name of the input>)",
    )
    .addHelpText("after", "\nExample:\n  deno task capacity risk --input data/gold/metrics")
    .action(risk);
}

async function risk(flags: RiskOptions): Promise<void> {
  const { input, out = input, silver = runFolder("silver", baseName(input)), force = false, json = false } = flags;
  const inPlace = resolve(out) === resolve(input);
  if (!inPlace) await refuseExisting(out, { replace: force });
  const { risk: rules, fleet: { seed } } = await readConfig(flags.config);
  const fleet = await readTable(silver, FLEET), forecast = await readTable(input, FORECAST);
  const backtestForecast = await readTable(input, BACKTEST_FORECAST);
  const progress = progressLine("risk");
  const panel = panelOf(await readTable(silver, SERVER_DAILY, { columns: PANEL_COLUMNS }));
  const { risk: table, notes } = assessRisk({ panel, forecast, backtestForecast, fleet, rules, seed });
  const manifest = { command: "risk", parameters: { seed, thresholds: rules.thresholds }, notes };
  // Gold is one folder: beside the forecasts in place, or with a copy of them elsewhere.
  if (!inPlace) {
    const copied = [
      { contract: FORECAST, table: forecast },
      { contract: BACKTEST_FORECAST, table: backtestForecast },
      { contract: BACKTEST, table: await readTable(input, BACKTEST) },
    ];
    await writeRun(out, copied, await readManifest(input), { replace: force });
  }
  await writeRun(out, [{ contract: RISK, table }], manifest, { extend: true });
  progress.done(`${table.rowCount} rows`);
  for (const note of notes) console.error(`note: ${note}`);
  const { findings } = riskSummary(table, fleet);
  printResult({ folder: out, ...Object.fromEntries(findings.map(({ finding, servers }) => [finding, servers])) }, json);
}
