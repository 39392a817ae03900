import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { capacity } from "./capacity_fixture.ts";

/** A wave with noise of its own. */
function wave(index: number, seed: number): number {
  return 100 + 30 * Math.sin(index * Math.PI / 12) + ((index * 7919 + seed * 104_729) % 17);
}

/** Rows as the competition has them: every cell in quotes, short rows filled up with empty cells. */
function wide(rows: readonly (readonly [id: string, values: readonly number[]])[], width: number): string {
  const header = Array.from({ length: width + 1 }, (_, column) => `"V${column + 1}"`).join(",");
  const lines = rows.map(([id, values]) =>
    `"${id}",${
      Array.from({ length: width }, (_, index) => index < values.length ? `"${values[index]}"` : "").join(",")
    }`
  );
  return [header, ...lines].join("\n") + "\n";
}

Deno.test("benchmark m4: train and test as published, or the last horizon held out; Naive2 has an OWA of 1", async () => {
  const root = await Deno.makeTempDir();
  try {
    const series = [700, 748].map((length, seed) =>
      Array.from({ length: length + 48 }, (_, index) => wave(index, seed))
    );
    const train = wide(series.map((values, index) => [`H${index + 1}`, values.slice(0, -48)]), 748);
    const test = wide(series.map((values, index) => [`H${index + 1}`, values.slice(-48)]), 48);
    const all = wide(series.map((values, index) => [`H${index + 1}`, values]), 796);
    await Deno.mkdir(`${root}/published/Train`, { recursive: true });
    await Deno.mkdir(`${root}/published/Test`);
    await Deno.writeTextFile(`${root}/published/Train/Hourly-train.csv`, train);
    await Deno.writeTextFile(`${root}/published/Test/Hourly-test.csv`, test);
    await Deno.mkdir(`${root}/training`);
    await Deno.writeFile(`${root}/training/Hourly-train.csv.gz`, gzipSync(all));
    const results: Record<string, unknown>[][] = [];
    for (const [folder, workers] of [["published", "1"], ["training", "2"]] as const) {
      const { code, stdout, stderr } = await capacity(
        ...["benchmark", "m4", "--data", `${root}/${folder}`, "--tier", "fast", "--workers", workers, "--json"],
      );
      strictEqual(code, 0, stderr);
      const { rows, notes } = JSON.parse(stdout);
      strictEqual(/no test file.*held out/.test(notes.join()), folder === "training");
      results.push(rows.map(({ cpuSeconds: _, ...row }: Record<string, unknown>) => row));
    }
    deepStrictEqual(results[1], results[0]);
    const [pool, seasonal, naive2] = results[0]! as { method: string; OWA: number; MASE: number; series: number }[];
    deepStrictEqual([pool!.method, pool!.series, naive2!.method, naive2!.OWA], ["pool, fast", 2, "Naive2", 1]);
    ok(pool!.MASE < seasonal!.MASE);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("benchmark traces: windows of a pack, each from its own history, and the forecasts as a file", async () => {
  const root = await Deno.makeTempDir();
  try {
    const hour = (index: number): string => new Date(Date.UTC(2024, 0, 1, index)).toISOString().replace(".000", "");
    const lines = ["source,series_id,metric,timestamp,value"];
    for (const [seed, metric] of ["cpu", "mem"].entries()) {
      for (let index = 0; index < 288; index++) {
        lines.push(`made,m1,${metric},${hour(index)},${index % 50 === 7 ? "" : wave(index, seed)}`);
      }
    }
    const entry = (metric: string, window: number) => ({
      id: `made/m1/${metric}/1h/h24@${window}`,
      series_id: "m1",
      metric,
      cutoff: hour(288 - 24 * (3 - window) - 1),
    });
    const task = {
      source: "made",
      freq: "1h",
      step_seconds: 3600,
      file: "series/made.csv.gz",
      horizon: 24,
      season: 24,
    };
    const tasks = [
      { ...task, task: "made_1h", series: [entry("cpu", 1), entry("cpu", 2), entry("mem", 2)] },
      { ...task, task: "other_1h", series: [entry("mem", 1)] },
    ];
    await Deno.mkdir(`${root}/series`);
    await Deno.writeFile(`${root}/series/made.csv.gz`, gzipSync(lines.join("\n")));
    await Deno.writeTextFile(`${root}/manifest.json`, JSON.stringify({ tasks }));
    const { code, stdout, stderr } = await capacity(
      ...[
        "benchmark",
        "traces",
        "--data",
        root,
        "--tier",
        "fast",
        "--tasks",
        "^made",
        "--output",
        `${root}/out.csv`,
        "--json",
      ],
    );
    strictEqual(code, 0, stderr);
    const { overall, rows } = JSON.parse(stdout);
    deepStrictEqual(rows.map(({ name }: { name: string }) => name), ["made_1h", "made", "all sources"]);
    strictEqual(overall.windows, 3);
    ok(overall.relSql > 0 && overall.relSql < 1.2 && overall.coverage80 > 0.5);
    const out = (await Deno.readTextFile(`${root}/out.csv`)).trimEnd().split("\n");
    strictEqual(out.length, 1 + 3 * 24);
    match(out[1]!, /^made\/m1\/cpu\/1h\/h24@1,1,2024-01-11T00:00:00Z,/);
    match(out[25]!, /^made\/m1\/cpu\/1h\/h24@2,1,2024-01-12T00:00:00Z,/);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("benchmark: folders without the data, and wrong usage", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (
      const [name, message] of [["m4", /files such as Hourly-train\.csv/], [
        "traces",
        /manifest\.json with tasks/,
      ]] as const
    ) {
      const { code, stderr } = await capacity("benchmark", name, "--data", root);
      strictEqual(code, 1);
      match(stderr, message);
      strictEqual((await capacity("benchmark", name)).code, 2);
      strictEqual((await capacity("benchmark", name, "--help")).code, 0);
    }
    strictEqual((await capacity("benchmark", "m4", "--data", root, "--only", "(")).code, 2);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
