import assert from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { type TableContract, tableOf } from "@lib/core/table.ts";
import { hasTable, layerOf, readManifest, readTable, writeRun, writeRunFiles } from "./run_folder.ts";
import { writeFolderAtomic } from "./atomic.ts";

const CONTRACT: TableContract = {
  name: "example",
  zone: "bronze",
  version: 1,
  description: "an example",
  key: ["id"],
  columns: { id: { type: "integer", range: [0, 9], description: "row" } },
};
const table = tableOf({ id: Int32Array.of(1, 2, 3) });

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const names = async (folder: string): Promise<string[]> =>
  (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();

Deno.test("writeRun() writes tables and a manifest that tells rows and hashes", () =>
  inFolder(async (folder) => {
    const run = `${folder}/zone/run`;
    await writeRun(run, [{ contract: CONTRACT, table }], { command: "test", parameters: { seed: 1 } });
    assert.deepEqual(await names(run), ["example.parquet", "manifest.json"]);
    assert.ok(await hasTable(run, CONTRACT));
    const manifest = await readManifest(run);
    assert.equal(manifest.tables?.["example.parquet"]?.rows, 3);
    assert.match(manifest.tables?.["example.parquet"]?.sha256 ?? "", /^[0-9a-f]{64}$/);
    assert.deepEqual(Array.from((await readTable(run, CONTRACT)).columns["id"] as Float64Array), [1, 2, 3]);
  }));

Deno.test("writeRun() refuses a finished folder and leaves it as it was, unless told to replace it", () =>
  inFolder(async (folder) => {
    const run = `${folder}/run`;
    await writeRun(run, [{ contract: CONTRACT, table }], { command: "first", parameters: {} });
    await assert.rejects(
      writeRun(run, [{ contract: CONTRACT, table }], { command: "second", parameters: {} }),
      (error) => error instanceof CapacityError && error.kind === "usage" && /--force/.test(error.message),
    );
    assert.equal((await readManifest(run)).command, "first");
    await writeRun(run, [{ contract: CONTRACT, table }], { command: "second", parameters: {} }, { replace: true });
    assert.equal((await readManifest(run)).command, "second");
    assert.deepEqual(await names(folder), ["run"]);
  }));

Deno.test("writeRun() with extend keeps the tables of the stage before, however often it is repeated", () =>
  inFolder(async (folder) => {
    const run = `${folder}/run`, later = { ...CONTRACT, name: "later" };
    await writeRun(run, [{ contract: CONTRACT, table }], { command: "first", parameters: {} });
    for (let repeat = 0; repeat < 2; repeat++) {
      await writeRun(run, [{ contract: later, table }], { command: "second", parameters: {} }, { extend: true });
      assert.deepEqual(await names(run), ["example.parquet", "later.parquet", "manifest.json"]);
      const manifest = await readManifest(run);
      assert.deepEqual([manifest.command, manifest.before?.command, manifest.before?.before], [
        "second",
        "first",
        undefined,
      ]);
    }
  }));

Deno.test("writeRun() lays texts beside the tables, and a later stage that extends the folder keeps them", () =>
  inFolder(async (folder) => {
    const run = `${folder}/run`, later = { ...CONTRACT, name: "later" };
    const documents = { "card.md": "# Card\n", "card.json": "{}\n" };
    const first = await writeRun(run, [{ contract: CONTRACT, table }], { command: "first", parameters: {} }, {
      documents,
    });
    assert.deepEqual(first.documents, ["card.md", "card.json"]);
    await writeRun(run, [{ contract: later, table }], { command: "second", parameters: {} }, { extend: true });
    await Deno.remove(`${run}/card.json`);
    await writeRun(run, [{ contract: later, table }], { command: "second", parameters: {} }, { extend: true });
    assert.deepEqual(await names(run), ["card.md", "example.parquet", "later.parquet", "manifest.json"]);
    assert.equal(await Deno.readTextFile(`${run}/card.md`), documents["card.md"]);
    // A copy of the tables under the same manifest has no texts to promise.
    const copy = await writeRun(`${folder}/copy`, [{ contract: CONTRACT, table }], first);
    assert.equal(copy.documents, undefined);
  }));

Deno.test("writeRun() writes nothing when a table breaks its contract", () =>
  inFolder(async (folder) => {
    const broken = tableOf({ id: Int32Array.of(1, 1, 70) });
    await assert.rejects(
      writeRun(`${folder}/run`, [{ contract: CONTRACT, table: broken }], { command: "test", parameters: {} }),
      /id, row 3: expected 0 to 9, got 70/,
    );
    assert.deepEqual(await names(folder), []);
  }));

Deno.test("writeFolderAtomic() leaves the old folder and no temporary one when filling fails", () =>
  inFolder(async (folder) => {
    const fill = (text: string) => async (path: string) => {
      await Deno.writeTextFile(`${path}/a.txt`, text);
      await Deno.writeTextFile(`${path}/manifest.json`, "{}");
    };
    await writeFolderAtomic(`${folder}/run`, fill("old"), { replace: false });
    await assert.rejects(
      writeFolderAtomic(`${folder}/run`, async (path) => {
        await fill("new")(path);
        throw new Error("broken off");
      }, { replace: true }),
      /broken off/,
    );
    assert.equal(await Deno.readTextFile(`${folder}/run/a.txt`), "old");
    assert.deepEqual(await names(folder), ["run"]);
  }));

Deno.test("writeRun() takes a folder with a slash at its end, and keeps its hands off what is no run", () =>
  inFolder(async (folder) => {
    const tables = [{ contract: CONTRACT, table }], manifest = { command: "test", parameters: {} };
    await writeRun(`${folder}/run/`, tables, manifest);
    await writeRun(`${folder}/run/`, tables, manifest, { replace: true });
    assert.deepEqual(await names(folder), ["run"]);
    await Deno.mkdir(`${folder}/docs`);
    await Deno.writeTextFile(`${folder}/docs/thesis.txt`, "years of work");
    for (const options of [{ replace: true }, { extend: true }, {}]) {
      await assert.rejects(
        writeRun(`${folder}/docs`, tables, manifest, options),
        (error) => error instanceof CapacityError && /no run|other files/.test(error.message),
      );
    }
    assert.equal(await Deno.readTextFile(`${folder}/docs/thesis.txt`), "years of work");
  }));

Deno.test("layerOf() finds the stage that made a table", () =>
  inFolder(async (folder) => {
    const later = { ...CONTRACT, name: "later" };
    await writeRun(`${folder}/run`, [{ contract: CONTRACT, table }], { command: "first", parameters: { chosen: 1 } });
    const extended = await writeRun(`${folder}/run`, [{ contract: later, table }], {
      command: "second",
      parameters: {},
    }, {
      extend: true,
    });
    assert.equal(layerOf(extended, CONTRACT)?.command, "first");
    assert.equal(layerOf(extended, later)?.command, "second");
    assert.equal(layerOf(extended, { ...CONTRACT, name: "absent" }), undefined);
  }));

Deno.test("readTable() of a table that was never made names the file and the remedy", () =>
  assert.rejects(
    readTable("nowhere", CONTRACT),
    (error) => error instanceof CapacityError && /nowhere\/example\.parquet.*run the stage/.test(error.message),
  ));

Deno.test("writeRun() writes a table from its parts, a bucket each, and gives it back as one", () =>
  inFolder(async (folder) => {
    const run = `${folder}/run`, later = { ...CONTRACT, name: "later" };
    const made: number[] = [];
    const parts = function* () {
      for (let part = 0; part < 3; part++) {
        made.push(part);
        yield tableOf({ id: Int32Array.of(2 * part, 2 * part + 1) });
      }
    };
    const manifest = await writeRun(
      run,
      [{ contract: CONTRACT, table: parts() }],
      { command: "first", parameters: {} },
      {
        formats: { example: ["parquet", "csv.gz"] },
      },
    );
    assert.deepEqual(made, [0, 1, 2]);
    assert.deepEqual(Object.values(manifest.tables ?? {}).map(({ file, rows }) => [file, rows]), [
      ["example.csv.gz", 6],
      ["example/bucket=0000/part.parquet", 2],
      ["example/bucket=0001/part.parquet", 2],
      ["example/bucket=0002/part.parquet", 2],
    ]);
    assert.ok(await hasTable(run, CONTRACT));
    assert.deepEqual([...(await readTable(run, CONTRACT)).columns["id"]!], [0, 1, 2, 3, 4, 5]);
    // Another stage keeps the buckets; the same stage, with one file now, takes their place.
    const extended = await writeRun(run, [{ contract: later, table }], { command: "second", parameters: {} }, {
      extend: true,
    });
    assert.equal(layerOf(extended, CONTRACT)?.command, "first");
    assert.equal((await readTable(run, CONTRACT)).rowCount, 6);
    await writeRun(run, [{ contract: CONTRACT, table }], { command: "third", parameters: {} }, { extend: true });
    assert.deepEqual(await names(run), ["example.parquet", "later.parquet", "manifest.json"]);
  }));

Deno.test("writeRun() leaves nothing when a later part breaks its contract", () =>
  inFolder(async (folder) => {
    const parts = [tableOf({ id: Int32Array.of(1) }), tableOf({ id: Int32Array.of(70) })];
    await assert.rejects(
      writeRun(`${folder}/run`, [{ contract: CONTRACT, table: parts }], { command: "test", parameters: {} }),
      /expected 0 to 9, got 70/,
    );
    assert.deepEqual(await names(folder), []);
  }));

Deno.test("readManifest() of a run that was never made names the file and the remedy", () =>
  assert.rejects(
    readManifest("nowhere"),
    (error) => error instanceof CapacityError && /run the stage/.test(error.message),
  ));

Deno.test("writeRun() into a place that cannot be written says so in one line", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    await assert.rejects(
      writeRun(`${folder}/file/run`, [{ contract: CONTRACT, table }], { command: "test", parameters: {} }),
      (error) => error instanceof CapacityError && !error.message.includes("\n") && /writable/.test(error.message),
    );
  }));

Deno.test("writeRunFiles() leaves a run that another process has finished meanwhile", () =>
  inFolder(async (folder) => {
    const run = `${folder}/run`,
      write = (by: string, fill = () => Promise.resolve()): Promise<unknown> =>
        writeRunFiles(run, [], { command: by, parameters: {} }, async () => {
          await fill();
          return { files: [] };
        });
    await assert.rejects(
      write("slow", async () => void await write("fast")),
      (error) => error instanceof CapacityError && error.kind === "usage" && /found one/.test(error.message),
    );
    assert.equal((await readManifest(run)).command, "fast");
    assert.deepEqual(await names(folder), ["run"]);
  }));

Deno.test("writeRunFiles() calls a full disk by its name, whatever was being written", () =>
  inFolder(async (folder) => {
    const full = Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" });
    await assert.rejects(
      writeRunFiles(`${folder}/run`, [], { command: "test", parameters: {} }, () => Promise.reject(full)),
      (error) => error instanceof CapacityError && /No space left.*; make room/.test(error.message),
    );
    assert.deepEqual(await names(folder), []);
  }));
