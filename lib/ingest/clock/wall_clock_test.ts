import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { WallClock } from "./wall_clock.ts";

const HOUR = 3_600_000;

Deno.test("WallClock says what Temporal says, around every change of four zones", () => {
  for (const zone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns"]) {
    const clock = new WallClock(zone);
    for (let local = Date.UTC(2006, 0, 1); local < Date.UTC(2008, 0, 1); local += HOUR / 2) {
      const plain = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO("UTC").toPlainDateTime();
      const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
        plain.toZonedDateTime(zone, { disambiguation }).epochMilliseconds
      );
      const { first, second, exists } = clock.instantsOf(local);
      // In a gap Temporal moves forward with "later", which is the offset from before the change.
      strictEqual(first, exists ? earlier : later, `${zone} ${plain}`);
      strictEqual(second, later, `${zone} ${plain}`);
    }
  }
});

Deno.test("WallClock knows the hour that comes twice and the one that does not come", () => {
  const berlin = new WallClock("Europe/Berlin");
  const twice = Date.UTC(2024, 9, 27, 0, 30);
  deepStrictEqual(berlin.instantsOf(twice + 2 * HOUR), { first: twice, second: twice + HOUR, exists: true });
  const leftOut = Date.UTC(2024, 2, 31, 1, 30);
  deepStrictEqual(berlin.instantsOf(leftOut + HOUR), { first: leftOut, second: leftOut, exists: false });
});
