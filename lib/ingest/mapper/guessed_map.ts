/** The guesses about a table as a map: to look at, to edit, to give back. */
import type { ColumnMap } from "./column_map.ts";
import { csvPlan } from "./csv_layout.ts";
import { headOf } from "../file_head.ts";
import { noReadings } from "../no_readings.ts";
import type { OpenContext } from "../open_file.ts";
import type { SourceFile } from "../source_file.ts";

/**
 * A complete column map of a table. Read with it, a file gives what it gives without; of a tidy file the map names the
 * metrics of the first rows, and no others are read then.
 *
 * @param options What is known already.
 * @throws {CapacityError} when the file is no table, or the guesses fail.
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
  return csvPlan(head, { ...map ? { map } : {}, timezone, files: [file] }).map;
}
