/** DuckDB as a resource: opened for a piece of work, closed after it. */
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** How to open a database. */
export interface DatabaseOptions {
  /** Two for reading, the default; writing is fed by one thread and gains nothing from a second. */
  readonly threads?: 1 | 2;
}

/**
 * Runs a piece of work on an in-memory database of its own and closes it after.
 *
 * Few threads and a memory limit keep DuckDB a good neighbour of the notebook kernels; insertion order is kept so that
 * the same rows give the same file.
 */
export async function withDatabase<T>(
  work: (connection: DuckDBConnection) => Promise<T>,
  options: DatabaseOptions = {},
): Promise<T> {
  return await whileOpening(() => undefined, work, options);
}

/**
 * As `withDatabase`, for work that has something to make first: the database opens on another thread meanwhile.
 *
 * @param make Runs at once; what it returns is handed to the work.
 */
export async function whileOpening<Made, T>(
  make: () => Made,
  work: (connection: DuckDBConnection, made: Made) => Promise<T>,
  { threads = 2 }: DatabaseOptions = {},
): Promise<T> {
  const opening = DuckDBInstance.create(":memory:", {
    threads: String(threads),
    memory_limit: `${threads * 500}MB`,
    preserve_insertion_order: "true",
    // What is free goes back to the system at once: many files are written one after the other.
    allocator_flush_threshold: "1MB",
    allocator_bulk_deallocation_flush_threshold: "1MB",
  });
  let made: Made;
  try {
    made = make();
  } catch (error) {
    (await opening).closeSync();
    throw error;
  }
  const instance = await opening;
  try {
    const connection = await instance.connect();
    try {
      return await work(connection, made);
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
