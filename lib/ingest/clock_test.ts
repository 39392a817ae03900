import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { isoTimeIn, RELATIVE_START_MS, timeOfNumber } from "./clock.ts";

function iso(text: string): number {
  const bytes = new TextEncoder().encode(text);
  return isoTimeIn(bytes, 0, bytes.length);
}

Deno.test("isoTimeIn() reads every instant that Date writes", () => {
  const instant = fc.date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
  fc.assert(fc.property(instant, (date) => strictEqual(iso(date.toISOString()), date.getTime())));
});

Deno.test("isoTimeIn() takes a time without a zone for UTC and turns a zone into UTC", () => {
  const noon = Date.UTC(2024, 1, 29, 12);
  for (
    const text of [
      "2024-02-29 12:00",
      "2024-02-29T12:00:00",
      "2024/02/29 12:00:00.000",
      "2024-02-29T14:00:00+02:00",
      "2024-02-29T07:30-0430",
      "2024-02-29 12:00:00Z",
      "2024-02-29 12:00:00 UTC",
    ]
  ) {
    strictEqual(iso(text), noon, text);
  }
  strictEqual(iso("2024-02-29"), Date.UTC(2024, 1, 29));
});

Deno.test("isoTimeIn() refuses what is no time", () => {
  for (
    const text of [
      "",
      "2023-02-29",
      "2024-13-01",
      "2024-01-01 25:00",
      "01/02/2024 10:00",
      "2024-01-01 10",
      "2024-01-0110:00",
    ]
      .concat(["2024-01-01 10:00:00+99:00", "2024-01-01 10:00 CET", "2024-01-01 10:0"])
  ) {
    ok(Number.isNaN(iso(text)), text);
  }
});

Deno.test("timeOfNumber() gives milliseconds, and NaN outside of the clock's range", () => {
  strictEqual(timeOfNumber(1_372_629_804, { kind: "epoch seconds", isReal: true }), 1_372_629_804_000);
  strictEqual(timeOfNumber(1_372_629_804_123_456, { kind: "epoch microseconds", isReal: true }), 1_372_629_804_123);
  strictEqual(timeOfNumber(20_240_229, { kind: "days YYYYMMDD", isReal: true }), Date.UTC(2024, 1, 29));
  strictEqual(timeOfNumber(300, { kind: "seconds from 0", isReal: true }), RELATIVE_START_MS + 300_000);
  strictEqual(
    timeOfNumber(20240229133005, { kind: "digits YYYYMMDDhhmmss", isReal: true }),
    Date.UTC(2024, 1, 29, 13, 30, 5),
  );
  strictEqual(
    timeOfNumber(202402291330, { kind: "digits YYYYMMDDhhmmss", isReal: true }),
    Date.UTC(2024, 1, 29, 13, 30),
  );
  strictEqual(timeOfNumber(45_292.5, { kind: "spreadsheet days", isReal: true }), Date.UTC(2024, 0, 1, 12));
  ok(Number.isNaN(timeOfNumber(20240229136005, { kind: "digits YYYYMMDDhhmmss", isReal: true })));
  ok(Number.isNaN(timeOfNumber(12, { kind: "epoch seconds", isReal: true })));
  ok(Number.isNaN(timeOfNumber(20_230_229, { kind: "days YYYYMMDD", isReal: true })));
});
