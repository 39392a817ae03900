/** A whole input in memory: what a notebook wants, and a file small enough for it. */
import { ingest, type IngestOptions } from "./ingest.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import type { SourceFile } from "./source_file.ts";
import type { IngestSummary } from "./summary.ts";

/**
 * Reads everything or nothing.
 *
 * @throws {CapacityError} naming file, row, column and remedy.
 */
export async function collectReadings(
  files: readonly SourceFile[],
  options: IngestOptions = {},
): Promise<{ batches: ReadingBatch[]; summary: IngestSummary }> {
  const readings = ingest(files, options);
  const batches = await Array.fromAsync(readings);
  return { batches, summary: readings.summary() };
}
