import { deepStrictEqual, throws } from "node:assert/strict";
import { clockNamed } from "./time_format.ts";

Deno.test("clockNamed() takes names, patterns of letters and those of strftime", () => {
  const kinds = [
    "epoch seconds",
    "ISO 8601",
    "YYYY-MM-DD HH:mm:ss",
    "DD.MM.YYYY HH:mm",
    "M/D/YYYY h:mm A",
    "%d/%m/%Y %H:%M",
    "%m/%d/%y",
    "M/D/YY",
    "yyyyMMdd",
    "seconds from 0",
  ].map((text) => {
    const { kind, isReal, hasShortYear = false } = clockNamed(text);
    return [kind, isReal, hasShortYear];
  });
  deepStrictEqual(kinds, [
    ["epoch seconds", true, false],
    ["ISO 8601", true, false],
    ["ISO 8601", true, false],
    ["day month year", true, false],
    ["month day year", true, false],
    ["day month year", true, false],
    ["month day year", true, true],
    ["month day year", true, true],
    ["days YYYYMMDD", true, false],
    ["seconds from 0", false, false],
  ]);
  for (const text of ["", "seconds", "DD/YYYY/MM", "hello"]) throws(() => clockNamed(text), /expected a clock such as/);
});
