import assert from "node:assert/strict";
import { FORECAST, LEDGER, READINGS, SERVER_DAILY } from "@lib/core/mod.ts";
import { DAY_MS, numbersOf, textsOf } from "@lib/core/mod.ts";
import { readTable } from "@lib/io/mod.ts";
import { startKernel } from "../notebook/kernel.ts";
import { codeCells, type Notebook, readNotebook } from "../notebook/notebook_file.ts";
import { runNotebook } from "../notebook/runner.ts";
import { projectCopy } from "./project_copy.ts";
import { NOTEBOOKS } from "./start.ts";

/** A fleet small enough for a test, with more than a year of history. */
const SMALL = ["-p", "servers=5", "-p", "start=2024-09-01", "-p", "horizon=30"];

const executed = (root: string): Promise<Notebook[]> =>
  Promise.all(NOTEBOOKS.map((name) => readNotebook(`${root}/reports/notebooks/${name}.ipynb`)));

function countOutputs(notebook: Notebook): { images: number; errors: number; silent: number } {
  const cells = codeCells(notebook), outputs = cells.flatMap((cell) => cell.outputs);
  return {
    images: outputs.filter((output) => "data" in output && "image/png" in (output.data as object)).length,
    errors: outputs.filter((output) => output.output_type === "error").length,
    silent: cells.filter((cell) => cell.execution_count === null).length,
  };
}

async function hashesOf(root: string): Promise<Record<string, unknown>> {
  const hashes: Record<string, unknown> = {};
  for (const zone of ["bronze", "silver", "gold"]) {
    for (
      let manifest = JSON.parse(await Deno.readTextFile(`${root}/data/${zone}/synthetic/manifest.json`));
      manifest;
      manifest = zone === "gold" ? manifest.before : undefined
    ) Object.assign(hashes, { [`${zone} ${manifest.command}`]: manifest.tables });
  }
  hashes.report = await Deno.readTextFile(`${root}/reports/index.html`);
  return hashes;
}

Deno.test("start: a small fleet goes from nothing to the report, twice with the same bytes, and reruns in one kernel", async () => {
  await using project = await projectCopy();
  const { root } = project;
  const first = await project.capacity("start", ...SMALL);
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /Open reports\/index\.html/);
  const notebooks = await executed(root);
  for (const [index, notebook] of notebooks.entries()) {
    const { images, errors, silent } = countOutputs(notebook);
    assert.ok(images >= 3, `${NOTEBOOKS[index]} shows ${images} charts`);
    assert.deepEqual({ errors, silent }, { errors: 0, silent: 0 }, `notebook ${index + 1}`);
  }
  const forecast = await readTable(`${root}/data/gold/synthetic`, FORECAST);
  assert.equal(forecast.rowCount, 5 * 5 * 30);
  const hashes = await hashesOf(root);

  const second = await project.capacity("start", ...SMALL);
  assert.equal(second.code, 0, second.stderr);
  assert.deepEqual(await hashesOf(root), hashes);
  assert.deepEqual(await executed(root), notebooks);

  // Changing a parameter and running everything again is what a notebook is for.
  for (const name of NOTEBOOKS) {
    await using kernel = await startKernel({ cwd: `${root}/notebooks` });
    const options = { kernel, cwd: `${root}/notebooks`, out: `${root}/again.ipynb` };
    const path = `${root}/reports/notebooks/${name}.ipynb`;
    const runs = [await runNotebook(path, options), await runNotebook(path, options)];
    for (const { cells } of runs) assert.ok(cells.every(({ status }) => status === "ok"), name);
  }
  // The user's own notebooks are never touched.
  for (const name of NOTEBOOKS) {
    assert.equal(
      await Deno.readTextFile(`${root}/notebooks/${name}.ipynb`),
      await Deno.readTextFile(new URL(`../../notebooks/${name}.ipynb`, import.meta.url)),
    );
  }
});

