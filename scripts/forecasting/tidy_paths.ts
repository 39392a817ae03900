/** The files of a tidy table. */
import { CapacityError, SERIES } from "@lib/core/mod.ts";
import { tableFiles } from "@lib/io/table_files.ts";

/**
 * The file itself, or those of the table `series` in a folder of silver.
 *
 * @throws {CapacityError} when a folder has no such table.
 */
export async function tidyPaths(input: string): Promise<string[]> {
  const isFolder = await Deno.stat(input).then(({ isDirectory }) => isDirectory, () => false);
  if (!isFolder) return [input];
  const files = await tableFiles(input, SERIES.name);
  if (files.length > 0) return files;
  throw new CapacityError(
    `Cannot read the series: expected a tidy file, or a folder with a table ${SERIES.name}, got neither`,
    {
      place: { file: input },
      remedy: "make the table with capacity etl --grain, or leave --output out to forecast a fleet",
    },
  );
}
