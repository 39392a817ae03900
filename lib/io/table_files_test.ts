import assert from "node:assert/strict";
import type { TableContract } from "@lib/core/table.ts";
import { tableOf } from "@lib/core/table.ts";
import { gunzipSync } from "node:zlib";
import { withDatabase } from "./duckdb.ts";
import { type ParquetWriter, withParquetWriter } from "./parquet_writer.ts";
import { readParquet } from "./read_parquet.ts";
import { joinCsv, type TableFileOptions, tableFiles, tableOfFile, writeTableFile } from "./table_files.ts";

const CONTRACT: TableContract = {
  name: "example",
  zone: "bronze",
  version: 1,
  description: "every column type, with and without missing cells",
  key: ["id"],
  columns: {
    id: { type: "integer", description: "row" },
    name: { type: "text", nullable: true, description: "text" },
    value: { type: "number", nullable: true, description: "number" },
    day: { type: "date", description: "day" },
    late: { type: "date", nullable: true, description: "day or none" },
    at: { type: "timestamp", description: "time" },
    count: { type: "integer", nullable: true, description: "whole number or none" },
  },
};

const ROWS = 5000;
const example = tableOf({
  id: Int32Array.from({ length: ROWS }, (_, row) => row),
  name: Array.from({ length: ROWS }, (_, row) => row % 7 === 0 ? null : `it's "${row % 11}"`),
  value: Float64Array.from({ length: ROWS }, (_, row) => row % 5 === 0 ? NaN : row / 3),
  day: Int32Array.from({ length: ROWS }, (_, row) => 19_000 + row),
  late: Float64Array.from({ length: ROWS }, (_, row) => row % 2 === 0 ? NaN : -row),
  at: Float64Array.from({ length: ROWS }, (_, row) => 1_700_000_000_000 + row * 1001),
  count: Float64Array.from({ length: ROWS }, (_, row) => row % 3 === 0 ? NaN : row),
});

/** The rows of a query. */
const ask = (sql: string): Promise<unknown[][]> =>
  withDatabase(async (connection) => (await connection.runAndReadAll(sql)).getRows());

