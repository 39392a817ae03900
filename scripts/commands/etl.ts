/** `capacity etl`: bronze to silver. */
import { Command } from "commander";
import {
  FEATURES,
  FLEET,
  LEDGER,
  PANEL_COLUMNS,
  panelOf,
  READINGS,
  SERVER_DAILY,
  SERVER_METRICS,
  type Table,
} from "@lib/core/mod.ts";
import { cleanPanel, cleanReadings, conservation, dailyRowReadings, featuresTable, readingsOf } from "@lib/etl/mod.ts";
import {
  baseName,
  hasTable,
  readConfig,
  readManifest,
  readTable,
  refuseExisting,
  runFolder,
  writeRun,
} from "@lib/io/mod.ts";
import { printResult, progressLine, type StageOptions, stageOptions } from "../command_line.ts";

/** The command. */
export function etlCommand(): Command {
  return stageOptions(new Command("etl"), {
    input: runFolder("bronze", "synthetic"),
    out: "data/silver/<name of the input>",
  })
    .description("Check and repair readings or daily values; everything that was done stands in the ledger.")
    .addHelpText("after", "\nExample:\n  deno task capacity etl --input data/bronze/metrics --out data/silver/metrics")
    .action(etl);
}

async function etl(flags: StageOptions): Promise<void> {
  const { input, out = runFolder("silver", baseName(input)), force = false, config: file, json = false } = flags;
  await refuseExisting(out, { replace: force });
  const config = await readConfig(file);
  const options = { ...config.etl, region: config.calendar.region };
  const fleet = await readTable(input, FLEET);
  const origin = { fleet, source: baseName(input) };
  const progress = progressLine("etl");
  const from = await readManifest(input);
  const daily = (): Promise<Table> => readTable(input, SERVER_METRICS, { columns: PANEL_COLUMNS });
  const clean = await hasTable(input, READINGS)
    ? await cleanReadings(readingsOf(await readTable(input, READINGS)), origin, options)
    // Rows with planted defects may come twice, which a panel cannot hold.
    : from.parameters.defects === true
    ? await cleanReadings(dailyRowReadings(await daily()), origin, options)
    : cleanPanel(panelOf(await daily()), origin, options);
  await writeRun(
    out,
    [
      { contract: SERVER_DAILY, table: clean.serverDaily },
      { contract: FEATURES, table: featuresTable(clean.panel, clean.calendar, { rows: clean.rows }) },
      { contract: LEDGER, table: clean.ledger },
      { contract: FLEET, table: fleet },
    ],
    { command: "etl", parameters: options, notes: clean.notes, from },
    { replace: force },
  );
  progress.done(`${clean.serverDaily.rowCount} server-days`);
  for (const note of clean.notes) console.error(`note: ${note}`);
  const { read, used, dropped, imputed } = conservation(clean);
  printResult({ folder: out, read, used, dropped, imputed }, json);
}
