/** Parquet files as CSV text, row by row as they are read: whoever can read a CSV can then read them. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { openDatabase } from "./duckdb.ts";
import { sqlName, sqlText } from "./sql_text.ts";

/** Types whose text may hold a delimiter, a quote or a line break. */
const TEXT = /^(VARCHAR|ENUM|JSON|UUID|LIST|STRUCT|MAP|UNION)|\[|\(/;
const utf8 = new TextEncoder();

/**
 * The content of a Parquet file as CSV (UTF-8, a header, `,`), in the order of its rows.
 *
 * Times are ISO 8601 in UTC to the millisecond, dates `YYYY-MM-DD`, numbers the shortest text that reads back as the same
 * value, `NaN` is `nan`, and what is missing is an empty cell. Columns of bytes are left out.
 *
 * @param path File.
 * @param name Name for errors.
 * @throws {CapacityError} when the file is cut short, damaged or no Parquet.
 */
export async function* parquetAsCsv(path: string, name = path): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const database = await openDatabase();
  try {
    const from = `FROM read_parquet(${sqlText(path)}, hive_partitioning = false)`;
    const described = await database.connection.runAndReadAll(`DESCRIBE SELECT * ${from}`);
    const columns = described.getRowObjectsJS()
      .map(({ column_name, column_type }) => ({ name: `${column_name}`, type: `${column_type}` }))
      .filter(({ type }) => type !== "BLOB");
    yield utf8.encode(`${columns.map(({ name }) => quoted(name)).join(",")}\n`);
    const cells = columns.map(({ name, type }) => `coalesce(${cellOf(sqlName(name), type)}, '')`);
    const result = await database.connection.stream(`SELECT ${cells.join(" || ',' || ")} AS line ${from}`);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) return;
      yield utf8.encode(`${chunk.getColumnValues(0).join("\n")}\n`);
    }
  } catch (error) {
    if (error instanceof CapacityError) throw error;
    const [reason] = messageOf(error).replace(/^\w+( \w+)* Error: /, "").replaceAll(path, name).split("\n");
    throw new CapacityError(`Cannot read the Parquet file: expected a whole one, got "${reason}"`, {
      place: { file: name },
      remedy: "fetch the file again, or write it again",
      cause: error,
    });
  } finally {
    database.close();
  }
}

function quoted(text: string): string {
  return /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell as SQL text: `NULL` where the cell is. */
function cellOf(column: string, type: string): string {
  if (type === "DATE") return `strftime(${column}, '%Y-%m-%d')`;
  // By microseconds, as a zone in the type is about display: the instants are in UTC anyway.
  if (type.startsWith("TIMESTAMP")) {
    return `strftime(make_timestamp(epoch_us(${column})), '%Y-%m-%dT%H:%M:%S.%gZ')`;
  }
  const text = `${column}::VARCHAR`;
  if (!TEXT.test(type) || type.startsWith("DECIMAL")) return text;
  return `CASE WHEN regexp_matches(${text}, '[",\\n\\r]|^\\s|\\s$') ` +
    `THEN '"' || replace(${text}, '"', '""') || '"' ELSE ${text} END`;
}
