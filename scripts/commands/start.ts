/** `capacity start`: the main job: the five notebooks, each on its own kernel, from nothing to the report. */
import { Command } from "commander";
import { CapacityError } from "@lib/core/errors.ts";
import {
  baseName,
  inputFiles,
  NOTEBOOKS_FOLDER,
  PROJECT_ROOT,
  removeUnfinishedOf,
  reportsFolder,
  runFolder,
  runName,
  writeFileAtomic,
  ZONES,
} from "@lib/io/mod.ts";
import { dirname, resolve } from "node:path";
import { assignment, collect, timeZone } from "../command_line.ts";
import { CellError } from "../notebook/cell_error.ts";
import { type CellEvent, runNotebook } from "../notebook/runner.ts";
import { declaredParameters, fitParameter, type ParameterValue } from "../notebook/parameters.ts";
import { codeCells, type Notebook, readNotebook } from "../notebook/notebook_file.ts";
import { type Kernel, startKernel } from "../notebook/kernel.ts";
import { withStopSignal } from "../notebook/stop_signal.ts";

/** The notebooks, in the order of the pipeline. */
export const NOTEBOOKS = [
  "01_data_generation",
  "02_etl_pipeline",
  "03_ml_forecasting",
  "04_risk_analysis",
  "05_visualization",
] as const;

const EXECUTED_FOLDER = reportsFolder("notebooks");
/** Charts of notebook 05 that the README shows. */
const GALLERY = ["fleet_overview", "forecast_fan", "risk_matrix", "breach_timeline"] as const;

interface StartOptions {
  input?: string[];
  map?: string;
  timezone?: string;
  p?: Record<string, string>;
  save?: true;
  fast?: true;
}

/** The command. */
export function startCommand(): Command {
  return new Command("start")
    .description("Run the five notebooks on the synthetic fleet, or on real metrics, and write reports/index.html.")
    .option("--input <path>", "a file or folder of real metrics (repeatable)", collect)
    .option("--map <file>", "JSON or YAML file that says what the columns of the input are, instead of guessing")
    .option("--timezone <zone>", "zone of the input's times that name none, for example Europe/Berlin", timeZone)
    .option("-p <name=value>", "set a parameter of the notebooks that declare it (repeatable)", assignment)
    .option("--fast", "fewer backtest origins: quicker, with wider intervals")
    .option("--save", "also update notebooks/ and reports/gallery/ (synthetic fleet with its default parameters only)")
    .addHelpText(
      "after",
      "\nExamples:\n  deno task start\n  deno task start -p servers=12 -p horizon=30\n  deno task start --input metrics/",
    )
    .action(start);
}

async function start(options: StartOptions): Promise<void> {
  const began = performance.now();
  const { input = [], p: given = {} } = options;
  if (options.save && (input.length > 0 || Object.keys(given).length > 0 || options.fast)) {
    throw new CapacityError("Cannot save into notebooks/: expected the synthetic fleet with its default parameters", {
      remedy: "leave --save out; the executed copies are in reports/notebooks/",
      kind: "usage",
    });
  }
  if (input.length === 0 && (options.map ?? options.timezone) !== undefined) {
    throw new CapacityError("Cannot use --map or --timezone: expected --input, which they are about", {
      kind: "usage",
    });
  }
  const paths = input.map((path) => resolve(path));
  if (paths.length > 0) await inputFiles(paths);
  await ensureWritable(EXECUTED_FOLDER);
  const notebooks = await Promise.all(NOTEBOOKS.map((name) => readNotebook(`${NOTEBOOKS_FOLDER}/${name}.ipynb`)));
  const parameters = assignParameters(notebooks, given, {
    ...(options.fast ? { origins: "2" } : {}),
    ...(paths.length > 0 ? { input: paths.join("\n"), run: runNameOf(paths) } : {}),
    ...(options.map === undefined ? {} : { map: resolve(options.map) }),
    ...(options.timezone === undefined ? {} : { timezone: options.timezone }),
  });
  const findings = await withStopSignal((signal) => runAll(notebooks, parameters, signal));
  if (options.save) {
    for (const name of NOTEBOOKS) {
      await writeFileAtomic(
        `${NOTEBOOKS_FOLDER}/${name}.ipynb`,
        await Deno.readFile(`${EXECUTED_FOLDER}/${name}.ipynb`),
      );
    }
    for (const chart of GALLERY) {
      await writeFileAtomic(
        reportsFolder("gallery", `${chart}.png`),
        await Deno.readFile(reportsFolder("charts", `${chart}.png`)),
      );
    }
  }
  for (const finding of findings) console.log(finding);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `Done in ${seconds} s. Open ${relative(reportsFolder("index.html"))}; the executed notebooks are in ${
      relative(EXECUTED_FOLDER)
    }/.`,
  );
}

/**
 * Runs the notebooks one after the other; the next one's kernel loads its libraries while the current one computes.
 *
 * @returns The findings that the last notebook shows.
 */
