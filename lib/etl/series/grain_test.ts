import { ok, strictEqual } from "node:assert/strict";
import { binsOf } from "./grain.ts";

/** The last half hour before a midnight at which the clocks go forward, or a whole date is left out. */
const BEFORE_MIDNIGHT = [
  ["America/Sao_Paulo", "2018-11-04T02:30Z", "2018-11-03"],
  ["America/Santiago", "2023-09-03T03:30Z", "2023-09-02"],
  ["Africa/Cairo", "2024-04-25T21:30Z", "2024-04-25"],
  ["Asia/Beirut", "2024-03-30T21:30Z", "2024-03-30"],
  ["Pacific/Apia", "2011-12-30T09:30Z", "2011-12-29"],
] as const;

Deno.test("binsOf(): a day ends with the moment at which clocks go forward at midnight", () => {
  for (const [zone, instant, date] of BEFORE_MIDNIGHT) {
    const bins = binsOf("1d", zone), time = Date.parse(instant), end = bins.endOf(time);
    strictEqual(bins.startOf(time), Date.parse(date), zone);
    strictEqual(end, time + 1_800_000, zone);
    strictEqual(bins.startOf(end - 1), Date.parse(date), zone);
    ok(bins.startOf(end) > Date.parse(date), zone);
  }
});

Deno.test("binsOf(): days of 23 and of 25 hours", () => {
  const berlin = binsOf("1d", "Europe/Berlin"),
    hoursOf = (instant: string): number => {
      const time = Date.parse(instant);
      return (berlin.endOf(time) - berlin.endOf(time - 86_400_000)) / 3_600_000;
    };
  strictEqual(hoursOf("2024-03-31T12:00Z"), 23);
  strictEqual(hoursOf("2024-10-27T12:00Z"), 25);
  strictEqual(hoursOf("2024-06-01T12:00Z"), 24);
});
