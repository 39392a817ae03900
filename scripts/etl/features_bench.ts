/**
 * The feature kernels beside pandas and DuckDB, on the same rows in one run. What counts is the CPU time of all threads,
 * printed at the end as ratios; the engines must agree to 1e-9 before any of them is timed.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { generateServers } from "@lib/generate/fleet.ts";
import { PROJECT_ROOT } from "@lib/io/paths.ts";
import { withParquetWriter } from "@lib/io/parquet_writer.ts";
import { writeParquet } from "@lib/io/write_parquet.ts";
import { lagged } from "@lib/stats/lag.ts";
import { trailingMoments } from "@lib/stats/trailing_moments.ts";
import { trailingPercentile } from "@lib/stats/trailing_percentile.ts";
import { cpuUsage } from "node:process";
import { benchPython, PythonRival } from "../bench_python.ts";
import { columnsQuery, type FeatureTask, summedQuery } from "./duckdb_features.ts";

const SERVERS = 1200, DAYS = 1461, ROWS = SERVERS * DAYS;

const values = new Float64Array(ROWS);
let offset = 0;
for (const { daily } of generateServers({ servers: SERVERS, days: DAYS })) {
  values.set(daily.cpu_p95, offset);
  offset += DAYS;
}

/** Makes the features of one server into arrays as long as its history. */
const KERNELS: Readonly<Record<FeatureTask, (history: Float64Array, into: readonly Float64Array[]) => void>> = {
  moments(history, [lag1, lag7, lag30, lag90, mean7, std7, mean30, std30]) {
    lagged(history, 1, lag1!);
    lagged(history, 7, lag7!);
    lagged(history, 30, lag30!);
    lagged(history, 90, lag90!);
    trailingMoments(history, 7, { mean: mean7!, deviation: std7! });
    trailingMoments(history, 30, { mean: mean30!, deviation: std30! });
  },
  p95(history, [p95Of7, p95Of30]) {
    trailingPercentile(history, { days: 7, p: 0.95 }, p95Of7!);
    trailingPercentile(history, { days: 30, p: 0.95 }, p95Of30!);
  },
};
/** The days of the longest window or lag of each feature: before them the engines need not agree. */
const SPANS: Readonly<Record<FeatureTask, readonly number[]>> = { moments: [1, 7, 30, 90, 7, 7, 30, 30], p95: [7, 30] };
const TITLES: Readonly<Record<FeatureTask, string>> = {
  moments: "lags 1, 7, 30, 90, mean and deviation of 7 and 30 days",
  p95: "exact p95 of 7 and 30 days",
};
const TASKS = ["moments", "p95"] as const;

/** Server by server into the same few arrays, as a table of features is made. */
function computeOnly(task: FeatureTask): void {
  const into = SPANS[task].map(() => new Float64Array(DAYS));
  for (let first = 0; first < ROWS; first += DAYS) KERNELS[task](values.subarray(first, first + DAYS), into);
}

/** Into columns of all rows, new ones each time. */
function intoColumns(task: FeatureTask): Float64Array[] {
  const columns = SPANS[task].map(() => new Float64Array(ROWS));
  for (let first = 0; first < ROWS; first += DAYS) {
    KERNELS[task](
      values.subarray(first, first + DAYS),
      columns.map((column) => column.subarray(first, first + DAYS)),
    );
  }
  return columns;
}

