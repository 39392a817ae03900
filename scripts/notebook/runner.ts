/** Runs notebooks on the real kernel, so that what is saved is what a clean run from top to bottom gives. */
import { dirname, resolve } from "node:path";
import { CellError, cleanPaths, cleanTraceback, framesOf, placeInCell } from "./cell_error.ts";
import { refusalOf, sourceLine } from "./cell_source.ts";
import { type Kernel, KernelDied, type Reply, startKernel } from "./kernel.ts";
import { type CodeCell, codeCells, hasTag, type Notebook, readNotebook, writeNotebook } from "./notebook_file.ts";
import { CellOutputs, Displays, type ErrorOutput } from "./outputs.ts";
import { injectParameters, type ParameterValue } from "./parameters.ts";

/** How a notebook is run. */
export interface RunOptions {
  /** Values for names that the notebook's parameters cell declares. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Where the executed notebook goes. Default: in place. */
  readonly out?: string;
  /** Working directory of the kernel. Default: the notebook's folder. */
  readonly cwd?: string;
  /** Longest time for one cell, seconds. Default 600. */
  readonly timeoutSeconds?: number;
  /** Told of every cell when it starts and when it ends. */
  readonly onCell?: (event: CellEvent) => void;
  /** A fresh kernel that the caller has started and will shut down; the default is one of the run's own. */
  readonly kernel?: Kernel;
  /** Stops the run: the kernel is killed, nothing is written, the signal's reason is thrown. */
  readonly signal?: AbortSignal;
  /** Whether to go on after a cell that failed, and save its error. Default: stop there. */
  readonly allowErrors?: boolean;
}

/** How a cell went: `expected` is an error in a cell tagged `raises-exception`, `empty` a cell without code. */
export type CellStatus = "ok" | "error" | "expected" | "empty";

/** A cell that starts, or has ended. */
export interface CellEvent {
  readonly notebook: string;
  /** Number among all code cells, from 1; 0 is the injected cell. */
  readonly cell: number;
  /** How many code cells there are. */
  readonly cells: number;
  readonly status: "started" | CellStatus;
  /** Wall time of an ended cell; for the eye only, never saved. */
  readonly seconds: number;
}

/** A cell of a finished run. */
export interface CellResult {
  /** Number among all code cells, from 1; 0 is the injected cell. */
  readonly cell: number;
  readonly status: CellStatus;
  readonly seconds: number;
  /** The error of a failed cell. */
  readonly error?: CellError;
}

/** A finished run. */
export interface RunResult {
  readonly notebook: Notebook;
  /** Where it was written. */
  readonly path: string;
  readonly cells: readonly CellResult[];
}

/**
 * Runs a notebook from top to bottom and writes it with its outputs, whole or not at all.
 *
 * A run that fails leaves the notebook alone; when the result was to go elsewhere, it goes there as far as it came.
 *
 * @throws {CellError} when a cell fails, runs too long or ends the kernel.
 * @throws {CapacityError} when the notebook or a parameter is wrong, see lib/core/errors.ts.
 */
