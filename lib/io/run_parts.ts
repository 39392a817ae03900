/** A run whose tables are made bit by bit, in whatever order their parts come. */
import { assertContract } from "@lib/core/contract_check.ts";
import type { Table, TableContract } from "@lib/core/table.ts";
import { withParquetWriter } from "./parquet_writer.ts";
import { factsOf, type Manifest, writeRunFiles } from "./run_folder.ts";
import { type TableFile, writeTableFile } from "./table_files.ts";

/**
 * Checks a table, or one bucket of it, and writes it.
 *
 * @param bucket Number of the bucket, from 0; default: the table is one file.
 */
export type WritePart = (contract: TableContract, table: Table, bucket?: number) => Promise<void>;

/**
 * Writes the folder in one step, all of it or nothing, while `fill` makes it: for inputs that do not fit into memory.
 *
 * @param manifest What is known of the run before it is made.
 * @param fill Makes the tables one after the other or by turns; returns what is only known at the end. It may put other
 * files into the unfinished folder.
 * @returns The manifest as written.
 * @throws {CapacityError} when a part breaks its contract, or the folder is taken or cannot be written.
 */
export async function writeRunParts(
  folder: string,
  manifest: Manifest,
  fill: (write: WritePart, unfinished: string) => Promise<Pick<Manifest, "notes" | "found" | "from">>,
  { replace = false }: { readonly replace?: boolean } = {},
): Promise<Manifest> {
  const facts = factsOf(manifest);
  return await writeRunFiles(folder, [], manifest, async (temporary) => {
    return await withParquetWriter(async (writer) => {
      const files: TableFile[] = [];
      const late = await fill(async (contract, table, bucket) => {
        assertContract(contract, table);
        files.push(
          await writeTableFile(writer, temporary, contract, table, {
            facts,
            ...bucket === undefined ? {} : { bucket },
          }),
        );
      }, temporary);
      return { files, late };
    });
  }, { replace });
}
