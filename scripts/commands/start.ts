/** `capacity start`: the main job: the five notebooks, each on its own kernel, from nothing to the report. */
import { Command } from "commander";
import { CapacityError } from "@lib/core/errors.ts";
import { inputFiles, NOTEBOOKS_FOLDER, PROJECT_ROOT, reportsFolder, runName } from "@lib/io/mod.ts";
import { assignment, collect } from "../command_line.ts";
import { CellError } from "../notebook/cell_error.ts";
import { type CellEvent, runNotebook } from "../notebook/runner.ts";
import { declaredParameters } from "../notebook/parameters.ts";
import { type Notebook, readNotebook } from "../notebook/notebook_file.ts";
import { type Kernel, startKernel } from "../notebook/kernel.ts";

/** The notebooks, in the order of the pipeline. */
export const NOTEBOOKS = [
  "01_data_generation",
  "02_etl_pipeline",
  "03_ml_forecasting",
  "04_risk_analysis",
  "05_visualization",
] as const;

interface StartOptions {
  input?: string[];
  p?: Record<string, string>;
  save?: true;
  fast?: true;
}

/** The command. */
export function startCommand(): Command {
  return new Command("start")
    .description("Run the five notebooks on the synthetic fleet, or on real metrics, and write reports/index.html.")
    .option("--input <path>", "a file or folder of real metrics (repeatable)", collect)
    .option("-p <name=value>", "set a parameter of the notebooks that declare it (repeatable)", assignment)
    .option("--fast", "fewer backtest origins: quicker, with wider intervals")
    .option("--save", "also update notebooks/ (synthetic fleet with its default parameters only)")
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
  const paths = input.map(absolutePath);
  if (paths.length > 0) await inputFiles(paths);
  const folder = reportsFolder("notebooks");
  await ensureWritable(folder);
  const notebooks = await Promise.all(NOTEBOOKS.map((name) => readNotebook(`${NOTEBOOKS_FOLDER}/${name}.ipynb`)));
  const parameters = assignParameters(notebooks, given, {
    ...(options.fast ? { origins: "2" } : {}),
    ...(paths.length > 0 ? { input: paths.join("\n"), run: runNameOf(paths) } : {}),
  });

  // The next kernel loads its libraries while the current notebook computes.
  let next: Promise<Kernel> | undefined;
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  Deno.addSignalListener("SIGINT", interrupt);
  Deno.addSignalListener("SIGTERM", interrupt);
  try {
    for (const [index, name] of NOTEBOOKS.entries()) {
      const kernel = await (next ?? warmKernel());
      next = index + 1 < NOTEBOOKS.length ? warmKernel() : undefined;
      next?.catch(() => {}); // reported when it is awaited
      const notebookBegan = performance.now();
      await runNotebook(`${NOTEBOOKS_FOLDER}/${name}.ipynb`, {
        parameters: parameters[index] ?? {},
        out: `${folder}/${name}.ipynb`,
        cwd: NOTEBOOKS_FOLDER,
        kernel,
        signal: stop.signal,
        onCell: cellProgress(name),
      });
      finished(name, performance.now() - notebookBegan);
      if (options.save) await Deno.copyFile(`${folder}/${name}.ipynb`, `${NOTEBOOKS_FOLDER}/${name}.ipynb`);
    }
  } catch (error) {
    throw plainError(error);
  } finally {
    await next?.then((kernel) => kernel.shutdown()).catch(() => {});
    Deno.removeSignalListener("SIGINT", interrupt);
    Deno.removeSignalListener("SIGTERM", interrupt);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `Done in ${seconds} s. Open ${relative(reportsFolder("index.html"))}; the executed notebooks are in ${
      relative(folder)
    }/.`,
  );
}

/** A kernel that has already loaded what every notebook's imports cell asks for. */
async function warmKernel(): Promise<Kernel> {
  const kernel = await startKernel({ cwd: NOTEBOOKS_FOLDER });
  await kernel.execute(`void (await import("@lib/notebook/mod.ts"), await import("@lib/io/mod.ts"))`, { silent: true });
  return kernel;
}

/**
 * What each notebook gets: a given name goes to every notebook that declares it.
 *
 * @throws {CapacityError} when no notebook declares a given name.
 */
function assignParameters(
  notebooks: readonly Notebook[],
  given: Readonly<Record<string, string>>,
  ours: Readonly<Record<string, string>>,
): Record<string, string>[] {
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
      list.flatMap(({ name }) => {
        const text = given[name] ?? ours[name];
        return text === undefined ? [] : [[name, text]];
      }),
    )
  );
}

/** A run is named after its input; the longest common part is lost on no one. */
function runNameOf(paths: readonly string[]): string {
  const names = paths.map((path) => path.replace(/[/\\]+$/, "").split(/[/\\]/).at(-1) ?? path);
  const name = runName(names.join("+").replace(/\.(csv|tsv|txt|parquet)(\.gz)?$/i, ""));
  return name === "synthetic" ? "synthetic-input" : name;
}

function absolutePath(path: string): string {
  return /^([/\\]|[A-Za-z]:)/.test(path) ? path : `${Deno.cwd()}/${path}`;
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
  const [, problem] = error.message.match(/got (?:CapacityError|RangeError): (Cannot .*)/) ?? [];
  return problem === undefined ? error : new CapacityError(problem, { cause: error });
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
