import assert from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { numbersOf, textsOf } from "@lib/core/table.ts";
import { SERVER_METRICS_RAW, TRUTH_EVENTS } from "@lib/core/bronze_tables.ts";
import { defectsOf } from "@lib/generate/mod.ts";
import { readTable } from "@lib/io/run_folder.ts";
import type { FleetJob } from "./fleet_job.ts";
import { writeFleet } from "./write_fleet.ts";
import { writeReport } from "./write_report.ts";

const SERVERS = 25, DAYS = 120;
const job: FleetJob = {
  options: { servers: SERVERS, days: DAYS, start: dayOf("2024-01-01"), seed: 5 },
  grain: "daily",
  truth: false,
  defects: true,
  formats: ["parquet", "csv.gz"],
  serversPerBucket: 7,
  facts: {},
};
const manifest = { command: "generate", parameters: { seed: 5, defects: true } };

Deno.test("dirty rows: the same bytes with one worker and with two, the same rows in buckets and in one file", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [one, two] = [
      await writeFleet(`${folder}/1`, job, manifest, { replace: false, workers: 1 }),
      await writeFleet(`${folder}/2`, job, manifest, { replace: false, workers: 2 }),
    ];
    assert.deepEqual(one, two);
    await writeFleet(`${folder}/whole`, { ...job, serversPerBucket: SERVERS }, manifest, {
      replace: false,
      workers: 1,
    });
    for (const contract of [SERVER_METRICS_RAW, TRUTH_EVENTS]) {
      assert.deepEqual(
        await readTable(`${folder}/1`, contract),
        await readTable(`${folder}/whole`, contract),
        contract.name,
      );
    }
    const rows = await readTable(`${folder}/1`, SERVER_METRICS_RAW),
      events = await readTable(`${folder}/1`, TRUTH_EVENTS);
    const planted = defectsOf(5, { from: 0, to: SERVERS }, DAYS);
    const kinds = textsOf(events, "kind");
    for (const kind of ["missing run", "duplicated row", "sentinel", "clock shift", "fraction"] as const) {
      const count = planted.filter((defect) => defect.kind === kind).length;
      assert.ok(count > 0 && kinds.filter((name) => name === kind).length === count, `${kind}: ${count}`);
    }
    const lost = planted.filter(({ kind }) => kind === "missing run")
      .reduce((sum, { first, last }) => sum + last - first + 1, 0);
    assert.equal(rows.rowCount, SERVERS * DAYS - lost + kinds.filter((kind) => kind === "duplicated row").length);
    assert.ok(numbersOf(rows, "cpu_p95").some((value) => value < 1), "fractions are there");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("writeReport() stands beside the tables, and a report that fails leaves nothing", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await writeFleet(`${folder}/run`, job, manifest, {
      replace: false,
      workers: 1,
      also: (unfinished) => writeReport(unfinished, job),
    });
    const { quality, defects } = JSON.parse(await Deno.readTextFile(`${folder}/run/generation_report.json`));
    assert.equal(quality.servers, SERVERS);
    assert.ok(defects.length >= 6);
    assert.match(await Deno.readTextFile(`${folder}/run/generation_report.html`), /Planted defects/);
    const also = (): Promise<void> => Promise.reject(new Error("no room"));
    await assert.rejects(writeFleet(`${folder}/bad`, job, manifest, { replace: false, workers: 1, also }), /no room/);
    assert.deepEqual(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["run"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