/** A folder and a writer for one test. */
async function workshop(work: (folder: string, writer: ParquetWriter) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await withParquetWriter((writer) => work(folder, writer));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const rowsOf = (part: { first: number; rows: number }) =>
  tableOf(Object.fromEntries(
    Object.entries(example.columns).map(([name, data]) => [name, data.slice(part.first, part.first + part.rows)]),
  ));

Deno.test("a Parquet file gives back every cell, missing ones included", () =>
  workshop(async (folder, writer) => {
    const { file, rows } = await writeTableFile(writer, folder, CONTRACT, example);
    assert.deepEqual([file, rows], ["example.parquet", ROWS]);
    const back = await readParquet([`${folder}/${file}`], CONTRACT);
    assert.equal(back.rowCount, ROWS);
    for (const [name, data] of Object.entries(example.columns)) {
      assert.deepEqual(Array.from<unknown>(back.columns[name]!), Array.from<unknown>(data), name);
    }
  }));

Deno.test("a Parquet file keeps numbers of every width and texts beyond an ENUM of one and two bytes", () =>
  workshop(async (folder, writer) => {
    for (const count of [1, 255, 256, 300, 70_000]) {
      const table = tableOf({
        ...example.columns,
        id: Uint8Array.from({ length: count }, (_, row) => row % 256),
        name: Array.from({ length: count }, (_, row) => row % 9 === 5 ? null : `name ${row}`),
        value: Float32Array.from({ length: count }, (_, row) => row === 0 ? NaN : row / 4),
        day: Float64Array.from({ length: count }, (_, row) => row),
        late: new Float64Array(count).fill(NaN),
        at: Float64Array.from({ length: count }, (_, row) => 1 - 2 * row),
        count: Int32Array.from({ length: count }, (_, row) => 1 - 2 * row),
      });
      const { file } = await writeTableFile(writer, folder, CONTRACT, table);
      const back = await readParquet([`${folder}/${file}`], CONTRACT);
      for (const [name, data] of Object.entries(table.columns)) {
        assert.deepEqual(Array.from<unknown>(back.columns[name]!), Array.from<unknown>(data), `${name} of ${count}`);
      }
    }
  }));

Deno.test("a table without rows is a file without rows", () =>
  workshop(async (folder, writer) => {
    const { file } = await writeTableFile(writer, folder, CONTRACT, rowsOf({ first: 0, rows: 0 }));
    assert.equal((await readParquet([`${folder}/${file}`], CONTRACT)).rowCount, 0);
  }));

Deno.test("a Parquet file tells what it is to other tools: types, texts as texts, facts", () =>
  workshop(async (folder, writer) => {
    const facts = { profile: "it's", seed: "42" };
    const { file } = await writeTableFile(writer, folder, CONTRACT, example, { facts });
    const path = `${folder}/${file}`;
    const described = await ask(`DESCRIBE SELECT * FROM '${path}'`);
    assert.deepEqual(described.map(([name, type]) => `${name} ${type}`), [
      "id INTEGER",
      "name VARCHAR",
      "value DOUBLE",
      "day DATE",
      "late DATE",
      "at TIMESTAMP",
      "count INTEGER",
    ]);
    const text = await ask(
      `SELECT converted_type FROM parquet_schema('${path}') WHERE name = 'name'`,
    );
    assert.deepEqual(text, [["UTF8"]]);
    const told = await ask(
      `SELECT decode(key), decode(value) FROM parquet_kv_metadata('${path}')`,
    );
    assert.deepEqual(Object.fromEntries(told as [string, string][]), {
      contract: "example",
      contract_version: "1",
      ...facts,
    });
  }));

Deno.test("the same table gives the same bytes", () =>
  workshop(async (folder, writer) => {
    for (const format of ["parquet", "csv.gz"] as const) {
      const [a, b] = [
        await writeTableFile(writer, folder, CONTRACT, example, { format }),
        await writeTableFile(writer, folder, CONTRACT, example, { format }),
      ];
      assert.equal(a.sha256, b.sha256, format);
      const bytes = await crypto.subtle.digest("SHA-256", await Deno.readFile(`${folder}/${a.file}`));
      assert.equal(a.sha256, new Uint8Array(bytes).toHex());
    }
  }));

Deno.test("a CSV has the values of the Parquet file", () =>
  workshop(async (folder, writer) => {
    for (const format of ["parquet", "csv.gz"] as const) {
      await writeTableFile(writer, folder, CONTRACT, example, { format });
    }
    const types = "{id: 'INTEGER', name: 'VARCHAR', value: 'DOUBLE', day: 'DATE', late: 'DATE', 'at': 'TIMESTAMP', " +
      "count: 'INTEGER'}";
    const differing = await ask(`
      SELECT count(*)::INTEGER FROM read_csv('${folder}/example.csv.gz', columns = ${types}, header = true) csv
      FULL JOIN '${folder}/example.parquet' parquet USING (id)
      WHERE ${
      Object.keys(CONTRACT.columns).filter((name) => name !== "id")
        .map((name) => `csv."${name}" IS DISTINCT FROM parquet."${name}"`).join(" OR ")
    }`);
    assert.deepEqual(differing, [[0]]);
    const lines = gunzipSync(await Deno.readFile(`${folder}/example.csv.gz`)).toString();
    assert.equal(lines.trimEnd().split("\n").length, ROWS + 1);
  }));

Deno.test("buckets of a table are read as one, in their order, and joined to one CSV", () =>
  workshop(async (folder, writer) => {
    const bucketRows = 500, buckets = ROWS / bucketRows;
    const write = (bucket: number, options: TableFileOptions) =>
      writeTableFile(writer, folder, CONTRACT, rowsOf({ first: bucket * bucketRows, rows: bucketRows }), {
        bucket,
        ...options,
      });
    // Written last to first, as workers may do.
    const csv = [];
    for (let bucket = buckets - 1; bucket >= 0; bucket--) {
      await write(bucket, {});
      csv.unshift(await write(bucket, { format: "csv.gz" }));
    }
    const files = await tableFiles(folder, "example");
    assert.equal(files.length, buckets);
    assert.ok(files[3]!.endsWith("/example/bucket=0003/part.parquet"));
    const back = await readParquet(files, CONTRACT);
    assert.deepEqual(back.columns["id"], Float64Array.from(example.columns["id"] as Int32Array));
    const joined = await joinCsv(folder, CONTRACT, csv);
    assert.deepEqual([joined.file, joined.rows], ["example.csv.gz", ROWS]);
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    assert.deepEqual(names.sort(), ["example", "example.csv.gz"]);
    const ids = await ask(`SELECT id::INTEGER FROM '${folder}/example.csv.gz'`);
    assert.deepEqual(ids.flat(), Array.from({ length: ROWS }, (_, row) => row));
  }));

Deno.test("tableOfFile() knows the table of every kind of file", () => {
  for (const file of ["risk.parquet", "risk/bucket=0012/part.parquet", "risk.csv.gz"]) {
    assert.equal(tableOfFile(file), "risk");
  }
});

Deno.test("readParquet() reads the columns and rows asked for", () =>
  workshop(async (folder, writer) => {
    const { file } = await writeTableFile(writer, folder, CONTRACT, example);
    const part = await readParquet([`${folder}/${file}`], CONTRACT, {
      columns: ["name", "id"],
      where: { name: `it's "3"` },
    });
    assert.deepEqual(Object.keys(part.columns), ["name", "id"]);
    assert.ok(part.rowCount > 0 && part.rowCount < ROWS);
    assert.ok((part.columns["name"] as string[]).every((text) => text === `it's "3"`));
  }));

Deno.test("readParquet() takes the columns from the file, whatever the folders are called", () =>
  workshop(async (folder, writer) => {
    for (const name of ["id=7", "A WHERE B", "it's"]) {
      await Deno.mkdir(`${folder}/${name}`);
      const { file } = await writeTableFile(writer, `${folder}/${name}`, CONTRACT, example);
      const back = await readParquet([`${folder}/${name}/${file}`], CONTRACT, { columns: ["id", "name"] });
      assert.deepEqual(Array.from(back.columns["id"] as Float64Array).slice(0, 3), [0, 1, 2], name);
    }
  }));
