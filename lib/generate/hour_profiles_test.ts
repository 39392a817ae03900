import assert from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { generateServersHourly } from "./fleet.ts";
import { type HourProfileRow, hourProfiles } from "./hour_profiles.ts";

const quarter = { servers: 40, start: dayOf("2024-01-01"), days: 91 };
const rows = hourProfiles(generateServersHourly(quarter));

function busiestOf(list: readonly HourProfileRow[], type: string, kind: string): HourProfileRow {
  const own = list.filter((row) => row.server_type === type && row.kind === kind);
  return own.reduce((best, row) => row.mean > best.mean ? row : best);
}

Deno.test("hourProfiles(): four types, three kinds of day, 24 hours, every server-day counted once", () => {
  assert.equal(rows.length, 4 * 3 * 24);
  const counted = rows.filter(({ hour }) => hour === 0).reduce((sum, { days }) => sum + days, 0);
  assert.equal(counted, 40 * 91);
});

Deno.test("staff keep servers busy at their local noon, batch servers work at night, longer at a period's end", () => {
  for (const type of ["web", "application"]) {
    const { hour } = busiestOf(rows, type, "working");
    assert.ok(hour >= 9 && hour <= 17, `${type}: ${hour} o'clock`);
  }
  const { hour } = busiestOf(rows, "batch", "working");
  assert.ok(hour >= 20 || hour <= 4, `batch: ${hour} o'clock`);
  assert.ok(busiestOf(rows, "batch", "periodEnd").mean > busiestOf(rows, "batch", "working").mean);
  assert.ok(busiestOf(rows, "web", "free").mean < busiestOf(rows, "web", "working").mean);
});

Deno.test("the means are those of the hours: of one server and one day, the hours themselves", () => {
  const [server] = [...generateServersHourly({ servers: 1, days: 1 })];
  const means = hourProfiles([server!], "net_in_p95").map(({ mean }) => mean);
  const { hourly, plan } = server!;
  const local = Array.from({ length: 24 }, (_, hour) => hourly.net_in_p95[(hour - plan.utcOffsetHours + 24) % 24]!);
  assert.deepEqual(means, local);
});

Deno.test("the original's business hours are in UTC, 9 to 17, in every region", () => {
  const original = hourProfiles(generateServersHourly({ ...quarter, profile: "original" }));
  const web = original.filter((row) => row.server_type === "web" && row.kind === "working").map(({ mean }) => mean);
  const business = web.slice(9, 18), others = [...web.slice(0, 9), ...web.slice(18)];
  assert.ok(Math.min(...business) > 1.2 * Math.max(...others));
});
