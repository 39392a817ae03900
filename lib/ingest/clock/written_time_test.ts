import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { civilTime } from "./civil_time.ts";
import { dayMonthTimeIn, isoTimeIn } from "./written_time.ts";

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

Deno.test("dayMonthTimeIn() reads what civilTime() reads, or nothing", () => {
  const part = fc.stringMatching(/^[0-9]{1,2}$/), mark = fc.constantFrom(".", "/", "-");
  const time = fc.constantFrom(
    "",
    " 13:00",
    "T7:05",
    " 23:59:59",
    " 13:00 PM",
    " 10:00Z",
    " 10:00:00.25+02:00",
    "x",
    " 13",
  );
  fc.assert(
    fc.property(part, mark, part, fc.integer({ min: 1, max: 20_000 }), time, (one, mark, two, year, time) => {
      const text = `${one}${mark}${two}${mark}${year}${time}`, bytes = new TextEncoder().encode(`;${text};`);
      for (const order of ["DMY", "MDY"] as const) {
        const ms = dayMonthTimeIn(bytes, 1, bytes.length - 1, order === "DMY");
        ok(Number.isNaN(ms) || ms === civilTime(text, order), text);
        if (year > 999 && year < 10_000 && time === " 23:59:59") strictEqual(ms, civilTime(text, order), text);
      }
    }),
    { numRuns: 2000 },
  );
});
