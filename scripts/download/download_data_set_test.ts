import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { dataSetNamed } from "@lib/ingest/catalogue/catalogue.ts";
import type { DataSet } from "@lib/ingest/catalogue/data_set.ts";
import { PROJECT_ROOT } from "@lib/io/paths.ts";
import { serve, unreliableServer } from "@lib/io/unreliable_server_fixture.ts";
import { downloadDataSet } from "./download_data_set.ts";

const BYTES = Uint8Array.from({ length: 200_000 }, (_, index) => index * 31);
const SHA256 = createHash("sha256").update(BYTES).digest("hex");

/** A set of the catalogue whose only file lies on a server of the test. */
function setAt(url: string, sha256 = SHA256): DataSet & { files: NonNullable<DataSet["files"]> } {
  return { ...dataSetNamed("bitbrains-rnd"), files: [{ name: "trace.csv", url, sha256 }] };
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(`${folder}/raw/set`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("downloadDataSet() tells in a manifest what was had and how it may be used, and keeps it from repositories", () =>
  inFolder(async (folder) => {
    await using server = await unreliableServer(serve(BYTES));
    const set = setAt(server.url);
    assert.deepEqual(await downloadDataSet(set, set.files, folder), { bytes: BYTES.length, fresh: 1 });
    const manifest = await Deno.readTextFile(`${folder}/manifest.json`);
    const { licenceKind, files } = JSON.parse(manifest);
    assert.equal(licenceKind, "research-only");
    assert.deepEqual(files["trace.csv"], { url: server.url, bytes: 200_000, sha256: SHA256, checkedAgainst: "others" });
    assert.equal(await Deno.readTextFile(`${folder}/.gitignore`), "*\n");
    // What is there is not asked for again, unless it is told to or damaged; the manifest stays the same.
    assert.deepEqual(await downloadDataSet(set, set.files, folder), { bytes: BYTES.length, fresh: 0 });
    assert.equal(server.requests.length, 1);
    assert.equal((await downloadDataSet(set, set.files, folder, { force: true })).fresh, 1);
    await Deno.truncate(`${folder}/trace.csv`, 10);
    assert.equal((await downloadDataSet(set, set.files, folder)).fresh, 1);
    assert.equal(await Deno.readTextFile(`${folder}/manifest.json`), manifest);
  }));

Deno.test("downloadDataSet() of an open set leaves repositories alone", () =>
  inFolder(async (folder) => {
    await using server = await unreliableServer(serve(BYTES));
    const set: DataSet = { ...dataSetNamed("nab"), files: [{ name: "a.csv", url: server.url }] };
    await downloadDataSet(set, set.files!, folder);
    await assert.rejects(Deno.stat(`${folder}/.gitignore`), Deno.errors.NotFound);
    const { files } = JSON.parse(await Deno.readTextFile(`${folder}/manifest.json`));
    assert.equal(files["a.csv"].checkedAgainst, "nothing");
  }));

Deno.test("downloadDataSet() without a checksum takes another file, and says so", () =>
  inFolder(async (folder) => {
    await using server = await unreliableServer(serve(BYTES));
    const set = setAt(server.url, "0".repeat(64)), notes: string[] = [];
    await assert.rejects(downloadDataSet(set, set.files, folder), /expected SHA-256 0+, got/);
    await downloadDataSet(set, set.files, folder, { checksum: false, onNote: (note) => notes.push(note) });
    assert.match(notes.join(), /not the file whose checksum was recorded/);
  }));

Deno.test({
  name: "a download that Ctrl-C ends goes on from there",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      await using server = await unreliableServer(serve(BYTES, { upTo: 100_000, then: "stall" }), serve(BYTES));
      const set = setAt(server.url);
      const script = `import { downloadDataSet } from "${import.meta.resolve("./download_data_set.ts")}";
        const set = ${JSON.stringify(set)};
        await downloadDataSet(set, set.files, ${JSON.stringify(folder)});`;
      const child = new Deno.Command(Deno.execPath(), { args: ["eval", script], cwd: PROJECT_ROOT }).spawn();
      const part = `${folder}/trace.csv.part`;
      const isThere = () => Deno.stat(part).then(({ size }) => size === 100_000, () => false);
      for (let waited = 0; waited < 60_000 && !await isThere(); waited += 10) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      child.kill("SIGINT");
      await child.status;
      const notes: string[] = [];
      await downloadDataSet(set, set.files, folder, { onNote: (note) => notes.push(note) });
      assert.deepEqual(notes, ["trace.csv went on from 100000 bytes"]);
      assert.equal(server.requests.at(-1)?.rangeStart, 100_000);
      assert.deepEqual(
        (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort(),
        [".gitignore", "manifest.json", "trace.csv"],
      );
    }),
});
