import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { guessClock } from "./clock_guess.ts";

function kindOf(cells: readonly string[], name?: string): string | undefined {
  return guessClock(cells, name)?.clock.kind;
}

Deno.test("guessClock() tells epochs apart by magnitude, whatever a header says", () => {
  deepStrictEqual(guessClock(["1372629804", "1372630104"], "Timestamp [ms]")?.clock, {
    kind: "epoch seconds",
    isReal: true,
  });
  strictEqual(kindOf(["1372629804000"]), "epoch milliseconds");
  strictEqual(kindOf(["1372629804000000"]), "epoch microseconds");
  strictEqual(kindOf(["1372629804000000000"]), "epoch nanoseconds");
  strictEqual(kindOf(["20240131", "20240201"]), "days YYYYMMDD");
  strictEqual(kindOf(["20240131130000", "20240131130500"]), "digits YYYYMMDDhhmmss");
  strictEqual(kindOf(["202401311300", "202401311305"]), "digits YYYYMMDDhhmmss");
  strictEqual(kindOf(["45292.5", "45292.5034722222"]), "spreadsheet days");
});

Deno.test("guessClock() reads the two ways of ISO 8601 in one column", () => {
  strictEqual(kindOf(["2018-07-03 14:00:00", "2018-04-25T00:00:00Z", "2018-7-3 9:00"]), "ISO 8601");
});

Deno.test("guessClock() tells day and month apart by the whole head", () => {
  strictEqual(kindOf(["01/02/2024 10:00", "13/02/2024 10:00"]), "day month year");
  strictEqual(kindOf(["01/02/2024 10:00 AM", "01/13/2024 10:00 AM"]), "month day year");
  strictEqual(kindOf(["01.02.2024", "02.02.2024"]), "day month year");
  strictEqual(kindOf(["01/02/2024", "02/02/2024", "03/02/2024"]), "day month year");
  strictEqual(kindOf(["01/02/2024", "01/03/2024", "01/04/2024"]), "month day year");
  // Newest first is as even as oldest first.
  strictEqual(kindOf(["01/04/2024", "01/03/2024", "01/02/2024"]), "month day year");
  strictEqual(kindOf(["03/Feb/2024 10:00"]), "day month year");
  strictEqual(kindOf(["05/03/2024 10:00", "05/03/2024 10:05"], "(PDH-CSV 4.0) (UTC)(0)"), "month day year");
});

Deno.test("guessClock() has no confidence where day and month could change places", () => {
  strictEqual(guessClock(["05/03/2024 10:00", "05/03/2024 10:05"])?.confidence, 0);
});

Deno.test("guessClock() takes small rising numbers for a clock that counts from a start of its own", () => {
  deepStrictEqual(guessClock(["0", "300", "600"])?.clock, { kind: "seconds from 0", isReal: false });
  strictEqual(kindOf(["0", "300000", "600000"], "time_ms"), "milliseconds from 0");
  strictEqual(kindOf(["0", "300", "600"], "time_ms"), "seconds from 0");
  strictEqual(kindOf(["600000000", "900000000"], "start [us]"), "microseconds from 0");
});

Deno.test("guessClock() takes whole numbers for the days of a spreadsheet where their column is one of dates", () => {
  strictEqual(kindOf(["45422", "45423", "45424"], "Date"), "spreadsheet days");
  strictEqual(kindOf(["45422", "45423", "45424"], "ts"), "seconds from 0");
});

Deno.test("guessClock() does not take minutes or hours for seconds", () => {
  strictEqual(kindOf(["0", "5", "10"], "time (min)"), undefined);
  strictEqual(kindOf(["0", "1", "2"], "time_hours"), undefined);
  strictEqual(kindOf(["0", "5", "10"], "time_s"), "seconds from 0");
});

Deno.test("guessClock() does not let a few odd cells hide the clock", () => {
  strictEqual(kindOf(["2024-01-01", "2024-01-02", "Total"]), "ISO 8601");
  strictEqual(
    kindOf(["300", "600", ...Array.from({ length: 20 }, (_, row) => `${900 + 300 * row}`), "Total"]),
    "seconds from 0",
  );
});

Deno.test("guessClock() knows what is no time", () => {
  for (const cells of [[], [""], ["soon"], ["5", "3"], ["12:00"], ["-5", "7"], ["web01"]]) {
    ok(guessClock(cells) === undefined, cells.join());
  }
});
