import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { randomWalkFleet, timeShuffled } from "./impostors.ts";
import { matchingRun } from "./matched.ts";
import { passport } from "./passport.ts";
import { sampleFleet } from "./sample_fleet_fixture.ts";
import { sampleTrace } from "./sample_trace_fixture.ts";
import { traceOf, TRACES } from "./trace_statistics.ts";

const trace = sampleTrace(sampleFleet({ seed: 1 }));

Deno.test("passport() lets a fleet of the same process pass", () => {
  const { passes, shareValidated, failedGroups, rule, groups } = passport(
    sampleFleet({ servers: 120, seed: 2 }),
    trace,
  );
  ok(passes && shareValidated > 0.9, `${shareValidated} ${failedGroups}`);
  strictEqual(rule, "at least 80 % of all properties within 2 noise floors, and at least 50 % of those of each group");
  for (const { share, validated, properties } of groups) strictEqual(share, validated / properties);
});

Deno.test("passport() of the same fleet without its order in time fails on autocorrelation only", () => {
  const fleet = sampleFleet({ servers: 120, seed: 2 });
  const before = passport(fleet, trace), after = passport(timeShuffled(fleet, 1), trace);
  strictEqual(after.passes, false);
  deepStrictEqual(after.failedGroups, ["autocorrelation"]);
  const verdicts = ({ rows }: typeof before) =>
    rows.filter(({ group }) => group !== "autocorrelation" && group !== "calendar")
      .map(({ metric, property, verdict }) => `${metric} ${property} ${verdict}`);
  deepStrictEqual(verdicts(after), verdicts(before));
});

Deno.test("timeShuffled() keeps every value at the side of the others of its hour", () => {
  const fleet = sampleFleet({ servers: 3, days: 5 });
  const copy = timeShuffled(fleet, 1);
  const hours = ({ values }: typeof fleet) =>
    Array.from(
      { length: 120 },
      (_, hour) =>
        [0, 1, 2].flatMap((server) => [values.cpu_pct![server * 120 + hour], values.mem_pct![server * 120 + hour]])
          .join(),
    );
  ok(hours(copy).join() !== hours(fleet).join());
  deepStrictEqual(hours(copy).sort(), hours(fleet).sort());
});

Deno.test("passport() fails random walks against every trace", () => {
  for (const real of TRACES) {
    const { passes, shareValidated, rows } = passport(randomWalkFleet(matchingRun(real), 42), real);
    ok(!passes && shareValidated < 0.5, `${real.name} ${shareValidated}`);
    strictEqual(rows.length, real.properties.length);
  }
});

Deno.test("passport() counts a property that a fleet does not show as missed", () => {
  const flat = sampleFleet({ servers: 120, seed: 2 });
  flat.values.cpu_pct!.fill(5);
  const row = passport(flat, trace).rows.find(({ metric, property }) =>
    metric === "cpu_pct" && property === "ACF of hours at 1 h, median"
  );
  deepStrictEqual([row?.synthetic, row?.ratio, row?.verdict], [NaN, Infinity, "missed"]);
});

Deno.test("passport() validates nothing of a profile that was not made after the trace", () => {
  const fleet = sampleFleet({ servers: 4 }), real = { ...trace, name: "bitbrains_rnd" };
  const own = passport(fleet, real), other = passport(fleet, real, "enterprise");
  deepStrictEqual([own.calibrated, other.calibrated], [true, false]);
  ok(/made after no trace/.test(other.unvalidated[0]!.reason));
  deepStrictEqual(other.unvalidated.slice(1), own.unvalidated);
  ok(/not bitbrains_rnd/.test(passport(fleet, real, "dense-colocated").unvalidated[0]!.reason));
});

Deno.test("passport() wants the trace's own days and metrics", () => {
  throws(() => passport(sampleFleet({ servers: 4, days: 30 }), trace), /expected 90 days from 2013-07-01, got 30 days/);
  const { cpu_pct } = sampleFleet({ servers: 4 }).values;
  throws(
    () => passport({ ...sampleFleet({ servers: 4 }), values: { cpu_pct: cpu_pct! } }, trace),
    /hours of mem_pct, got 0/,
  );
});

Deno.test("the traces: enough properties, every one with a floor, and the reasons of the rest", () => {
  deepStrictEqual(TRACES.map(({ profile }) => profile), ["bank-vm", "dense-colocated"]);
  for (const trace of TRACES) strictEqual(traceOf(trace.profile), trace);
  for (const { properties, unjudged, name, halvesWithin } of TRACES) {
    ok(halvesWithin > 0.8 && halvesWithin < 1);
    ok(properties.length >= (name === "bitbrains_rnd" ? 40 : 15));
    ok(properties.every(({ floor, values }) => floor > 0 && values.length > 0 && values.every(Number.isFinite)));
    ok(unjudged.every(({ reason }) => reason.length > 0));
  }
});
