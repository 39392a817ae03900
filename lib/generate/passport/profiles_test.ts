import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { generateServersHourly } from "../fleet.ts";
import { hourlyFleetOf } from "./generated_hours.ts";
import { timeShuffled } from "./impostors.ts";
import { matchingRun } from "./matched.ts";
import { passport } from "./passport.ts";
import { traceOf } from "./trace_statistics.ts";

for (const profile of ["bank-vm", "dense-colocated"] as const) {
  const trace = traceOf(profile)!;

  Deno.test(`${profile} passes against its trace, also with seeds that it was not tuned on`, () => {
    for (const seed of [42, 7, 100]) {
      const { passes, rows, shareSizeMatched, shareOfRealHalves } = passport(
        hourlyFleetOf(generateServersHourly({ ...matchingRun(trace), profile, seed })),
        trace,
      );
      const missed = rows.filter((row) => row.verdict === "missed").map((row) => `${row.metric}: ${row.property}`);
      ok(passes && missed.length <= 0.1 * rows.length, `seed ${seed} misses ${missed.join("; ")}`);
      ok(shareSizeMatched > shareOfRealHalves - 0.05, `seed ${seed}: ${shareSizeMatched} beside ${shareOfRealHalves}`);
    }
  });

  Deno.test(`${profile} without its order in time fails, on autocorrelation only`, () => {
    const fleet = hourlyFleetOf(generateServersHourly({ ...matchingRun(trace), profile }));
    const { passes, failedGroups, groups } = passport(timeShuffled(fleet, 1), trace);
    strictEqual(passes, false);
    deepStrictEqual(failedGroups, ["autocorrelation"]);
    // No group stands or falls with one property.
    for (const { group, properties, validated } of groups) {
      ok(Math.abs(validated - properties / 2) > 1, `${group}: ${validated} of ${properties}`);
    }
  });
}

Deno.test("a fleet of another kind fails", () => {
  const trace = traceOf("bank-vm")!;
  const fleet = hourlyFleetOf(generateServersHourly({ ...matchingRun(trace), profile: "enterprise" }));
  ok(passport(fleet, trace).shareValidated < 0.6);
});
