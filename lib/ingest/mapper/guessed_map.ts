/** The guesses about a table as a map: to look at, to edit, to give back. */
import { CapacityError } from "@lib/core/errors.ts";
import type { ColumnMap } from "./column_map.ts";
import { csvPlan } from "./csv_layout.ts";
import { headOf } from "../file_head.ts";
import { FORMATS } from "../formats.ts";
import { noReadings } from "../no_readings.ts";
import type { OpenContext } from "../open_file.ts";
import type { SourceFile } from "../source_file.ts";

/**
 * A complete column map of a table. Read with it, a file gives what it gives without; of a tidy file the map names the
 * metrics of the first rows, and no others are read then.
 *
 * @param options What is known already.
 * @throws {CapacityError} when the file is no table or one whose columns are known, or the guesses fail.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { guessedMap } from "@lib/ingest/mapper/guessed_map.ts";
 * import { memoryFile } from "@lib/ingest/memory_file.ts";
 * const map = await guessedMap(memoryFile("a.csv", "time,host,cpu (%)\n2024-01-01 10:00,web,5\n"));
 * deepStrictEqual(map, {
 *   timestamp: "time",
 *   timeFormat: "ISO 8601",
 *   server: "host",
 *   columns: { "cpu (%)": { metric: "cpu_pct", unit: "percent" } },
 * });
 * ```
 */
export async function guessedMap(
  file: SourceFile,
  { map, timezone = "UTC" }: Partial<Pick<OpenContext, "map" | "timezone">> = {},
): Promise<ColumnMap> {
  const head = await headOf(file);
  if (!head) throw noReadings(`a file without content (${file.size} bytes)`, file.name);
  // A map overrules a format, so one of its file would change what is read.
  const format = map ? undefined : FORMATS.find((candidate) => candidate.recognizes(head));
  if (format) {
    throw new CapacityError(`Cannot show a map: expected a table whose columns are guessed, got ${format.name}`, {
      place: { file: file.name },
      remedy: "its columns are known: read it without a map",
    });
  }
  return csvPlan(head, { ...map ? { map } : {}, timezone, files: [file] }).map;
}
