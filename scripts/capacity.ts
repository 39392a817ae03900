/**
 * The command line: `deno task capacity <command> --help`.
 *
 * @module
 */
import { Command } from "commander";
import { exitCodeOf } from "./command_line.ts";

/** Each command in a file of its own, loaded only when it is called, so that `--help` is instant. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./commands/start.ts")).startCommand(),
  generate: async () => (await import("./commands/generate.ts")).generateCommand(),
  ingest: async () => (await import("./commands/ingest.ts")).ingestCommand(),
  etl: async () => (await import("./commands/etl.ts")).etlCommand(),
  forecast: async () => (await import("./commands/forecast.ts")).forecastCommand(),
  backtest: async () => (await import("./commands/backtest.ts")).backtestCommand(),
  benchmark: async () => (await import("./commands/benchmark.ts")).benchmarkCommand(),
  risk: async () => (await import("./commands/risk.ts")).riskCommand(),
  report: async () => (await import("./commands/report.ts")).reportCommand(),
  hybrid: async () => (await import("./commands/hybrid.ts")).hybridCommand(),
  download: async () => (await import("./commands/download.ts")).downloadCommand(),
  notebook: async () => (await import("./commands/notebook.ts")).notebookCommand(),
};

const SUMMARIES: Readonly<Record<string, string>> = {
  start: "run the five notebooks, from nothing to reports/index.html",
  generate: "make a synthetic fleet",
  ingest: "read traces and exports into bronze tables",
  etl: "repair bronze into trustworthy daily silver tables",
  forecast: "forecast every server and metric, with a backtest; or any tidy file",
  backtest: "forecast the past of a tidy file: which model is best, and do the bands hold",
  benchmark: "measure the forecasts on M4 or on a pack of traces",
  risk: "turn forecasts into breach risks, findings and advice",
  report: "write the report from the gold tables",
  hybrid: "mix synthetic and real server-days into train, validation and test",
  download: "download public data sets, or list what each is worth",
  notebook: "run or check notebooks",
};

async function main(args: string[]): Promise<void> {
  const program = new Command("capacity")
    .description("Fleet capacity forecasting: from metrics to decisions.")
    .exitOverride();
  const [name = ""] = args;
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load) program.addCommand(withStrictExit(await load()));
  else for (const [known, summary] of Object.entries(SUMMARIES)) program.command(known).description(summary);
  await program.parseAsync(args, { from: "user" });
}

/** Usage errors are thrown instead of ending the process, in a command and in its subcommands. */
function withStrictExit(command: Command): Command {
  command.exitOverride().showSuggestionAfterError();
  for (const below of command.commands) withStrictExit(below);
  return command;
}

if (import.meta.main) Deno.exit(await exitCodeOf(() => main(Deno.args)));