/** A machine's file in the format of the Bitbrains traces, with their quirks: seconds under an [ms] header, hours without power, a repeat. */
function bitbrainsFile(days: number, load: number): string {
  const header = [
    "Timestamp [ms]",
    "CPU cores",
    "CPU capacity provisioned [MHZ]",
    "CPU usage [MHZ]",
    "CPU usage [%]",
    "Memory capacity provisioned [KB]",
    "Memory usage [KB]",
    "Disk read throughput [KB/s]",
    "Disk write throughput [KB/s]",
    "Network received throughput [KB/s]",
    "Network transmitted throughput [KB/s]",
  ].join(";\t");
  const rows = Array.from({ length: days * 288 }, (_, step) => {
    const second = 1_372_629_804 + step * 300, hour = Math.floor(step / 12) % 24;
    const off = step > 40 * 12 && step < 60 * 12;
    const cpu = off ? 0 : load + 10 * Math.sin((hour / 24) * 2 * Math.PI) + (step % 7);
    return [second, off ? 0 : 4, off ? 0 : 10_400, cpu * 104, cpu, 8_000_000, 2_000_000 + step, 0, 12, 80, 40].join(
      ";\t",
    );
  });
  return [header, ...rows, rows.at(-1)].join("\n");
}

Deno.test("start --input: a folder of Bitbrains files; every server-day with a reading is in silver or its readings in the ledger", async () => {
  await using project = await projectCopy();
  const { root } = project, folder = `${root}/traces/2013-7`;
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/27.csv`, bitbrainsFile(30, 30));
  await Deno.writeTextFile(`${folder}/270.csv`, bitbrainsFile(20, 60));
  const { code, stderr } = await project.capacity("start", "--input", "traces");
  assert.equal(code, 0, stderr);
  const readings = await readTable(`${root}/data/bronze/traces`, READINGS);
  const silver = await readTable(`${root}/data/silver/traces`, SERVER_DAILY);
  const ledger = await readTable(`${root}/data/silver/traces`, LEDGER);
  const days = numbersOf(silver, "timestamp"), ids = textsOf(silver, "server_id");
  const inSilver = new Set(ids.map((id, row) => `${id} ${days[row]}`));
  const actions = textsOf(ledger, "action"),
    files = textsOf(ledger, "source_file"),
    metrics = textsOf(ledger, "metric");
  const lines = numbersOf(ledger, "source_row");
  const dropped = new Set(
    actions.flatMap((action, row) => action === "dropped" ? [`${files[row]} ${lines[row]} ${metrics[row]}`] : []),
  );
  const servers = textsOf(readings, "server_id"), times = numbersOf(readings, "timestamp");
  const from = textsOf(readings, "source_file"), line = numbersOf(readings, "source_row");
  const metric = textsOf(readings, "metric");
  for (let row = 0; row < readings.rowCount; row++) {
    const isThere = inSilver.has(`${servers[row]} ${Math.floor(times[row]! / DAY_MS)}`) ||
      dropped.has(`${from[row]} ${line[row]} ${metric[row]}`);
    assert.ok(isThere, `reading ${row} of ${servers[row]} vanished`);
  }
  // 30 days carry a horizon of 10, and the notebook says so.
  const [, , forecasting] = await executed(root);
  assert.match(JSON.stringify(forecasting), /10 days.{0,40}instead of 90/);
});

Deno.test("start --input: one tidy file of two weeks", async () => {
  await using project = await projectCopy();
  const rows = Array.from({ length: 14 * 24 }, (_, hour) => {
    const time = new Date(Date.UTC(2024, 4, 1, hour)).toISOString();
    return `${time},web-1,${(40 + 20 * Math.sin(hour / 24 * 2 * Math.PI) + hour % 5).toFixed(2)}`;
  });
  await Deno.writeTextFile(`${project.root}/cpu.csv`, ["timestamp,server_id,cpu_pct", ...rows].join("\n"));
  const { code, stderr } = await project.capacity("start", "--input", "cpu.csv");
  assert.equal(code, 0, stderr);
  for (const [index, notebook] of (await executed(project.root)).entries()) {
    assert.equal(countOutputs(notebook).errors, 0, `notebook ${index + 1}`);
  }
});

/** Nothing half-written: the zones hold no folder, and no temporary file is left. */
async function assertNothingWritten(root: string): Promise<void> {
  for (const zone of ["bronze", "silver", "gold"]) {
    const names = await Array.fromAsync(Deno.readDir(`${root}/data/${zone}`), ({ name }) => name).catch(() => []);
    assert.deepEqual(names, [], zone);
  }
  assert.ok(!await Deno.stat(`${root}/reports/index.html`).then(() => true, () => false));
}

Deno.test("start: bad input is told in one line with file, place and remedy, and nothing is half-written", async (t) => {
  await using project = await projectCopy();
  const { root } = project;
  await Deno.mkdir(`${root}/empty`);
  await Deno.writeTextFile(`${root}/empty/notes.md`, "no data");
  const files: Record<string, string> = {
    "zero.csv": "",
    "header.csv": "timestamp,server_id,cpu_pct\n",
    "columns.csv": "colour,size\nred,3\n",
    "text.csv": "timestamp,server_id,cpu_pct\n2024-05-01 00:00,web-1,40\n2024-05-01 01:00,web-1,fast\n",
    "clock.csv": "timestamp,server_id,cpu_pct\n2024-05-01 00:00,web-1,40\nyesterday,web-1,41\n",
  };
  for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(`${root}/${name}`, text);
  const cases: readonly (readonly [what: string, args: readonly string[], code: number, message: RegExp])[] = [
    ["a missing file", ["--input", "absent.csv"], 1, /absent\.csv.*check the path/],
    ["a folder without CSVs", ["--input", "empty"], 1, /empty.*give the folder/],
    ["an empty file", ["--input", "zero.csv"], 1, /zero\.csv/],
    ["a file with only a header", ["--input", "header.csv"], 1, /header\.csv/],
    ["wrong columns", ["--input", "columns.csv"], 1, /columns\.csv.*colour.*size|colour.*size.*columns\.csv/],
    ["a text in a number column", ["--input", "text.csv"], 1, /fast.*text\.csv.*row 3.*cpu_pct/],
    ["an unreadable time", ["--input", "clock.csv"], 1, /yesterday.*clock\.csv.*row 3.*timestamp/],
    ["an unknown parameter", ["-p", "colour=red"], 2, /colour.*the notebooks declare.*servers/],
    ["a parameter of the wrong type", ["-p", "servers=many"], 2, /servers.*a number.*many/],
    ["a value out of range", ["-p", "servers=0"], 2, /servers.*0|0.*servers/],
    ["--save of other than the default", ["--save", "-p", "servers=3"], 2, /--save/],
    ["an unknown option", ["--colour"], 2, /--colour/],
  ];
  for (const [what, args, code, message] of cases) {
    await t.step(what, async () => {
      const result = await project.capacity("start", ...args);
      const error = result.stderr.split("\n").filter((line) => line.startsWith("error:"));
      assert.equal(error.length, 1, result.stderr);
      assert.match(error[0]!, message);
      assert.ok(!/^\s+at /m.test(result.stderr), result.stderr);
      assert.equal(result.code, code, result.stderr);
      await assertNothingWritten(root);
    });
  }
  await t.step("an output folder that cannot be written", async () => {
    await Deno.remove(`${root}/reports`, { recursive: true }).catch(() => {});
    await Deno.writeTextFile(`${root}/reports`, "in the way");
    const result = await project.capacity("start");
    assert.equal(result.code, 1);
    assert.match(result.stderr, /error: .*reports.*writable/);
  });
});
