/** `capacity notebook`: run a notebook on the real kernel, and check notebooks without running them. */
import { CapacityError } from "@lib/core/errors.ts";
import { Command, InvalidArgumentError } from "commander";
import { basename, join } from "node:path";
import { NOTEBOOKS_FOLDER } from "@lib/io/paths.ts";
import { assignment } from "../command_line.ts";
import { checkNotebooks, describeFinding } from "../notebook/check.ts";
import { type CellEvent, runNotebook } from "../notebook/runner.ts";
import { withStopSignal } from "../notebook/stop_signal.ts";

interface RunFlags {
  readonly parameter?: Record<string, string>;
  readonly out?: string;
  readonly timeout: number;
  readonly allowErrors: boolean;
}

/** The command with its two subcommands. */
export function notebookCommand(): Command {
  const command = new Command("notebook").description("run and check notebooks");
  command.command("run <file>")
    .description("run a notebook from top to bottom on the Deno kernel and save it with its outputs")
    .option(
      "-p, --parameter <name=value>",
      "value of a name in the cell tagged parameters (repeatable)",
      assignment,
      {},
    )
    .option("--out <file>", "where the executed notebook goes (default: in place)")
    .option("--timeout <seconds>", "longest time for one cell", positiveNumber, 600)
    .option("--allow-errors", "go on after a cell that fails, and save its error", false)
    .addHelpText(
      "after",
      `
Examples:
  notebook run notebooks/01_data_generation.ipynb
  notebook run notebooks/03_ml_forecasting.ipynb -p horizon=30 --out /tmp/03.ipynb

Cells are counted over all code cells, from 1. Exit code 1: a cell failed. 130: stopped by Ctrl-C.`,
    )
    .action(run);
  command.command("check [files...]")
    .description("types, lint and format of cells, one parameters cell, no saved errors (default: all of notebooks/)")
    .addHelpText("after", "\nExample:\n  notebook check notebooks/01_data_generation.ipynb")
    .action(check);
  return command;
}

async function run(file: string, flags: RunFlags): Promise<void> {
  const failed = await withStopSignal(async (signal) => {
    const { cells, path } = await runNotebook(file, {
      parameters: flags.parameter ?? {},
      timeoutSeconds: flags.timeout,
      allowErrors: flags.allowErrors,
      onCell: printCell,
      signal,
      ...flags.out ? { out: flags.out } : {},
    });
    console.error(`${basename(file)}: ${cells.length} cells run, written to ${path}`);
    return cells.flatMap(({ error }) => error ?? []);
  });
  for (const { message } of failed) console.error(message);
}

async function check(files: string[]): Promise<void> {
  const paths = files.length > 0 ? files : notebooksOf(NOTEBOOKS_FOLDER);
  const findings = await withStopSignal((signal) => checkNotebooks(paths, signal));
  for (const finding of findings) console.log(describeFinding(finding));
  if (findings.length > 0) {
    throw new CapacityError(`Cannot pass ${paths.length} notebooks: expected no findings, got ${findings.length}`);
  }
  console.log(`${paths.length} notebooks checked, no findings`);
}

/** A line when a cell has ended; the time is for the eye and never saved. */
function printCell({ cell, cells, status, seconds }: CellEvent): void {
  if (status === "started" || cell === 0) return;
  console.error(`[${cell}/${cells}] ${status}${seconds >= 0.1 ? `  ${seconds.toFixed(1)} s` : ""}`);
}

function notebooksOf(folder: string): string[] {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => /^[^.].*\.ipynb$/.test(name));
  if (names.length > 0) return names.sort().map((name) => join(folder, name));
  throw new CapacityError("Cannot check notebooks: expected at least one, got none", { place: { file: folder } });
}

function positiveNumber(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError("Expected a number above 0.");
  return number;
}
