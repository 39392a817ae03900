import { strictEqual, throws } from "node:assert/strict";
import { TimeZone } from "./time_zone.ts";

Deno.test("TimeZone follows the changes of the clock, in any order of asking", () => {
  const berlin = new TimeZone("Europe/Berlin"), hour = 3_600_000;
  const spring = Date.UTC(2024, 2, 31, 1), autumn = Date.UTC(2024, 9, 27, 1);
  for (const [ms, offset] of [[spring - 1, 1], [spring, 2], [autumn - 1, 2], [autumn, 1], [spring - 1, 1]] as const) {
    strictEqual(berlin.offsetAt(ms), offset * hour);
  }
  strictEqual(new TimeZone("UTC").offsetAt(autumn), 0);
  strictEqual(new TimeZone("Asia/Kolkata").offsetAt(0), 5.5 * hour);
});

Deno.test("TimeZone refuses a name that no zone has", () => {
  throws(() => new TimeZone("Mars/Olympus"), /expected a name such as Europe\/Berlin or UTC, got "Mars\/Olympus"/);
});
