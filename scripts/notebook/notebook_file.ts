/**
 * Notebooks as they lie on disk (nbformat 4.5), read and written so that diffs mean something: keys sorted as Python's nbformat sorts
 * them, long texts as arrays of lines, no timings.
 *
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html
 */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { basename, dirname, join } from "node:path";

/** Data of one output by media type; texts are whole here and arrays of lines on disk. */
export type MediaBundle = Record<string, unknown>;

/** Something a cell has put out. */
export type Output =
  | { output_type: "stream"; name: string; text: string }
  | { output_type: "display_data"; data: MediaBundle; metadata: Record<string, unknown> }
  | {
    output_type: "execute_result";
    data: MediaBundle;
    metadata: Record<string, unknown>;
    execution_count: number | null;
  }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] };

interface CommonCell {
  id: string;
  metadata: Record<string, unknown> & { tags?: string[] };
  source: string;
}

/** A cell with code and what it has put out. */
export interface CodeCell extends CommonCell {
  cell_type: "code";
  execution_count: number | null;
  outputs: Output[];
}

/** A cell with prose, or one that nobody interprets. */
export interface TextCell extends CommonCell {
  cell_type: "markdown" | "raw";
  attachments?: Record<string, MediaBundle>;
}

/** A notebook in memory. */
export interface Notebook {
  cells: (CodeCell | TextCell)[];
  metadata: Record<string, unknown>;
  nbformat: 4;
  nbformat_minor: number;
}

/** The tag of the cell that declares what a run may change, and of the cell with which a run changes it. */
export const PARAMETERS_TAG = "parameters", INJECTED_TAG = "injected-parameters";

/** Whether a cell carries a tag. */
export function hasTag(cell: CommonCell, tag: string): boolean {
  return cell.metadata.tags?.includes(tag) ?? false;
}

/**
 * The code cells in order. Cell numbers in messages count these from 1; a cell injected by a run is not counted, so that numbers
 * mean the same in a notebook and in its executed copy.
 */
export function codeCells(notebook: Notebook): CodeCell[] {
  return notebook.cells.filter((cell): cell is CodeCell => cell.cell_type === "code" && !hasTag(cell, INJECTED_TAG));
}

/**
 * Reads a notebook.
 *
 * @throws {CapacityError} when there is none, or it is not nbformat 4.
 */
export async function readNotebook(path: string): Promise<Notebook> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    const got = error instanceof Deno.errors.NotFound ? "no such file" : messageOf(error);
    throw new CapacityError(`Cannot read a notebook: expected a readable file, got ${got}`, { place: { file: path } });
  }
  return parseNotebook(text, path);
}

/**
 * A notebook from its text; cells without an id get a stable one.
 *
 * @param file Name for the error.
 * @throws {CapacityError} when the text is not nbformat 4.
 */
export function parseNotebook(text: string, file = "notebook"): Notebook {
  let raw: Partial<Notebook> | null;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new CapacityError(`Cannot read a notebook: expected JSON, got ${messageOf(error)}`, { place: { file } });
  }
  if (raw?.nbformat !== 4 || !Array.isArray(raw.cells)) {
    const got = raw?.nbformat === undefined ? "no notebook" : `nbformat ${raw.nbformat}`;
    throw new CapacityError(`Cannot read a notebook: expected nbformat 4 with cells, got ${got}`, {
      place: { file },
      remedy: "save it again from Jupyter",
    });
  }
  const notebook = raw as Notebook;
  const ids = new Set(notebook.cells.map((cell) => cell.id));
  notebook.metadata ??= {};
  for (const [i, cell] of notebook.cells.entries()) {
    cell.id ||= freeId(`cell-${i + 1}`, ids);
    cell.metadata ??= {};
    joinTexts(cell);
  }
  return notebook;
}

/** The text of a notebook as it is stored. */
export function formatNotebook(notebook: Notebook): string {
  const copy: Notebook = structuredClone(notebook);
  copy.nbformat_minor = Math.max(5, copy.nbformat_minor ?? 0);
  for (const cell of copy.cells) {
    // JupyterLab and nbclient record the clock here.
    delete cell.metadata.execution;
    splitTexts(cell);
  }
  return JSON.stringify(sortKeys(copy), undefined, 1) + "\n";
}

/** Writes a notebook whole or not at all. */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${Deno.pid}.tmp`);
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeTextFile(temporary, formatNotebook(notebook));
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw new CapacityError(`Cannot write a notebook: expected a writable place, got ${messageOf(error)}`, {
      place: { file: path },
      cause: error,
    });
  }
}

/** A text as nbformat stores it: its lines, each with its line break. */
export function splitLines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

/** The text that {@link splitLines} has split. */
export function joinLines(lines: unknown): string {
  return Array.isArray(lines) ? lines.join("") : String(lines ?? "");
}

function joinTexts(cell: CodeCell | TextCell): void {
  cell.source = joinLines(cell.source);
  if (cell.cell_type !== "code") return;
  cell.outputs ??= [];
  cell.execution_count ??= null;
  for (const output of cell.outputs) {
    if (output.output_type === "stream") output.text = joinLines(output.text);
    else if ("data" in output) mapTexts(output.data, joinLines);
  }
}

function splitTexts(cell: CodeCell | TextCell): void {
  Object.assign(cell, { source: splitLines(cell.source) });
  for (const bundle of Object.values("attachments" in cell ? cell.attachments ?? {} : {})) splitBundle(bundle);
  if (cell.cell_type !== "code") return;
  for (const output of cell.outputs) {
    if (output.output_type === "stream") Object.assign(output, { text: splitLines(output.text) });
    else if ("data" in output) splitBundle(output.data);
  }
}

function splitBundle(bundle: MediaBundle): void {
  mapTexts(bundle, (text) => typeof text === "string" ? splitLines(text) : text);
}

/** The media types that nbformat stores as lines. */
function mapTexts(bundle: MediaBundle, change: (text: unknown) => unknown): void {
  for (const type of Object.keys(bundle)) {
    if (/^text\/|^application\/javascript$|^image\/svg\+xml$/.test(type)) bundle[type] = change(bundle[type]);
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, inner]) => [key, sortKeys(inner)]),
  );
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
  taken.add(id);
  return id;
}
