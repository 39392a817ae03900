/** DuckDB as a resource: opened for a piece of work, closed after it. */
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** A database in memory; whoever opens it closes it. */
export interface Database {
  readonly connection: DuckDBConnection;
  close(): void;
}

/**
 * Opens an in-memory database.
 *
 * Two threads and a memory limit keep DuckDB a good neighbour of the notebook kernels; insertion order is kept so that
 * the rows of a file come in its order.
 */
export async function openDatabase(): Promise<Database> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "2",
    memory_limit: "1GB",
    preserve_insertion_order: "true",
  });
  try {
    const connection = await instance.connect();
    return {
      connection,
      close() {
        connection.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** Runs a piece of work on an in-memory database of its own and closes it after. */
export async function withDatabase<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const { connection, close } = await openDatabase();
  try {
    return await work(connection);
  } finally {
    close();
  }
}
