/** `capacity report`: gold to one page and its charts. */
import { Command } from "commander";
import {
  BACKTEST,
  FLEET,
  FORECAST,
  METRICS,
  PANEL_COLUMNS,
  panelOf,
  regionsOf,
  RISK,
  SERVER_DAILY,
} from "@lib/core/mod.ts";
import { busiestServers, coverageRows, leaderboard } from "@lib/forecast/mod.ts";
import {
  baseName,
  layerOf,
  notesOf,
  readConfig,
  readManifest,
  readTable,
  reportsFolder,
  runFolder,
  writeFileAtomic,
} from "@lib/io/mod.ts";
import { riskSummary } from "@lib/risk/mod.ts";
import { plannerReport, pngOf } from "@lib/visualize/mod.ts";
import { printResult, progressLine, wholeNumber } from "../command_line.ts";

interface ReportOptions {
  input: string;
  silver?: string;
  out: string;
  top: number;
  fans: number;
  config?: string;
  json?: boolean;
}

/** The command. */
export function reportCommand(): Command {
  return new Command("report")
    .description("Write the page that a planner opens, and its charts, from silver and gold tables.")
    .option("--input <folder>", "folder of the gold tables", runFolder("gold", "synthetic"))
    .option(
      "--silver <folder>",
      "folder of the daily values and the inventory (default data/silver/<name of the input>)",
    )
    .option("--out <folder>", "output folder", reportsFolder())
    .option("--top <n>", "servers in the lists", wholeNumber(1), 12)
    .option("--fans <n>", "servers whose forecast is drawn", wholeNumber(1), 6)
    .option("--config <file>", "configuration (default data/fleet.yaml)")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  deno task capacity report --input data/gold/metrics --silver data/silver/metrics",
    )
    .action(report);
}

async function report(flags: ReportOptions): Promise<void> {
  const { input, silver = runFolder("silver", baseName(input)), out, top, fans, config, json = false } = flags;
  const progress = progressLine("report");
  const { risk: { thresholds: { cpu_p95, mem_p95, disk_p95 } } } = await readConfig(config);
  const daily = await readTable(silver, SERVER_DAILY, { columns: PANEL_COLUMNS });
  const panel = panelOf(daily), metric = METRICS.find((name) => panel.values[name])!;
  const [fleet, risk, backtest] = [
    await readTable(silver, FLEET),
    await readTable(input, RISK),
    await readTable(input, BACKTEST),
  ];
  const manifest = await readManifest(input), made = layerOf(manifest, BACKTEST);
  const { chosen } = (made?.parameters ?? {}) as { chosen?: Record<string, string> };
  const { pressing, cost, saving } = riskSummary(risk, fleet, top);
  const { findings, figures, html } = plannerReport({
    run: baseName(input),
    panel,
    regions: regionsOf(panel, daily),
    fleet,
    forecast: await readTable(input, FORECAST),
    risk,
    pressing,
    busiest: busiestServers(panel, metric, fans).map((server) => ({ server, metric })),
    cost,
    saving,
    coverage: coverageRows(backtest, chosen),
    scores: leaderboard(backtest),
    notes: notesOf(manifest),
    limits: { cpu_p95, mem_p95, disk_p95 },
    most: { listed: top, drawn: fans },
  });
  await writeFileAtomic(`${out}/index.html`, html);
  for (const [name, chart] of Object.entries(figures)) {
    await writeFileAtomic(`${out}/charts/${name}.svg`, chart.svg);
    await writeFileAtomic(`${out}/charts/${name}.png`, pngOf(chart));
  }
  progress.done(`${out}/index.html`);
  printResult(json ? { page: `${out}/index.html`, findings } : { findings: findings.join(" ") }, json);
}
