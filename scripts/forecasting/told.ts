/** What a command says of series that were repaired or could not be forecast. */
import { CapacityError } from "@lib/core/mod.ts";
import type { Failed } from "./series_batch.ts";

/** Lines of one kind that are shown. */
const SHOWN = 10;

/** Notes on stderr, the first ones of many; with JSON they are in the result. */
export function tellNotes(notes: readonly string[], json: boolean): void {
  if (json) return;
  for (const note of notes.slice(0, SHOWN)) console.error(`note: ${note}`);
  if (notes.length > SHOWN) console.error(`note: and ${notes.length - SHOWN} more of the kind; --json lists them`);
}

/**
 * Names the series that cannot be forecast, one a line, and ends the command with exit code 1.
 *
 * @param all Series in the input.
 * @throws {CapacityError} always.
 */
export function refuseFailed(failures: readonly Failed[], all: number): never {
  if (failures.length === 1 && all === 1) throw new CapacityError(failures[0]!.problem);
  for (const { problem } of failures.slice(0, SHOWN)) console.error(problem);
  if (failures.length > SHOWN) console.error(`and ${failures.length - SHOWN} more; --json lists them`);
  throw new CapacityError(
    `Cannot forecast ${failures.length} of ${all} series: expected what the lines above say${
      failures.length < all ? "; the others are written" : ""
    }`,
  );
}
