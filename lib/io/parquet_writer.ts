/**
 * DuckDB as a writer of Parquet files, opened for a piece of work and closed after it.
 *
 * It stands on the driver's lower half, which loads in a third of the time and copies cells as bytes.
 */
import duckdb from "@duckdb/node-bindings";

/** A database to write with. */
export type ParquetWriter = duckdb.Connection;

/** One thread feeds a file, a second gains nothing; what is free goes back to the system after every file. */
const SETTINGS = {
  threads: "1",
  memory_limit: "500MB",
  preserve_insertion_order: "true",
  allocator_bulk_deallocation_flush_threshold: "1MB",
} as const;

/** Runs a piece of work that writes files. */
export async function withParquetWriter<T>(work: (writer: ParquetWriter) => Promise<T>): Promise<T> {
  return await whileOpening(() => undefined, work);
}

/**
 * As `withParquetWriter`, for work that has something to make first: the writer opens on another thread meanwhile.
 *
 * @param make Runs at once; what it returns is handed to the work.
 */
export async function whileOpening<Made, T>(
  make: () => Made,
  work: (writer: ParquetWriter, made: Made) => Promise<T>,
): Promise<T> {
  const settings = duckdb.create_config();
  for (const [name, value] of Object.entries(SETTINGS)) duckdb.set_config(settings, name, value);
  const opening = duckdb.open(":memory:", settings);
  let made: Made;
  try {
    made = make();
  } catch (error) {
    duckdb.close_sync(await opening);
    throw error;
  }
  const database = await opening;
  try {
    const writer = await duckdb.connect(database);
    try {
      return await work(writer, made);
    } finally {
      duckdb.disconnect_sync(writer);
    }
  } finally {
    duckdb.close_sync(database);
  }
}