const folder = await Deno.makeTempDir();
const duckdb = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
let pandas: PythonRival | undefined;
try {
  await loadIntoDuckDB();
  pandas = await startPandas();
  for (const task of TASKS) {
    const ours = intoColumns(task);
    assertEqual(task, "DuckDB", ours, await duckdbColumns(task));
    if (!pandas) continue;
    for (const form of ["groupby", "wide"]) {
      await pandas.ask(`${task} ${form} ${folder}`);
      assertEqual(task, `pandas ${form}`, ours, await Promise.all(SPANS[task].map((_, index) => pandasColumn(index))));
    }
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}

async function loadIntoDuckDB(): Promise<void> {
  const columns = {
    server: { type: "integer", description: "Server" },
    day: { type: "integer", description: "Day" },
    value: { type: "number", description: "CPU" },
  } as const;
  const table = {
    rowCount: ROWS,
    columns: {
      server: Int32Array.from({ length: ROWS }, (_, row) => Math.floor(row / DAYS)),
      day: Int32Array.from({ length: ROWS }, (_, row) => row % DAYS),
      value: values,
    },
  };
  const contract = { name: "rows", version: 1, description: "Rows of the bench", key: [], columns };
  const file = `${folder}/rows.parquet`;
  await withParquetWriter((writer) => writeParquet(writer, file, { ...contract, zone: "silver" }, table));
  await duckdb.run(`CREATE TABLE rows AS FROM '${file}'`);
}

async function startPandas(): Promise<PythonRival | undefined> {
  const python = benchPython("numpy", "pandas");
  if (!python) return undefined;
  const file = `${folder}/values`;
  await Deno.writeFile(file, new Uint8Array(values.buffer));
  return new PythonRival(python, `${PROJECT_ROOT}/scripts/etl/pandas_features.py`, file, String(SERVERS));
}

async function pandasColumn(index: number): Promise<Float64Array> {
  return new Float64Array((await Deno.readFile(`${folder}/${index}`)).buffer);
}

async function duckdbColumns(task: FeatureTask): Promise<Float64Array[]> {
  const result = await duckdb.run(columnsQuery(task));
  const columns = SPANS[task].map(() => new Float64Array(ROWS));
  for (let index = 0, row = 0; index < result.chunkCount; index++) {
    const chunk = result.getChunk(index);
    columns.forEach((column, place) => {
      const { items } = chunk.getColumnVector(place) as unknown as { items: Float64Array };
      column.set(items.subarray(0, chunk.rowCount), row);
    });
    row += chunk.rowCount;
  }
  return columns;
}

/** Throws where an engine comes to other values than the kernels. */
function assertEqual(
  task: FeatureTask,
  engine: string,
  ours: readonly Float64Array[],
  theirs: readonly Float64Array[],
): void {
  ours.forEach((column, index) => {
    for (let row = 0; row < ROWS; row++) {
      if (row % DAYS < SPANS[task][index]!) continue;
      const expected = theirs[index]![row]!, got = column[row]!;
      if (Math.abs(got - expected) <= 1e-9 * Math.max(1, Math.abs(expected))) continue;
      throw new Error(`${TITLES[task]}, column ${index + 1}, row ${row + 1}: ${got}, by ${engine} ${expected}`);
    }
  });
}

/** Least CPU time of each engine in milliseconds, by task. */
const spent = new Map<FeatureTask, Map<string, number>>(TASKS.map((task) => [task, new Map()]));

function record(task: FeatureTask, engine: string, ms: number): void {
  const known = spent.get(task)!;
  known.set(engine, Math.min(ms, known.get(engine) ?? Infinity));
}

/** Runs a piece of work and counts the CPU time of this process, all threads. */
async function counted(task: FeatureTask, engine: string, work: () => unknown): Promise<void> {
  const before = cpuUsage();
  await work();
  const { user, system } = cpuUsage(before);
  record(task, engine, (user + system) / 1000);
}

for (const task of TASKS) {
  const group = `${TITLES[task]}, ${ROWS.toLocaleString("en")} rows`;
  const few = { group, n: 3, warmup: 1 }, many = { group, n: 20, warmup: 5 };
  const own = "kernels";
  Deno.bench({ name: own, ...many, baseline: true }, async () => await counted(task, own, () => computeOnly(task)));
  const kept = "kernels, into new columns";
  Deno.bench({ name: kept, ...many }, async () => await counted(task, kept, () => intoColumns(task)));
  const query = "DuckDB, summed up";
  Deno.bench({ name: query, ...few }, async () => await counted(task, query, () => duckdb.run(summedQuery(task))));
  for (const form of ["groupby", "wide"]) {
    const name = `pandas, ${form}`;
    Deno.bench({ name, ...few, ignore: !pandas }, async () => {
      if (pandas) record(task, name, 1000 * Number(await pandas.ask(`${task} ${form}`)));
    });
  }
}

globalThis.addEventListener("unload", () => {
  for (const [task, engines] of spent) {
    const [[, least = NaN] = []] = engines;
    console.log(`\n${TITLES[task]}: least CPU time, and how many times that of the kernels`);
    for (const [engine, ms] of engines) {
      console.log(`  ${engine.padEnd(26)} ${ms.toFixed(1).padStart(8)} ms  ${(ms / least).toFixed(1).padStart(6)}`);
    }
  }
});
