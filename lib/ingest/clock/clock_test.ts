import { ok, strictEqual } from "node:assert/strict";
import { RELATIVE_START_MS, timeOfNumber } from "./clock.ts";

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
