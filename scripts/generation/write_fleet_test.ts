import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { dayOf } from "@lib/core/day.ts";
import { READINGS, SAMPLE, SERVER_METRICS, TRUTH_DAILY } from "@lib/core/bronze_tables.ts";
import type { TableContract } from "@lib/core/table.ts";
import { readTable } from "@lib/io/run_folder.ts";
import { contractsOf, type FleetJob, serversPerBucket } from "./fleet_job.ts";
import { writeFleet } from "./write_fleet.ts";

const SERVERS = 7, DAYS = 40;
const job: FleetJob = {
  options: { servers: SERVERS, days: DAYS, start: dayOf("2024-01-01"), seed: 5 },
  grain: "daily",
  truth: true,
  formats: ["parquet", "csv.gz"],
  serversPerBucket: 2,
  facts: { profile: "enterprise", seed: "5" },
};
const manifest = { command: "generate", parameters: { seed: 5 } };

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("writeFleet() gives the same bytes with one worker and with three", () =>
  inFolder(async (folder) => {
    const [one, three] = [
      await writeFleet(`${folder}/1`, job, manifest, { replace: false, workers: 1 }),
      await writeFleet(`${folder}/3`, job, manifest, { replace: false, workers: 3 }),
    ];
    assert.deepEqual(one, three);
    const files = Object.keys(one.tables ?? {});
    assert.equal(files.length, 5 * 4 + 1, files.join());
    assert.ok(files.includes("truth_daily/bucket=0003/part.parquet") && files.includes("server_metrics.csv.gz"));
  }));

Deno.test("writeFleet() in buckets holds the same rows as in one file per table", () =>
  inFolder(async (folder) => {
    for (const grain of ["daily", "hourly"] as const) {
      const [parts, whole] = [{ ...job, grain }, { ...job, grain, serversPerBucket: SERVERS }];
      const done: number[] = [];
      const onServers = (count: number) => void done.push(count);
      await writeFleet(`${folder}/${grain} parts`, parts, manifest, { replace: false, workers: 2, onServers });
      await writeFleet(`${folder}/${grain} whole`, whole, manifest, { replace: false, workers: 2, onServers });
      assert.equal(done.filter((count) => count === SERVERS).length, 2, "both runs end with every server");
      for (const contract of contractsOf(parts)) {
        assert.deepEqual(
          await readTable(`${folder}/${grain} parts`, contract),
          await readTable(`${folder}/${grain} whole`, contract),
          contract.name,
        );
      }
    }
    assert.equal((await readTable(`${folder}/daily parts`, SERVER_METRICS)).rowCount, SERVERS * DAYS);
    assert.equal((await readTable(`${folder}/hourly parts`, READINGS)).rowCount, SERVERS * DAYS * 24 * 5);
    assert.equal((await readTable(`${folder}/hourly whole`, TRUTH_DAILY)).rowCount, SERVERS * DAYS * 5);
    const csv = gunzipSync(await Deno.readFile(`${folder}/daily parts/server_metrics.csv.gz`)).toString();
    const same = gunzipSync(await Deno.readFile(`${folder}/daily whole/server_metrics.csv.gz`)).toString();
    assert.equal(csv, same);
    assert.equal(csv.split("\n").length, 1 + SERVERS * DAYS + 1);
  }));

Deno.test("the daily p95 is the second largest of the day's readings", () =>
  inFolder(async (folder) => {
    const columnsOf = async (grain: "daily" | "hourly", contract: TableContract) => {
      await writeFleet(`${folder}/${grain}`, { ...job, grain, serversPerBucket: SERVERS }, manifest, {
        replace: false,
        workers: 1,
      });
      return (await readTable(`${folder}/${grain}`, contract)).columns;
    };
    const daily = await columnsOf("daily", SERVER_METRICS), hourly = await columnsOf("hourly", READINGS);
    const values = hourly["value"] as Float64Array;
    // The fourth server's memory on the tenth day.
    const first = (3 * 5 + 1) * 24 * DAYS + 10 * 24;
    assert.equal(hourly["metric"]![first], "mem_pct");
    assert.equal(daily["mem_p95"]![3 * DAYS + 10], values.slice(first, first + 24).sort()[22]);
  }));

Deno.test("writeFleet() leaves nothing when a bucket fails", () =>
  inFolder(async (folder) => {
    const broken = { ...job, options: { ...job.options, seed: 0.5 } };
    await assert.rejects(writeFleet(`${folder}/run`, broken, manifest, { replace: false, workers: 2 }), /seed/);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(folder)), []);
  }));

Deno.test("the sample set: ten servers, every hour of January 2024 to the first of its last day", () =>
  inFolder(async (folder) => {
    const sample: FleetJob = {
      ...job,
      options: { ...job.options, servers: 10, days: 31 },
      grain: "sample",
      sampleHours: 30 * 24 + 1,
      serversPerBucket: serversPerBucket("sample", 31),
    };
    await writeFleet(folder, sample, manifest, { replace: true, workers: 2 });
    const { rowCount, columns } = await readTable(folder, SAMPLE);
    assert.equal(rowCount, 7210);
    const times = columns["timestamp"] as Float64Array;
    assert.equal(times[0], Date.parse("2024-01-01T00:00:00Z"));
    assert.equal(times[720], Date.parse("2024-01-31T00:00:00Z"));
    const [header, ...lines] = gunzipSync(await Deno.readFile(`${folder}/sample.csv.gz`)).toString().trimEnd()
      .split("\n");
    assert.equal(header, "timestamp,server_id,cpu_pct,mem_pct,disk_pct,net_in_mbps,net_out_mbps");
    assert.equal(lines.length, 7210);
  }));

Deno.test("serversPerBucket() depends on days and grain, and is never none", () => {
  assert.equal(serversPerBucket("daily", 1461), 136);
  assert.equal(serversPerBucket("hourly", 1461), 2);
  assert.equal(serversPerBucket("hourly", 36_525), 1);
});
