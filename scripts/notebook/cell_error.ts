/** The error of a cell, told so that the reader finds the line: notebook, cell, source line, traceback. */
import { CapacityError, type ErrorPlace } from "@lib/core/errors.ts";
import { basename, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** What is known of a failure. */
export interface CellFailure {
  /** Path of the notebook. */
  readonly notebook: string;
  /** Number among all code cells, from 1; 0 is the injected cell. */
  readonly cell: number;
  /** Line within the cell, from 1, if known. */
  readonly line?: number | undefined;
  /** The cell's source. */
  readonly source: string;
  /** Name and message of what happened, for example `TypeError: x is not a function`. */
  readonly problem: string;
  /** Frames of the stack, cleaned. */
  readonly traceback?: readonly string[];
  readonly cause?: unknown;
}

/** A notebook stopped at a cell. The message has several lines: the summary, the source line, the traceback. */
export class CellError extends CapacityError {
  /** Number among all code cells, from 1; 0 is the injected cell. */
  readonly cell: number;
  /** Line within the cell, from 1, if known. */
  readonly line: number | undefined;
  override readonly place: ErrorPlace;

  constructor({ notebook, cell, line, source, problem, traceback = [], cause }: CellFailure) {
    const where = [cellName(cell), ...line ? [`line ${line}`] : []].join(", ");
    const text = line && source.split("\n")[line - 1];
    super(`Cannot run ${basename(notebook)}: expected ${where} to finish, got ${problem}`, { cause });
    // The only error of more than one line: the cell is the user's, and so are its frames.
    this.message = [
      this.message,
      ...text ? [`  ${line} | ${text}`] : [],
      ...traceback.map((frame) => `  ${frame.trim()}`),
    ].join("\n");
    this.cell = cell;
    this.line = line;
    this.place = { file: notebook, cell: String(cell), ...line ? { row: line } : {} };
  }
}

/** How a cell is called in messages. */
export function cellName(cell: number): string {
  return cell === 0 ? "the cell of injected parameters" : `cell ${cell}`;
}

/** The frames of a kernel's traceback without those of Deno's own, and with clean paths. */
export function cleanTraceback(traceback: readonly string[], cwd: string): string[] {
  const ours = traceback.filter((line) => line.trim() !== "" && !/[(\s](ext|checkin):/.test(line));
  return ours.map((line) => cleanPaths(line, cwd));
}

/** A text with paths that do not depend on the machine: relative to the working directory, or by package. */
export function cleanPaths(text: string, cwd: string): string {
  return text.replace(/file:\/\/[^\s)"'?#]*?(?=(?::\d+)*(?:[\s)"'?#,]|\.?$))/g, (url) => {
    const inCache = url.match(/\/npm\/[^/]+\/(.+)$/);
    return inCache ? `npm:${inCache[1]}` : relative(cwd, fileURLToPath(url)).replaceAll("\\", "/");
  });
}

/** The frames of a traceback, without the message that comes before them. */
export function framesOf(traceback: readonly string[]): string[] {
  return traceback.filter((line) => /^\s+at /.test(line));
}

/** Where in the code that the kernel ran the error came up: the innermost frame within the cell. */
export function placeInCell(traceback: readonly string[]): { line: number; column: number } | undefined {
  for (const frame of framesOf(traceback)) {
    const place = frame.match(/<anonymous>:(\d+):(\d+)/);
    if (place) return { line: Number(place[1]), column: Number(place[2]) };
  }
  return undefined;
}
