/** DuckDB as a resource: opened for a piece of work, closed after it. */
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/**
 * Runs a piece of work on an in-memory database of its own and closes it after.
 *
 * Few threads and a memory limit keep DuckDB a good neighbour of the notebook kernels; insertion order is kept so that
 * the same rows give the same file.
 *
 * @param threads Two for reading; writing is fed by one thread and gains nothing from a second.
 */
export async function withDatabase<T>(
  work: (connection: DuckDBConnection) => Promise<T>,
  { threads = 2 }: { readonly threads?: 1 | 2 } = {},
): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(threads),
    memory_limit: `${threads * 500}MB`,
    preserve_insertion_order: "true",
    // What is free goes back to the system at once: many files are written one after the other.
    allocator_flush_threshold: "1MB",
    allocator_bulk_deallocation_flush_threshold: "1MB",
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

/** A text as an SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
