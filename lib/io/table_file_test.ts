import { deepStrictEqual, match, rejects, strictEqual, throws } from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { CapacityError } from "@lib/core/errors.ts";
import { type Table, type TableContract, tableOf } from "@lib/core/table.ts";
import { readParquet } from "./read_parquet.ts";
import { fileFormatOf, refuseUnwritable, writeTableTo } from "./table_file.ts";

const contract: TableContract = {
  name: "t",
  zone: "gold",
  version: 1,
  description: "an example",
  key: ["id"],
  columns: {
    id: { type: "text", description: "name" },
    step: { type: "integer", description: "step" },
    day: { type: "date", description: "day" },
    value: { type: "number", nullable: true, description: "value" },
  },
};

function part(id: string, ...values: number[]): Table {
  return tableOf({
    id: values.map(() => id),
    step: Int32Array.from(values, (_, index) => index + 1),
    day: Float64Array.from(values, (_, index) => index),
    value: Float64Array.from(values),
  });
}

const PARTS = [part("a", 1.5, NaN), part("b"), part("c, d", 3)];
const TEXT = 'id,step,day,value\na,1,1970-01-01,1.5\na,2,1970-01-02,\n"c, d",1,1970-01-01,3\n';

Deno.test("writeTableTo(): parts become one file, in any of the formats, in folders that are made for it", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (const name of ["new/t.csv", "t.csv.gz", "t.PARQUET"]) {
      strictEqual(await writeTableTo(`${root}/${name}`, contract, PARTS), 3);
    }
    strictEqual(await Deno.readTextFile(`${root}/new/t.csv`), TEXT);
    strictEqual(gunzipSync(await Deno.readFile(`${root}/t.csv.gz`)).toString(), TEXT);
    const { columns } = await readParquet([`${root}/t.PARQUET`], contract);
    deepStrictEqual(columns, {
      id: ["a", "a", "c, d"],
      step: Float64Array.of(1, 2, 1),
      day: Float64Array.of(0, 1, 0),
      value: Float64Array.of(1.5, NaN, 3),
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("writeTableTo(): when the parts end in an error, the older file stays and nothing else is left", async () => {
  const root = await Deno.makeTempDir();
  function* broken(): Generator<Table> {
    yield PARTS[0]!;
    throw new CapacityError("the third series is bad");
  }
  try {
    for (const name of ["t.csv", "t.csv.gz", "t.parquet"]) {
      await Deno.writeTextFile(`${root}/${name}`, "old");
      await rejects(writeTableTo(`${root}/${name}`, contract, broken()), /third series/);
      strictEqual(await Deno.readTextFile(`${root}/${name}`), "old");
    }
    strictEqual(Array.from(Deno.readDirSync(root)).length, 3);
    await Deno.writeTextFile(`${root}/file`, "");
    await rejects(writeTableTo(`${root}/file/t.csv`, contract, PARTS), /Cannot write .*choose a folder/);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("refuseUnwritable(): what cannot be written is known before the work, and nothing is left behind", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (const name of ["t.csv", "not/yet/there/t.parquet"]) await refuseUnwritable(`${root}/${name}`);
    deepStrictEqual(Array.from(Deno.readDirSync(root)), []);
    await Deno.mkdir(`${root}/folder.csv`);
    await Deno.writeTextFile(`${root}/file`, "old");
    await rejects(refuseUnwritable(`${root}/folder.csv`), /expected a file, got a folder/);
    await rejects(refuseUnwritable(`${root}/file/t.csv`), /Cannot write .*choose a folder/);
    await rejects(refuseUnwritable(`${root}/file/deep/t.csv`), /Cannot write .*choose a folder/);
    await rejects(refuseUnwritable(`${root}/t.txt`), /\.csv, \.csv\.gz or \.parquet/);
    deepStrictEqual(Array.from(Deno.readDirSync(root), ({ name }) => name).toSorted(), ["file", "folder.csv"]);
    strictEqual(await Deno.readTextFile(`${root}/file`), "old");
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("fileFormatOf(): other endings are wrong usage", () => {
  throws(() => fileFormatOf("t.xlsx"), (error) => {
    match((error as CapacityError).message, /\.csv, \.csv\.gz or \.parquet/);
    return (error as CapacityError).kind === "usage";
  });
});
