import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { dayOf, weekdayOf } from "@lib/core/day.ts";
import { serverStatistics } from "./server_statistics.ts";
import { sampleFleet } from "./sample_fleet_fixture.ts";

const near = (got: number, expected: number, within: number) =>
  ok(Math.abs(got - expected) <= within, `${got} is not ${expected}`);

/** One server over a quarter, with a value for each hour. */
function oneServer(valueOf: (day: number, hour: number) => number, utcOffset = 0) {
  const start = dayOf("2013-07-01"), days = 92;
  const hours = Float64Array.from({ length: days * 24 }, (_, at) => valueOf(start + Math.floor(at / 24), at % 24));
  return serverStatistics({ start, days, utcOffsetHours: [utcOffset], values: { cpu_pct: hours } }, "cpu_pct")[0]!;
}

Deno.test("serverStatistics() finds what the calendar does", () => {
  const special = new Map([["2013-07-31", 15], ["2013-07-30", 15], ["2013-07-29", 15], ["2013-08-29", 15], [
    "2013-08-30",
    15,
  ]]);
  const days = new Map([...special].map(([iso, value]) => [dayOf(iso), value]));
  const got = oneServer((day) => {
    if (weekdayOf(day) >= 5) return 4;
    if (day >= dayOf("2013-09-26")) return 20;
    return days.get(day) ?? 10;
  });
  near(got.weekend, 0.4, 1e-12);
  near(got.monthEnd, 1.5, 1e-12);
  near(got.quarterEnd, 2, 1e-12);
});

Deno.test("serverStatistics() reads the hours on the server's own clock", () => {
  // Busy at 08:00 UTC, which is 10:00 two hours further east.
  const got = oneServer((_, hour) => hour === 8 ? 34 : 10, 2);
  near(got.hourProfile[10]!, 34 / 11, 1e-9);
  near(got.hourShare, 1, 1e-9);
  strictEqual(oneServer(() => 7).hourShare, NaN);
});

Deno.test("serverStatistics() counts shares and tails", () => {
  const got = oneServer((day, hour) => hour < 6 ? 0 : day % 2 === 0 ? 90 : 9);
  near(got.zeros, 0.25, 1e-12);
  near(got.above80, 0.375, 1e-12);
  near(got.peak, Math.log1p(90) - Math.log1p(9), 1e-12);
});

Deno.test("serverStatistics() takes a missing hour for missing, not for zero", () => {
  const whole = sampleFleet({ servers: 1 });
  const holes = whole.values.cpu_pct!.map((value, at) => at % 5 === 0 ? NaN : value);
  const [all] = serverStatistics(whole, "cpu_pct"),
    [some] = serverStatistics({ ...whole, values: { cpu_pct: holes } }, "cpu_pct");
  near(some!.mean, all!.mean, 0.02 * all!.mean);
  near(some!.hourAcf[0]!, all!.hourAcf[0]!, 0.03);
  strictEqual(some!.zeros, 0);
});

Deno.test("serverStatistics() of a process of known persistence", () => {
  const servers = serverStatistics(sampleFleet({ servers: 20, keep: 0.9 }), "cpu_pct");
  const mean = servers.reduce((sum, server) => sum + server.hourAcf[0]!, 0) / servers.length;
  // 0.36 · 0.9 + 0.64 · 0.995 for the logarithm; its exponential a little less, and 90 days a little less again.
  near(mean, 0.95, 0.02);
  deepStrictEqual(servers.map((server) => server.weekChanges.length), new Array(20).fill(11));
});
