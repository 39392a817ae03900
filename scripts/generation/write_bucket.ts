/** Writes the tables of one bucket of a run. */
import { assertContract } from "@lib/core/contract_check.ts";
import type { ParquetWriter } from "@lib/io/parquet_writer.ts";
import { type TableFile, writeTableFile } from "@lib/io/table_files.ts";
import type { BucketTable } from "./bucket_tables.ts";
import { bucketsOf, type FleetJob, measuredContract } from "./fleet_job.ts";

/**
 * Checks the tables of a bucket and writes them.
 *
 * @param folder The run's folder.
 * @param bucket Number of the bucket, from 0. The only bucket of a run becomes one file per table.
 * @throws {CapacityError} when a table breaks its contract, or a file cannot be written.
 */
export async function writeBucket(
  writer: ParquetWriter,
  folder: string,
  job: FleetJob,
  bucket: number,
  tables: readonly BucketTable[],
): Promise<TableFile[]> {
  const files: TableFile[] = [], place = bucketsOf(job).length > 1 ? { bucket } : {};
  for (const { contract, table: make } of tables) {
    const table = make();
    assertContract(contract, table);
    for (const format of contract === measuredContract(job) ? job.formats : ["parquet"] as const) {
      files.push(await writeTableFile(writer, folder, contract, table, { format, facts: job.facts, ...place }));
    }
  }
  return files;
}
