/** DuckDB as a resource: opened for a piece of work, closed after it. */
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/**
 * Runs a piece of work on an in-memory database of its own and closes it after.
 *
 * Two threads and a memory limit keep DuckDB a good neighbour of the notebook kernels; insertion order is kept so that
 * the rows of a file come in its order.
 */
export async function withDatabase<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "2",
    memory_limit: "1GB",
    preserve_insertion_order: "true",
  });
  try {
    const connection = await instance.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}
