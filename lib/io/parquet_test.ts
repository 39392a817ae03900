import assert from "node:assert/strict";
import type { TableContract } from "@lib/core/table.ts";
import { tableOf } from "@lib/core/table.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { readTableFile, writeTableFile } from "./parquet.ts";

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

Deno.test("writeTableFile() and readTableFile() give back every cell, missing ones included", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/example.parquet`;
    await writeTableFile(path, CONTRACT, example);
    const back = await readTableFile(path, CONTRACT);
    assert.equal(back.rowCount, ROWS);
    for (const [name, data] of Object.entries(example.columns)) {
      assert.deepEqual(Array.from<unknown>(back.columns[name]!), Array.from<unknown>(data), name);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("writeTableFile() gives the same bytes for the same table", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const format of ["parquet", "csv.gz"] as const) {
      await writeTableFile(`${folder}/a`, CONTRACT, example, format);
      await writeTableFile(`${folder}/b`, CONTRACT, example, format);
      assert.deepEqual(await Deno.readFile(`${folder}/a`), await Deno.readFile(`${folder}/b`), format);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("readTableFile() reads the columns and rows asked for", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/example.parquet`;
    await writeTableFile(path, CONTRACT, example);
    const part = await readTableFile(path, CONTRACT, { columns: ["name", "id"], where: { name: `it's "3"` } });
    assert.deepEqual(Object.keys(part.columns), ["name", "id"]);
    assert.ok(part.rowCount > 0 && part.rowCount < ROWS);
    assert.ok((part.columns["name"] as string[]).every((text) => text === `it's "3"`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("readTableFile() takes the columns from the file, whatever the folders are called", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const name of ["id=7", "A WHERE B", "it's"]) {
      const path = `${folder}/${name}/example.parquet`;
      await Deno.mkdir(`${folder}/${name}`);
      await writeTableFile(path, CONTRACT, example);
      const back = await readTableFile(path, CONTRACT, { columns: ["id", "name"] });
      assert.deepEqual(Array.from(back.columns["id"] as Float64Array).slice(0, 3), [0, 1, 2], name);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("readTableFile() of a missing file names the file and the remedy", async () => {
  await assert.rejects(
    readTableFile("nowhere/example.parquet", CONTRACT),
    (error) => error instanceof CapacityError && /nowhere\/example\.parquet.*run the stage/.test(error.message),
  );
});
