/** `capacity risk`: gold forecasts to breach risks, findings and advice. */
import { Command } from "commander";
import { BACKTEST_FORECAST, FLEET, FORECAST, PANEL_COLUMNS, panelOf, RISK, SERVER_DAILY } from "@lib/core/mod.ts";
import { readConfig, readTable, runFolder, writeRun } from "@lib/io/mod.ts";
import { assessRisk, riskSummary } from "@lib/risk/mod.ts";
import { printResult, progressLine, type StageOptions, stageOptions } from "../command_line.ts";

interface RiskOptions extends StageOptions {
  silver: string;
}

/** The command. */
export function riskCommand(): Command {
  const gold = runFolder("gold", "synthetic");
  return stageOptions(new Command("risk"), { input: gold, out: gold })
    .description("Breach probabilities, days to exhaustion, findings and advice for every server and metric.")
    .option("--silver <folder>", "folder of the daily values and the inventory", runFolder("silver", "synthetic"))
    .addHelpText("after", "\nExample:\n  deno task capacity risk --json")
    .action(risk);
}

async function risk({ input, out, silver, config: file, force = false, json = false }: RiskOptions): Promise<void> {
  const { risk: rules, fleet: { seed } } = await readConfig(file);
  const fleet = await readTable(silver, FLEET);
  const progress = progressLine("risk");
  const { risk: table, notes } = assessRisk({
    panel: panelOf(await readTable(silver, SERVER_DAILY, { columns: PANEL_COLUMNS })),
    forecast: await readTable(input, FORECAST),
    backtestForecast: await readTable(input, BACKTEST_FORECAST),
    fleet,
    rules,
    seed,
  });
  // Into its own input folder risk only adds; another folder that is finished is refused.
  const placing = out === input ? { extend: true } : { replace: force };
  await writeRun(out, [{ contract: RISK, table }], { command: "risk", parameters: { seed }, notes }, placing);
  progress.done(`${table.rowCount} rows`);
  for (const note of notes) console.error(`note: ${note}`);
  const { findings } = riskSummary(table, fleet);
  printResult({ folder: out, ...Object.fromEntries(findings.map(({ finding, servers }) => [finding, servers])) }, json);
}
