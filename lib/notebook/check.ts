/** Checks at the end of a notebook: each is seen when it holds, and stops the run when it does not. */
import { htmlTable } from "@lib/visualize/html_table.ts";
import { plainTable, tableText } from "@lib/visualize/table_text.ts";
import { inKernel, publish } from "./outside.ts";

/** A promise that a notebook keeps: its words, whether it holds, and the numbers behind it. */
export type Check = readonly [name: string, holds: boolean, detail?: string];

/**
 * Prints `✓ name`, or stops the cell.
 *
 * @throws {Error} `Check failed: name (detail)` when the condition does not hold.
 */
export function check(name: string, condition: boolean, detail = ""): void {
  if (!condition) throw new Error(`Check failed: ${withDetail(name, detail)}`);
  if (inKernel()) console.log(`✓ ${withDetail(name, detail)}`);
}

/**
 * Shows all checks as one table, then stops the cell if any failed.
 *
 * @throws {Error} naming every check that failed.
 */
export async function checks(list: readonly Check[]): Promise<void> {
  const text = tableText(
    ["", "check", "found"],
    list.map(([name, holds, detail = ""]) => [holds ? "✓" : "✗", name, detail]),
  );
  await publish({ "text/html": htmlTable(text), "text/plain": plainTable(text) });
  const failed = list.filter(([, holds]) => !holds);
  if (failed.length > 0) {
    const names = failed.map(([name, , detail = ""]) => withDetail(name, detail)).join("; ");
    throw new Error(`${failed.length} of ${list.length} checks failed: ${names}`);
  }
}

function withDetail(name: string, detail: string): string {
  return detail === "" ? name : `${name} (${detail})`;
}
