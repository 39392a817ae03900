/** From text to daily percentiles, with every check and the ledger, beside DuckDB, which only reads and groups. */
import { DuckDBInstance } from "@duckdb/node-api";
import { emptyTable, FLEET } from "@lib/core/mod.ts";
import { cleanReadings } from "@lib/etl/mod.ts";
import { ingest } from "@lib/ingest/mod.ts";
import { inputFiles } from "@lib/io/mod.ts";
import { writeMachineUsage } from "./machine_usage.ts";

const group = "2.9 million readings of machine_usage text, 20 MB, to daily p95";
const folder = await Deno.makeTempDir();
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
const file = `${folder}/machine_usage.csv`;
await writeMachineUsage(file, 20e6);

Deno.bench({ name: "ingest and cleaning", group, baseline: true, n: 5, warmup: 1 }, async () => {
  await cleanReadings(ingest(await inputFiles([file])), { fleet: emptyTable(FLEET), source: "bench" });
});

const METRICS = ["cpu", "mem", "gps", "mpki", "net_in", "net_out", "disk_io"];
const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
Deno.bench({ name: "DuckDB, one thread: read_csv and quantile_disc, no check", group, n: 5, warmup: 1 }, async () => {
  const columns = [["machine", "VARCHAR"], ["time", "BIGINT"], ...METRICS.map((metric) => [metric, "DOUBLE"])]
    .map(([name, type]) => `'${name}': '${type}'`).join(", ");
  const p95 = METRICS.map((metric) => `quantile_disc(${metric}, 0.95) AS ${metric}`).join(", ");
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE days AS SELECT machine, time // 86400 AS day, ${p95}
     FROM read_csv('${file}', header = false, columns = {${columns}}) GROUP BY ALL`,
  );
});
