import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { fleetStatistics } from "./fleet_statistics.ts";
import { propertiesWithFloor } from "./noise_floor.ts";
import { SAMPLE_START, sampleFleet } from "./sample_fleet_fixture.ts";
import { sameSourceFloors, shareOfRealHalf, sizeMatchedShare } from "./size_matched.ts";
import type { TraceStatistics } from "./trace_statistics.ts";

const METRICS = ["cpu_pct", "mem_pct"] as const;
const measured = (servers: number, seed: number, keep?: number) =>
  fleetStatistics(sampleFleet({ servers, days: 42, seed, ...(keep === undefined ? {} : { keep }) }), METRICS);
const real = measured(30, 1);
const { judged, unjudged, halvesWithin } = propertiesWithFloor(real, { clock: "real" }, randomFor(1, "floor"));
const trace: TraceStatistics = {
  name: "sample",
  title: "A sample",
  profile: "bank-vm",
  start: SAMPLE_START,
  days: 42,
  machines: 30,
  clock: "real",
  metrics: METRICS,
  gaps: [],
  citation: "None",
  licence: "None",
  note: "Made for tests",
  unjudged,
  halvesWithin,
  properties: judged.map(({ largest: _, ...property }) => ({ ...property, values: [...property.values] })),
};

Deno.test("a fleet of the same process does as well as a real half, with the trace at hand and without", () => {
  const fleet = measured(120, 2);
  for (const share of [sizeMatchedShare(fleet, trace), shareOfRealHalf(real, fleet, trace)]) {
    ok(Math.abs(share - halvesWithin) < 0.08, `${share} instead of ${halvesWithin}`);
  }
});

Deno.test("a fleet of another process does worse", () => {
  const fleet = measured(120, 2, 0.3);
  ok(sizeMatchedShare(fleet, trace) < halvesWithin - 0.1);
  ok(shareOfRealHalf(real, fleet, trace) < halvesWithin - 0.1);
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
