/** `capacity etl --score`: what cleaning found against what was planted. */
import { CapacityError, type Table, TRUTH_EVENTS } from "@lib/core/mod.ts";
import { type DefectScore, hasDefects } from "@lib/etl/mod.ts";
import { hasTable, readTable } from "@lib/io/mod.ts";

/**
 * The planted truth of a run.
 *
 * @param input The paths given to `capacity etl`.
 * @throws {CapacityError} when they are no single run with planted defects.
 */
export async function plantedTruth(input: readonly string[]): Promise<Table> {
  const [folder = ""] = input;
  const truth = input.length === 1 && await hasTable(folder, TRUTH_EVENTS)
    ? await readTable(folder, TRUTH_EVENTS)
    : undefined;
  if (truth && hasDefects(truth)) return truth;
  throw new CapacityError("Cannot score the cleaning: expected one run with planted defects, got none", {
    kind: "usage",
    place: { file: input.join(", ") },
    remedy: "give a run of generate --defects, or leave --score out",
  });
}

/** The scores as lines of text: one kind of defect each, columns aligned. */
export function scoreLines(scores: readonly DefectScore[]): string[] {
  const rows = [
    ["kind", "planted", "found", "false", "recall", "precision"],
    ...scores.map(({ kind, planted, found, falseAlarms, recall, precision }) => [
      kind,
      ...[planted, found, falseAlarms].map(String),
      ...[recall, precision].map((share) => Number.isNaN(share) ? "–" : share.toFixed(3)),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, column) => column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)).join("  ")
  );
}
