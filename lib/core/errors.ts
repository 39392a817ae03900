/**
 * The one shape of error that a user may see: what cannot be done, where, and how to mend it.
 *
 * Anything else that reaches the command line is a bug of ours and keeps its stack.
 */

/** Where in the user's material the trouble is; every field is optional, the present ones are printed in this order. */
export interface ErrorPlace {
  readonly file?: string;
  /** 1-based line or row of the file. */
  readonly row?: number;
  readonly column?: string;
  readonly server?: string;
  readonly cell?: string;
}

/** What kind of mistake it is: `input` is the user's data or disk (exit code 1), `usage` the command itself (exit code 2). */
export type ErrorKind = "input" | "usage";

/**
 * An error that a user caused and can mend: one line, no stack.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { CapacityError } from "@lib/core/errors.ts";
 * const error = new CapacityError("Cannot read readings: expected a number, got \"n/a\"", {
 *   place: { file: "cpu.csv", row: 7, column: "value" },
 *   remedy: "mend the cell, or leave it empty when the reading is missing",
 * });
 * strictEqual(
 *   error.message,
 *   'Cannot read readings: expected a number, got "n/a" (file cpu.csv, row 7, column value); mend the cell, or leave it empty when the reading is missing',
 * );
 * ```
 */
export class CapacityError extends Error {
  override readonly name = "CapacityError";
  readonly kind: ErrorKind;
  readonly place: ErrorPlace;

  constructor(
    problem: string,
    options: { place?: ErrorPlace; remedy?: string; kind?: ErrorKind; cause?: unknown } = {},
  ) {
    const { place = {}, remedy, kind = "input", cause } = options;
    const where = (["file", "row", "column", "server", "cell"] as const)
      .filter((key) => place[key] !== undefined)
      .map((key) => `${key} ${place[key]}`).join(", ");
    const message = `${problem}${where ? ` (${where})` : ""}${remedy ? `; ${remedy}` : ""}`;
    // What a message quotes may hold line breaks.
    super(message.replaceAll(/[\r\n\u2028\u2029]+/g, " "), { cause });
    this.kind = kind;
    this.place = place;
  }
}

/** The text of anything thrown, for messages that quote another error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
