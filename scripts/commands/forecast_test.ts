import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { QUANTILE_COLUMNS } from "@lib/core/mod.ts";
import { seriesForecastContract } from "@lib/forecast/tidy/forecast_rows.ts";
import { readParquet } from "@lib/io/read_parquet.ts";
import { PROJECT_ROOT } from "@lib/io/mod.ts";
import { capacity } from "./capacity_fixture.ts";

type Row = readonly [id: string, time: string, value: number | string];

const HOUR = 3_600_000;

/** Rows of a series, the first one at the start of 2024. */
function series(
  id: string,
  length: number,
  { step = HOUR, of = (index: number): number | string => 50 + index % 24 + (index * 31) % 7 } = {},
): Row[] {
  return Array.from(
    { length },
    (_, index) => [id, new Date(Date.UTC(2024, 0, 1) + index * step).toISOString(), of(index)],
  );
}

function text(rows: readonly Row[]): string {
  return `series_id,timestamp,value\n${rows.map((row) => row.join(",")).join("\n")}\n`;
}

/** Runs `capacity forecast` on a file with some rows. */
async function forecast(rows: readonly Row[], ...args: string[]) {
  const root = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${root}/in.csv`, text(rows));
    const run = await capacity(
      "forecast",
      "--input",
      `${root}/in.csv`,
      "--output",
      `${root}/out.csv`,
      "--tier",
      "fast",
      ...args,
    );
    const left = Array.from(Deno.readDirSync(root), ({ name }) => name).filter((name) => name !== "in.csv");
    const out = left.includes("out.csv") ? await Deno.readTextFile(`${root}/out.csv`) : undefined;
    return { ...run, left, lines: out?.trimEnd().split("\n").map((line) => line.split(",")) ?? [] };
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("forecast of a tidy file: the same bytes from any number of workers, as csv, csv.gz and parquet", async () => {
  const root = await Deno.makeTempDir();
  try {
    // Hours of several lengths, days, and series whose rows are mixed with one another.
    const rows = [...series("b", 400), ...series("a", 300), ...series("days", 200, { step: 24 * HOUR })];
    const mixed = Array.from({ length: 5 }, (_, index) => series(`m${index}`, 100 + index));
    for (let index = 0; index < 104; index++) for (const own of mixed) if (own[index]) rows.push(own[index]!);
    await Deno.writeTextFile(`${root}/in.csv`, text(rows));
    const outputs = new Map<string, Uint8Array>();
    for (const name of ["one.csv", "two.csv", "two.csv.gz", "two.parquet"]) {
      const { code, stdout, stderr } = await capacity(
        ...["forecast", "--input", `${root}/in.csv`, "--horizon", "30", "--output", `${root}/${name}`],
        ...["--workers", name.startsWith("one") ? "1" : "2", "--json"],
      );
      strictEqual(code, 0, stderr);
      const { groups, ...told } = JSON.parse(stdout);
      strictEqual(told.rows, 8 * 30);
      strictEqual(groups.reduce((sum: number, group: { series: number }) => sum + group.series, 0), 8);
      deepStrictEqual([...new Set(groups.map(({ step }: { step: string }) => step))].toSorted(), ["1 day", "1 hour"]);
      outputs.set(name, await Deno.readFile(`${root}/${name}`));
    }
    deepStrictEqual(outputs.get("two.csv"), outputs.get("one.csv"));
    const csv = new TextDecoder().decode(outputs.get("one.csv"));
    strictEqual(gunzipSync(outputs.get("two.csv.gz")!).toString(), csv);
    const [header, ...lines] = csv.trimEnd().split("\n");
    strictEqual(header, ["series_id,step,timestamp,mean", ...QUANTILE_COLUMNS, "model"].join(","));
    // Series in the order of their first rows, steps within.
    deepStrictEqual(lines.filter((_, index) => index % 30 === 0).map((line) => line.split(",")[0]), [
      "b",
      "a",
      "days",
      "m0",
      "m1",
      "m2",
      "m3",
      "m4",
    ]);
    const { columns } = await readParquet([`${root}/two.parquet`], seriesForecastContract("timestamp"));
    lines.forEach((line, row) => {
      const cells = line.split(",");
      strictEqual(cells[2], new Date(columns.timestamp![row] as number).toISOString().replace(".000Z", "Z"));
      const numbers = ["mean", ...QUANTILE_COLUMNS].map((name) => columns[name]![row] as number);
      deepStrictEqual(cells.slice(3, 4 + QUANTILE_COLUMNS.length).map(Number), numbers);
      ok(numbers.slice(1).every((value, level) => level === 0 || value >= numbers[level]!), line);
      ok(cells.slice(3, 17).every((cell) => cell.replace(/^-|e.*$|\./g, "").replace(/^0+/, "").length <= 7), line);
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("forecast of a tidy file: it begins one step after the last row, also when that one is empty", async () => {
  const days = series("a", 60, { step: 24 * HOUR, of: (index) => index > 57 ? "" : 50 + index % 7 });
  const { code, lines } = await forecast(days, "--horizon", "2");
  strictEqual(code, 0);
  deepStrictEqual(lines.slice(1).map((cells) => cells[2]), ["2024-03-01", "2024-03-02"]);
});

Deno.test("forecast of a tidy file: what is found of step, season and calendar is shown; --season and --calendar decide", async () => {
  const days = series("a", 200, { step: 24 * HOUR });
  match((await forecast(days, "--horizon", "7")).stdout, /group: 1 series of 1 day, season 7.*, calendar none/);
  const { stdout, stderr } = await forecast(days, "--horizon", "7", "--season", "5,150", "--calendar", "EU");
  match(stdout, /group: 1 series of 1 day, season 5, calendar EU/);
  match(stderr, /note: season 150 is not used for 1 series/);
  match((await forecast(days, "--horizon", "7", "--season", "1")).stdout, /no season/);
  match((await forecast(series("a", 400), "--horizon", "7", "--season", "168")).stdout, /season 24 and 168/);
});

Deno.test("forecast of a tidy file: one bad series is named, the others are written, exit code 1", async () => {
  const good = series("good", 200);
  for (
    const [bad, message] of [
      [series("bad", 50, { of: () => "" }), /series bad: expected at least 1 value, got 50 missing ones \(row 202\)/],
      [
        series("bad", 50, { of: (index) => index === 7 ? "Infinity" : 5 }),
        /expected a finite number.*in\.csv, row 209, column value/,
      ],
      [
        series("bad", 50, { of: (index) => index === 7 ? "seven" : 5 }),
        /expected a number, got "seven".*row 209, column value/,
      ],
      [[...series("bad", 50), ["bad", "2024-01-01T03:00:00.000Z", 999]], /expected one value for 2024-01-01T03:00:00Z/],
      [[...series("bad", 50), ...series("bad", 90, { step: HOUR / 12 }).slice(60)], /expected (one value|times)/],
    ] as const
  ) {
    const { code, stderr, lines, left } = await forecast([...good, ...bad] as Row[], "--horizon", "3");
    strictEqual(code, 1);
    match(stderr, message);
    match(stderr, /error: Cannot forecast 1 of 2 series/);
    deepStrictEqual(lines.slice(1).map(([id]) => id), ["good", "good", "good"]);
    deepStrictEqual(left, ["out.csv"]);
    const alone = await forecast(bad as Row[], "--horizon", "3");
    deepStrictEqual([alone.code, alone.left], [1, []]);
  }
});

Deno.test("forecast of a tidy file: short, constant, huge, unsorted and repeated histories are forecast, with a label or a note", async () => {
  const hours = series("a", 100);
  for (
    const [rows, model, note] of [
      [[...series("one", 1), ...series("b", 100)], /naive \(/, /./],
      [series("eight", 8), /^/, /./],
      [series("flat", 100, { of: () => 7 }), /^/, /./],
      [series("large", 100, { of: (index) => `${1 + index % 3}e300` }), /^/, /./],
      [hours.toReversed(), /^/, /out of order/],
      [[...hours, ...hours.slice(0, 4)], /^/, /4 repeated rows/],
      [[...hours.slice(0, 40), ...hours.slice(50)], /^/, /10 of 100 steps of 1 hour have no row/],
      [[...hours, ...series("m", 30, { step: 24 * HOUR }), ...series("n", 600, { step: HOUR / 12 })], /^/, /./],
    ] as const
  ) {
    const { code, stderr, lines } = await forecast(rows as Row[], "--horizon", "5");
    strictEqual(code, 0, stderr);
    match(stderr, note);
    match(lines[1]!.slice(17).join(","), model);
    ok(
      lines.slice(1).every((cells) => cells.slice(3, 17).every((cell) => cell !== "" && Number.isFinite(Number(cell)))),
    );
  }
});

Deno.test("forecast: a horizon of 10,000 works; wrong usage is one line and exit code 2", async () => {
  const { code, lines } = await forecast(series("a", 100), "--horizon", "10000");
  deepStrictEqual([code, lines.length], [0, 10_001]);
  for (
    const [args, message] of [
      [["--horizon", "0"], /--horizon.*whole number of 1 or more, got "0"/],
      [["--horizon", "-3"], /--horizon.*whole number/],
      [["--horizon", "1000000000"], /at most 100000/],
      [["--horizon", "5", "--season", "24,7"], /--season.*ascending/],
      [["--horizon", "5", "--season", "weekly"], /--season/],
      [["--horizon", "5", "--calendar", "Mars"], /--calendar.*US-East, US-West, EU, Asia, none/],
      [["--horizon", "5", "--tier", "best"], /--tier.*fast, standard, full/],
      [["--horizon", "5", "--workers", "0"], /--workers/],
      [["--horizon", "5", "--out", "folder"], /no --out/],
      [["--horizon", "5", "--output", "lib.csv/"], /Cannot write lib\.csv\/.*choose another --output/],
      [[], /expected --horizon/],
    ] as const
  ) {
    const run = await forecast(series("a", 30), ...args);
    strictEqual(run.code, 2, run.stderr);
    strictEqual(run.stderr.trim().split("\n").length, 1, run.stderr);
    match(run.stderr, message);
    deepStrictEqual(run.left, []);
  }
  const missing = await capacity("forecast", "--input", "nowhere.csv", "--horizon", "3", "--output", "never.csv");
  deepStrictEqual([missing.code, /nowhere\.csv/.test(missing.stderr)], [1, true]);
});

Deno.test("forecast of the table series that etl makes", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (
      const args of [
        [
          "generate",
          "--servers",
          "2",
          "--start",
          "2025-12-01",
          "--end",
          "2025-12-21",
          "--grain",
          "hourly",
          "--out",
          `${root}/bronze`,
        ],
        [
          "etl",
          "--input",
          `${root}/bronze`,
          "--grain",
          "1h",
          "--stat",
          "mean",
          "--out",
          `${root}/silver`,
          "--no-report",
        ],
      ]
    ) strictEqual((await capacity(...args)).code, 0);
    const { code, stdout, stderr } = await capacity(
      ...[
        "forecast",
        "--input",
        `${root}/silver`,
        "--horizon",
        "24",
        "--tier",
        "fast",
        "--output",
        `${root}/out.csv`,
        "--json",
      ],
    );
    strictEqual(code, 0, stderr);
    const { rows, notes } = JSON.parse(stdout);
    strictEqual(rows % 24, 0);
    match(notes[0], /columns that are not read: server_id, metric, unit, readings/);
    match((await Deno.readTextFile(`${root}/out.csv`)).split("\n")[1]!, /^srv-000001\/cpu_pct,1,2025-12-22T00:00:00Z,/);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test({
  name: "Ctrl-C while a file is forecast: exit code 130, nothing half-written, the older file stays",
  ignore: Deno.build.os === "windows",
  async fn() {
    const root = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(
        `${root}/in.csv`,
        text(Array.from({ length: 200 }, (_, index) => series(`s${index}`, 700)).flat()),
      );
      await Deno.writeTextFile(`${root}/out.csv`, "old");
      const child = new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          "-A",
          "scripts/capacity.ts",
          "forecast",
          "--input",
          `${root}/in.csv`,
          "--output",
          `${root}/out.csv`,
        ]
          .concat("--horizon", "168", "--tier", "full"),
        cwd: PROJECT_ROOT,
        stdout: "null",
        stderr: "null",
      }).spawn();
      const ended = child.status, names = (): string[] => Array.from(Deno.readDirSync(root), ({ name }) => name).sort();
      for (let waited = 0; names().length < 3 && waited < 60_000; waited += 20) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      strictEqual(names().length, 3);
      child.kill("SIGINT");
      strictEqual((await ended).code, 130);
      deepStrictEqual(names(), ["in.csv", "out.csv"]);
      strictEqual(await Deno.readTextFile(`${root}/out.csv`), "old");
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  },
});
