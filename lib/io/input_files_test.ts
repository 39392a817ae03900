import assert from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { withDatabase } from "./duckdb.ts";
import { inputFiles } from "./input_files.ts";
import { sqlText } from "./sql_text.ts";

Deno.test("inputFiles() finds the data below a folder in natural order, whatever its ending, and streams its bytes", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/2013-7`);
    const others = ["README.md", "LICENSE", "SHA256SUMS", "manifest.json", "picture.png", ".hidden", "_SUCCESS"];
    for (const name of ["10.csv", "9.csv.gz", "host_1", "query.json", ...others]) {
      await Deno.writeTextFile(`${folder}/2013-7/${name}`, name);
    }
    const files = await inputFiles([folder]);
    const root = folder.split(/[/\\]/).at(-1);
    assert.deepEqual(
      files.map(({ name }) => name),
      ["9.csv.gz", "10.csv", "host_1", "query.json"].map((name) => `${root}/2013-7/${name}`),
    );
    assert.equal(await new Response(files[1]!.open()).text(), "10.csv");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("inputFiles() says what is missing: a path, or the data in a folder", async () => {
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

Deno.test({
  name: "inputFiles() follows no link in a circle, and waits for no pipe",
  ignore: Deno.build.os === "windows",
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.mkdir(`${folder}/logs`);
      await Deno.writeTextFile(`${folder}/logs/cpu.csv`, "");
      await Deno.symlink("..", `${folder}/logs/loop`);
      await new Deno.Command("mkfifo", { args: [`${folder}/pipe.csv`] }).output();
      const root = folder.split("/").at(-1);
      assert.deepEqual((await inputFiles([folder])).map(({ name }) => name), [`${root}/logs/cpu.csv`]);
      await assert.rejects(
        inputFiles([`${folder}/pipe.csv`]),
        (error) => error instanceof CapacityError && /got a pipe or a device/.test(error.message),
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("inputFiles() tells apart what is called alike, and takes no name for another", async () => {
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

Deno.test("inputFiles() shows a Parquet file as CSV, told by its content, and can be left early", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await withDatabase((connection) =>
      connection.run(`COPY (SELECT 'a' AS host, 1.5 AS cpu) TO ${sqlText(`${folder}/part-0`)} (FORMAT parquet)`)
    );
    const [file] = await inputFiles([folder]);
    assert.equal(await new Response(file!.open()).text(), "host,cpu\na,1.5\n");
    const reader = file!.open().getReader();
    assert.equal(new TextDecoder().decode((await reader.read()).value), "host,cpu\n");
    await reader.cancel();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