async function runAll(
  notebooks: readonly Notebook[],
  parameters: readonly Record<string, ParameterValue>[],
  signal: AbortSignal,
): Promise<string[]> {
  const kernels: Promise<Kernel>[] = [];
  const warm = (index: number): Promise<Kernel> | undefined => {
    const notebook = notebooks[index];
    return notebook && (kernels[index] ??= warmKernel(notebook));
  };
  const shutdown = async (index: number): Promise<void> => {
    await kernels[index]?.then((kernel) => kernel.shutdown()).catch(() => {});
  };
  let findings: string[] = [];
  try {
    for (const [index, name] of NOTEBOOKS.entries()) {
      const began = performance.now();
      const kernel = await warm(index)!;
      warm(index + 1)?.catch(() => {}); // told when its turn comes
      const { notebook } = await runNotebook(`${NOTEBOOKS_FOLDER}/${name}.ipynb`, {
        parameters: parameters[index] ?? {},
        out: `${EXECUTED_FOLDER}/${name}.ipynb`,
        cwd: NOTEBOOKS_FOLDER,
        kernel,
        signal,
        onCell: cellProgress(name),
      });
      void shutdown(index);
      findings = findingsOf(notebook);
      finished(name, performance.now() - began);
    }
  } catch (error) {
    throw plainError(error);
  } finally {
    await Promise.all(kernels.map((_, index) => shutdown(index)));
    if (signal.aborted) await removeUnfinished(kernels);
  }
  return findings;
}

/** A kernel that was killed while it wrote has left a temporary folder. */
async function removeUnfinished(kernels: readonly Promise<Kernel>[]): Promise<void> {
  const folders = [...ZONES.map((zone) => dirname(runFolder(zone, "any"))), reportsFolder(), reportsFolder("charts")];
  for (const kernel of await Promise.allSettled(kernels)) {
    if (kernel.status === "fulfilled") await removeUnfinishedOf(kernel.value.pid, folders);
  }
}

/** The lines of a notebook's first list. */
function findingsOf(notebook: Notebook): string[] {
  const texts = codeCells(notebook).flatMap(({ outputs }) =>
    outputs.flatMap((output) => "data" in output ? String(output.data["text/markdown"] ?? "") : [])
  );
  return (texts.find((text) => text.startsWith("- ")) ?? "").split("\n").filter((line) => line !== "");
}

/** A kernel that has already loaded what the notebook imports, and drawn its first chart, which loads the most. */
async function warmKernel(notebook: Notebook): Promise<Kernel> {
  const kernel = await startKernel({ cwd: NOTEBOOKS_FOLDER });
  const modules = new Set(
    codeCells(notebook).flatMap(({ source }) => [...source.matchAll(/ from "([^"]+)"/g)].map(([, name]) => name)),
  );
  const warmUp = `
    await Promise.all(${JSON.stringify([...modules])}.map((name) => import(name)));
    const { figure, pngOf } = await import("@lib/visualize/mod.ts");
    void pngOf(figure({ takeaway: "warm", plot: {} }));`;
  await kernel.execute(warmUp, { silent: true });
  return kernel;
}

/**
 * What each notebook gets: a given name goes to every notebook that declares it.
 *
 * @throws {CapacityError} when no notebook declares a given name, or a value does not fit.
 */
function assignParameters(
  notebooks: readonly Notebook[],
  given: Readonly<Record<string, string>>,
  ours: Readonly<Record<string, string>>,
): Record<string, ParameterValue>[] {
  const reserved = ["input", "run"].find((name) => name in given);
  if (reserved) {
    throw new CapacityError(`Cannot set ${reserved}: expected it from --input`, {
      remedy: "give the files with --input; the run is named after them",
      kind: "usage",
    });
  }
  const declared = notebooks.map(declaredParameters);
  const known = new Set(declared.flatMap((list) => list.map(({ name }) => name)));
  const unknown = Object.keys(given).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new CapacityError(`Cannot set ${unknown.join(", ")}: expected a parameter that a notebook declares`, {
      remedy: `the notebooks declare ${[...known].sort().join(", ")}`,
      kind: "usage",
    });
  }
  return declared.map((list) =>
    Object.fromEntries(
      list.flatMap((parameter) => {
        const text = given[parameter.name] ?? ours[parameter.name];
        return text === undefined ? [] : [[parameter.name, fitParameter(parameter, text)]];
      }),
    )
  );
}

/** A run is named after its input; the longest common part is lost on no one. */
function runNameOf(paths: readonly string[]): string {
  const name = runName(paths.map(baseName).join("+").replace(/\.(csv|tsv|txt|parquet)(\.gz)?$/i, ""));
  return name === "synthetic" ? "synthetic-input" : name;
}

function relative(path: string): string {
  return path.startsWith(`${PROJECT_ROOT}/`) ? path.slice(PROJECT_ROOT.length + 1) : path;
}

async function ensureWritable(folder: string): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: folder }));
  } catch (error) {
    throw new CapacityError(`Cannot write the reports: expected a writable folder`, {
      place: { file: folder },
      remedy: "make it writable, or remove what is in its place",
      cause: error,
    });
  }
}

/** A mistake in the user's data or parameters is told in one line; the stack of our own code would not help them. */
function plainError(error: unknown): unknown {
  if (!(error instanceof CellError)) return error;
  // A RangeError is how the library refuses an argument, and the arguments are the user's parameters.
  const [, name, problem] = error.message.match(/got (CapacityError|RangeError): (Cannot .*)/) ?? [];
  if (problem === undefined) return error;
  return new CapacityError(problem, { kind: name === "RangeError" ? "usage" : "input", cause: error });
}

function cellProgress(name: string): (event: CellEvent) => void {
  return ({ cell, cells, status }) => {
    if (status !== "started" || !Deno.stderr.isTerminal()) return;
    const bar = "█".repeat(Math.round((cell / cells) * 20)).padEnd(20, "░");
    Deno.stderr.writeSync(new TextEncoder().encode(`\r\x1b[K${name} ${bar} cell ${cell} of ${cells}`));
  };
}

function finished(name: string, milliseconds: number): void {
  const line = `${Deno.stderr.isTerminal() ? "\r\x1b[K" : ""}${name}: ${(milliseconds / 1000).toFixed(1)} s\n`;
  Deno.stderr.writeSync(new TextEncoder().encode(line));
}
