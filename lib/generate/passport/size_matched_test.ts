import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { fleetStatistics } from "./fleet_statistics.ts";
import { sampleFleet } from "./sample_fleet_fixture.ts";
import { sampleTrace } from "./sample_trace_fixture.ts";
import { sameSourceFloors, shareOfRealHalf, sizeMatchedShare } from "./size_matched.ts";

const fleetOf = (servers: number, seed: number, keep = 0.9) => sampleFleet({ servers, days: 42, seed, keep });
const trace = sampleTrace(fleetOf(30, 1));
const measured = (servers: number, seed: number, keep?: number) =>
  fleetStatistics(fleetOf(servers, seed, keep), trace.metrics);
const real = measured(30, 1);

Deno.test("a fleet of the same process does as well as a real half, with the trace at hand and without", () => {
  const fleet = measured(120, 2);
  for (const share of [sizeMatchedShare(fleet, trace), shareOfRealHalf(real, fleet, trace)]) {
    ok(Math.abs(share - trace.halvesWithin) < 0.08, `${share} instead of ${trace.halvesWithin}`);
  }
});

Deno.test("a fleet of another process does worse", () => {
  const fleet = measured(120, 2, 0.3);
  ok(sizeMatchedShare(fleet, trace) < trace.halvesWithin - 0.1);
  ok(shareOfRealHalf(real, fleet, trace) < trace.halvesWithin - 0.1);
});

Deno.test("sizeMatchedShare() is the same twice, and missing for a fleet that is too small", () => {
  const fleet = measured(20, 2);
  strictEqual(sizeMatchedShare(fleet, trace), sizeMatchedShare(fleet, trace));
  deepStrictEqual([sizeMatchedShare(measured(4, 2), trace), shareOfRealHalf(real, measured(4, 2), trace)], [NaN, NaN]);
});

Deno.test("sameSourceFloors(): 120 servers against 40 machines lie at 0.58 floors, half against half at 1", () => {
  ok(Math.abs(sameSourceFloors(120, 40) - 0.577) < 0.001);
  ok(Math.abs(sameSourceFloors(40 / 3, 40) - 1) < 1e-12);
});
