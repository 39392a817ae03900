/** Writes the tables of one bucket of a run. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { assertContract } from "@lib/core/table.ts";
import { type TableFile, writeTableFile } from "@lib/io/table_files.ts";
import { bucketTables } from "./bucket_tables.ts";
import { bucketsOf, type FleetJob, measuredContract } from "./fleet_job.ts";

/**
 * Makes a bucket, checks its tables and writes them.
 *
 * @param folder The run's folder.
 * @param bucket Number of the bucket, from 0. The only bucket of a run becomes one file per table.
 * @param onServer Called after every server, with the number that is done.
 */
export async function writeBucket(
  connection: DuckDBConnection,
  folder: string,
  job: FleetJob,
  bucket: number,
  onServer: (done: number) => void,
): Promise<TableFile[]> {
  const buckets = bucketsOf(job), files: TableFile[] = [];
  for (const { contract, table: make } of bucketTables(job, buckets[bucket]!, onServer)) {
    const table = make();
    assertContract(contract, table);
    for (const format of contract === measuredContract(job) ? job.formats : ["parquet"] as const) {
      const options = { format, facts: job.facts, ...buckets.length > 1 ? { bucket } : {} };
      files.push(await writeTableFile(connection, folder, contract, table, options));
    }
  }
  return files;
}
