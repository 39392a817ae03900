import assert from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { inputFiles } from "./input_files.ts";

Deno.test("inputFiles() finds the CSV files below a folder in natural order, and streams their bytes", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/2013-7`);
    for (const name of ["10.csv", "9.csv.gz", "README.md", "picture.png"]) {
      await Deno.writeTextFile(`${folder}/2013-7/${name}`, name);
    }
    const files = await inputFiles([folder]);
    const root = folder.split(/[/\\]/).at(-1);
    assert.deepEqual(files.map(({ name }) => name), [`${root}/2013-7/9.csv.gz`, `${root}/2013-7/10.csv`]);
    assert.equal(await new Response(files[1]!.open()).text(), "10.csv");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("inputFiles() says what is missing: a path, or the CSV files in a folder", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/notes.md`, "");
    await assert.rejects(
      inputFiles([folder]),
      (error) => error instanceof CapacityError && /got none/.test(error.message),
    );
    await assert.rejects(
      inputFiles([`${folder}/absent.csv`]),
      (error) => error instanceof CapacityError && /absent\.csv.*check the path/.test(error.message),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("inputFiles() tells apart what is called alike, and takes every CSV for data", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const name of ["a", "b"]) {
      await Deno.mkdir(`${folder}/${name}`);
      await Deno.writeTextFile(`${folder}/${name}/cpu.csv`, "");
    }
    await Deno.writeTextFile(`${folder}/a/license-server-01.csv`, "");
    const two = await inputFiles([`${folder}/a/cpu.csv`, `${folder}/b/cpu.csv`]);
    assert.deepEqual(two.map(({ name }) => name), ["a/cpu.csv", "b/cpu.csv"]);
    const all = await inputFiles([`${folder}/a`]);
    assert.deepEqual(all.map(({ name }) => name), ["a/cpu.csv", "a/license-server-01.csv"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