export async function runNotebook(path: string, options: RunOptions = {}): Promise<RunResult> {
  const { parameters = {}, out = path, cwd = dirname(path), signal, allowErrors = false } = options;
  signal?.throwIfAborted();
  const notebook = injectParameters(await readNotebook(path), parameters, path);
  const elsewhere = resolve(out) !== resolve(path);
  const kernel = options.kernel ?? await startKernel({ cwd });
  const stop = (): void => void kernel.kill();
  signal?.addEventListener("abort", stop);
  const run = new Run(path, notebook, kernel, resolve(cwd), options);
  try {
    signal?.throwIfAborted();
    for (const cell of notebook.cells) {
      if (cell.cell_type !== "code") continue;
      const { error } = await run.cell(cell);
      if (error && !allowErrors) throw error;
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (elsewhere) await writeNotebook(out, notebook);
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    if (!options.kernel) await kernel.shutdown();
  }
  signal?.throwIfAborted();
  prepareMetadata(notebook);
  await writeNotebook(out, notebook);
  return { notebook, path: out, cells: run.results };
}

/** What the kernel said at a cell's end, and the error that it showed. */
interface Ending {
  readonly reply: Reply;
  readonly shown: ErrorOutput | undefined;
}

/** One pass over a notebook's cells. */
class Run {
  readonly results: CellResult[] = [];
  readonly #displays = new Displays();
  readonly #numbers: Map<CodeCell, number>;

  constructor(
    readonly path: string,
    readonly notebook: Notebook,
    readonly kernel: Kernel,
    readonly cwd: string,
    readonly options: RunOptions,
  ) {
    this.#numbers = new Map(codeCells(notebook).map((cell, i) => [cell, i + 1]));
    for (const cell of notebook.cells) {
      if (cell.cell_type === "code") Object.assign(cell, { outputs: [], execution_count: null });
    }
  }

  /** Runs a cell, fills in its outputs and says how it went. */
  async cell(cell: CodeCell): Promise<CellResult> {
    const number = this.#numbers.get(cell) ?? 0, start = performance.now();
    const tell = (status: CellEvent["status"], seconds: number): void =>
      this.options.onCell?.({ notebook: this.path, cell: number, cells: this.#numbers.size, status, seconds });
    tell("started", 0);
    const failure = isEmpty(cell) ? undefined : await this.#execute(cell, number);
    const seconds = (performance.now() - start) / 1000, status = statusOf(cell, failure);
    const result = { cell: number, status, seconds, ...failure && status === "error" ? { error: failure } : {} };
    this.results.push(result);
    tell(status, seconds);
    return result;
  }

  async #execute(cell: CodeCell, number: number): Promise<CellError | undefined> {
    const { timeoutSeconds = 600 } = this.options;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(this.#stopped(cell, number, `more than ${timeoutSeconds} s of work`)),
      timeoutSeconds * 1000,
    );
    try {
      return this.#failure(cell, number, await Promise.race([this.#outputs(cell), late.promise]));
    } catch (error) {
      if (error instanceof KernelDied) {
        throw this.#stopped(cell, number, `the end of the kernel (${error.message})`, error);
      }
      if (error instanceof CellError) await this.kernel.kill();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Executes a cell and waits for the last of its outputs: a silent request behind the cell puts a token into the queue that the
   * outputs go through, so all of them are here when the token is. Until the next cell begins, stragglers are this cell's.
   */
  async #outputs(cell: CodeCell): Promise<Ending> {
    const outputs = new CellOutputs(this.#displays, cell.outputs);
    const token = crypto.randomUUID(), fence = Promise.withResolvers<void>();
    this.kernel.onMessage((message) => {
      if (message.header.msg_type !== "capacity_fence") outputs.take(message);
      else if (message.content.token === token) fence.resolve();
    });
    const reply = await this.kernel.execute(cell.source);
    cell.execution_count = reply.executionCount;
    // The value at the end is nothing, because Deno 2.8 shows results of silent requests too.
    await this.kernel.execute(`Deno.jupyter.broadcast("capacity_fence", { token: "${token}" }); undefined`, {
      silent: true,
    });
    await Promise.race([fence.promise, this.kernel.death]);
    return { reply, shown: outputs.error };
  }

  /** The error that a cell ended with, also where the kernel keeps it to itself; it becomes the last of the cell's outputs. */
  async #failure(cell: CodeCell, number: number, { reply, shown }: Ending): Promise<CellError | undefined> {
    if (!shown && reply.ok) return undefined;
    const refusal = shown ? undefined : await refusalOf(cell.source, this.cwd);
    const error = shown ?? errorOf(reply, refusal?.reason ?? "");
    const place = placeInCell(error.traceback);
    const line = refusal ? refusal.line : place && await sourceLine(cell.source, place);
    error.evalue = cleanPaths(error.evalue, this.cwd);
    error.traceback = cleanTraceback(error.traceback, this.cwd);
    cell.outputs.push(error);
    return new CellError({
      notebook: this.path,
      cell: number,
      line,
      source: cell.source,
      problem: `${error.ename}: ${error.evalue}`,
      traceback: framesOf(error.traceback),
    });
  }

  #stopped(cell: CodeCell, number: number, problem: string, cause?: unknown): CellError {
    return new CellError({ notebook: this.path, cell: number, source: cell.source, problem, cause });
  }
}

function isEmpty(cell: CodeCell): boolean {
  return cell.source.trim() === "";
}

function statusOf(cell: CodeCell, failure: CellError | undefined): CellStatus {
  if (!failure) return isEmpty(cell) ? "empty" : "ok";
  return hasTag(cell, "raises-exception") ? "expected" : "error";
}

function errorOf(reply: Reply, reason: string): ErrorOutput {
  const name = reply.error?.name ?? "Error";
  return { output_type: "error", ename: name, evalue: reason, traceback: [`${name}: ${reason}`] };
}

/** Jupyter opens a notebook with the kernel named here. */
function prepareMetadata({ metadata }: Notebook): void {
  metadata.kernelspec ??= { display_name: "Deno", language: "typescript", name: "deno" };
  metadata.language_info ??= {
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    nbconvert_exporter: "script",
    pygments_lexer: "typescript",
  };
}
