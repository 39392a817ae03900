import assert from "node:assert/strict";
import { generateFleet, plantDefects, serverMetricsTable } from "@lib/generate/mod.ts";
import { generationReportFiles } from "./generation_report.ts";

const fleet = generateFleet({ servers: 4, days: 250 });
const clean = serverMetricsTable(fleet);

Deno.test("generationReportFiles(): JSON and a page with the same numbers, twice the same", () => {
  const { metrics, defects } = plantDefects(clean, { seed: 42, days: 250 });
  const files = generationReportFiles({ fleet, metrics, defects });
  const { quality, passport, defects: planted } = JSON.parse(files.json);
  assert.equal(quality.servers, 4);
  assert.ok(quality.rows.some((row: { dimension: string }) => row.dimension === "fair exam"));
  assert.ok(passport.rows.length > 20 && passport.unvalidated.length > 0);
  assert.equal(passport.calibrated, false);
  assert.equal(passport.passes, false);
  assert.match(passport.rule, /80 % of all properties/);
  assert.ok(passport.failed_groups.length > 0 && passport.groups.every((row: { share: number }) => row.share <= 1));
  assert.ok(passport.share_size_matched < passport.share_of_real_halves && passport.same_source_floors < 1);
  assert.match(passport.unvalidated[0].reason, /enterprise was made after no trace/);
  assert.equal(
    planted.reduce((sum: number, { count }: { count: number }) => sum + count, 0),
    defects.length,
  );
  assert.match(files.html, /How good is this fleet\?/);
  assert.match(files.html, /shown for orientation/);
  assert.deepEqual(generationReportFiles({ fleet, metrics, defects }), files);
});

Deno.test("the default fleet meets every target of quality, and is a fair exam", () => {
  const whole = generateFleet();
  const { quality } = JSON.parse(generationReportFiles({ fleet: whole, metrics: serverMetricsTable(whole) }).json);
  const missed = quality.rows.filter(({ verdict }: { verdict: string }) => verdict !== "pass");
  assert.deepEqual(missed, []);
  assert.equal(quality.rows.filter(({ dimension }: { dimension: string }) => dimension === "fair exam").length, 3);
});

Deno.test("a run too short for an exam has none; a part of a run says of how many", () => {
  const short = generateFleet({ servers: 2, days: 20 });
  const { json, html } = generationReportFiles({ fleet: short, metrics: serverMetricsTable(short), of: 900 });
  const { quality, defects } = JSON.parse(json);
  assert.ok(!quality.rows.some((row: { dimension: string }) => row.dimension === "fair exam"));
  assert.equal(quality.of_servers, 900);
  assert.deepEqual(defects, []);
  assert.match(html, /the first 2 of 900 servers/);
});
