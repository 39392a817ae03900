/**
 * Checks notebooks without running them: types, lint and format of their cells, and the rules of this house.
 *
 * The kernel checks no types and hides syntax errors, and Deno's own tools know no notebooks; so the cells of a notebook are joined into
 * a file beside it, and what the tools say of that file is brought back to cell and line.
 */
import { basename, dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { codeCells, hasTag, type Notebook, PARAMETERS_TAG, parseNotebook, readNotebook } from "./notebook_file.ts";
import { temporaryCellFile } from "./temporary_cell.ts";

/** Something to mend. */
export interface Finding {
  /** The notebook, or a module that one imports. */
  readonly file: string;
  /** Number among all code cells, from 1. */
  readonly cell?: number;
  /** Line within the cell (or the module), from 1. */
  readonly line?: number;
  readonly message: string;
}

/** Lint rules that make no sense for cells: a cell may end with a semicolon of ours, and show a name that no other cell uses. */
const NOT_FOR_CELLS = ["no-extra-semi", "no-unused-vars"];

/** A notebook as one module, and where each of its lines comes from. */
interface Joined {
  readonly notebook: string;
  readonly code: string;
  readonly origins: readonly { readonly cell: number; readonly line: number }[];
}

/** Finds what is wrong with notebooks; all of them in one go, since a compiler's start costs more than a notebook. */
export async function checkNotebooks(paths: readonly string[], signal?: AbortSignal): Promise<Finding[]> {
  const [first] = paths;
  if (!first) return [];
  await using cleanup = new AsyncDisposableStack();
  const house: Finding[] = [], modules = new Map<string, Joined>();
  for (const path of paths) {
    const notebook = await readNotebook(path), joined = join(path, notebook);
    house.push(...houseFindings(path, notebook));
    const file = cleanup.use(await temporaryCellFile(dirname(path), joined.code));
    modules.set(resolve(file.path), joined);
  }
  const files = [...modules.keys()], run = deno(dirname(first), signal);
  const [types, lint, format] = await Promise.all([
    run(["check", "--quiet", ...files]).then((output) => typeFindings(output.stderr, modules)),
    run(["lint", "--json", `--rules-exclude=${NOT_FOR_CELLS}`, ...files]).then((output) =>
      lintFindings(output.stdout, modules)
    ),
    Promise.all(paths.map((path) => formatFindings(path, run))),
  ]);
  return [...house, ...types, ...lint, ...format.flat()].sort((a, b) =>
    a.file.localeCompare(b.file) || (a.cell ?? 0) - (b.cell ?? 0) || (a.line ?? 0) - (b.line ?? 0)
  );
}

/** A finding in one line: "01_data_generation.ipynb, cell 4, line 2: message". */
export function describeFinding({ file, cell, line, message }: Finding): string {
  const name = file.endsWith(".ipynb") ? basename(file) : relative(Deno.cwd(), file);
  return `${[name, ...cell ? [`cell ${cell}`] : [], ...line ? [`line ${line}`] : []].join(", ")}: ${message}`;
}

function houseFindings(file: string, notebook: Notebook): Finding[] {
  const cells = codeCells(notebook), findings: Finding[] = [];
  const parameters = cells.filter((cell) => hasTag(cell, PARAMETERS_TAG)).length;
  if (parameters !== 1) {
    findings.push({ file, message: `expected exactly one cell tagged "${PARAMETERS_TAG}", got ${parameters}` });
  }
  for (const [i, cell] of cells.entries()) {
    if (hasTag(cell, "raises-exception")) continue;
    const error = cell.outputs.find((output) => output.output_type === "error");
    if (error) {
      findings.push({ file, cell: i + 1, message: `expected no saved error, got ${error.ename}: ${error.evalue}` });
    }
  }
  return findings;
}

function join(notebook: string, content: Notebook): Joined {
  const lines: string[] = [], origins: { cell: number; line: number }[] = [];
  for (const [i, cell] of codeCells(content).entries()) {
    const source = cell.source.split("\n");
    // A semicolon keeps a cell that begins with a bracket from going on with the one before.
    for (const [line, text] of [...source, ";"].entries()) {
      lines.push(text);
      origins.push({ cell: i + 1, line: Math.min(line + 1, source.length) });
    }
  }
  return { notebook, code: [...lines, "export {};", ""].join("\n"), origins };
}

/** Where a line of a joined file, or of a module that it imports, comes from. */
function placeOf(file: string, line: number, modules: ReadonlyMap<string, Joined>): Omit<Finding, "message"> {
  const joined = modules.get(file);
  return joined ? { file: joined.notebook, ...joined.origins[line - 1] } : { file, line };
}

/** Reads `TS2304 [ERROR]: message`, or `error: message`, with the first `at file:line:column` behind it. */
function typeFindings(text: string, modules: ReadonlyMap<string, Joined>): Finding[] {
  const findings: Finding[] = [];
  for (const block of text.split(/^(?=TS\d+ \[ERROR\]: |error: )/m)) {
    const message = block.match(/^(?:(TS\d+) \[ERROR\]: |error: )(.+)/);
    const place = block.match(/^\s+at (file:\S+?):(\d+):\d+$/m);
    if (!message || /^error: (Type checking failed|Found \d+ errors)/.test(block)) continue;
    const said = message[1] ? `${message[2]} (${message[1]})` : message[2]!;
    const where = place
      ? placeOf(fileURLToPath(place[1]!), Number(place[2]), modules)
      : { file: [...modules.values()][0]!.notebook };
    findings.push({ ...where, message: said });
  }
  return findings;
}

interface LintReport {
  readonly diagnostics: { filename: string; range: { start: { line: number } }; code: string; message: string }[];
}

function lintFindings(json: string, modules: ReadonlyMap<string, Joined>): Finding[] {
  const { diagnostics } = JSON.parse(json) as LintReport;
  return diagnostics.map(({ filename, range, code, message }) => {
    const file = filename.startsWith("file:") ? fileURLToPath(filename) : resolve(filename);
    return { ...placeOf(file, range.start.line, modules), message: `${message} (${code})` };
  });
}

/** Compares with what the formatter makes of the text, because `deno fmt --check` of Deno 2.9.6 calls sound notebooks unformatted. */
async function formatFindings(file: string, run: Run): Promise<Finding[]> {
  const text = await Deno.readTextFile(file);
  const { ok, stdout } = await run(["fmt", "--quiet", "--ext", "ipynb", "-"], text);
  if (!ok || stdout === text) return [];
  const before = parseNotebook(text, file), after = parseNotebook(stdout, file), code = codeCells(before);
  return before.cells.flatMap((cell, i): Finding[] => {
    if (cell.source === after.cells[i]?.source) return [];
    const lines = cell.source.split("\n"), wanted = after.cells[i]?.source.split("\n") ?? [];
    const line = lines.findIndex((line, at) => line !== wanted[at]) + 1;
    const number = cell.cell_type === "code" ? code.indexOf(cell) + 1 : 0;
    const message = `expected formatted ${number ? "code" : `text in "${lines[0]}"`}; deno fmt mends it`;
    return [{ file, ...number ? { cell: number, line: line || lines.length } : {}, message }];
  });
}

interface Output {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

type Run = (args: string[], input?: string) => Promise<Output>;

/** Runs Deno's tools from a folder, where they look for the project's configuration. */
function deno(cwd: string, signal: AbortSignal | undefined): Run {
  const decoder = new TextDecoder();
  return async (args, input) => {
    const child = new Deno.Command(Deno.execPath(), {
      args,
      cwd,
      env: { NO_COLOR: "1" },
      stdin: input === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "piped",
      ...signal ? { signal } : {},
    }).spawn();
    if (input !== undefined) await new Blob([input]).stream().pipeTo(child.stdin);
    const { success, stdout, stderr } = await child.output();
    signal?.throwIfAborted();
    return { ok: success, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  };
}
