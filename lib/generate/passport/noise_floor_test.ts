import { deepStrictEqual, ok } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { fleetStatistics } from "./fleet_statistics.ts";
import { nameOf, propertiesWithFloor } from "./noise_floor.ts";
import { sampleFleet } from "./sample_fleet_fixture.ts";

const floorsOf = (servers: number) => {
  const statistics = fleetStatistics(sampleFleet({ servers, days: 28 }), ["cpu_pct", "mem_pct"]);
  return propertiesWithFloor(statistics, { clock: "real" }, randomFor(1, "floor"));
};

Deno.test("propertiesWithFloor(): more machines have a lower floor", () => {
  const few = new Map(floorsOf(8).judged.map((property) => [nameOf(property), property.floor]));
  const many = floorsOf(64).judged;
  const lower = many.filter((property) => property.floor < (few.get(nameOf(property)) ?? Infinity));
  ok(lower.length >= 0.9 * many.length, `${lower.length} of ${many.length}`);
});

Deno.test("propertiesWithFloor() sets aside what no fleet could miss", () => {
  const { judged, unjudged } = floorsOf(5);
  // Halves of 2 and 3 machines: a Kolmogorov-Smirnov distance between their means of a half is nothing special.
  ok(!judged.some(({ metric, name }) => metric === "cpu_pct" && name === "machine means"));
  ok(
    unjudged.some(({ property, reason }) =>
      property === "cpu_pct: machine means" && /5 machines are too few/.test(reason)
    ),
  );
  // No server is ever at 0 %.
  deepStrictEqual(
    unjudged.find(({ property }) => property === "mem_pct: share of zeros")?.reason,
    "the real machines do not differ in it",
  );
});

Deno.test("propertiesWithFloor() leaves out the dates of a relative clock and lags that do not fit", () => {
  const statistics = fleetStatistics(sampleFleet({ servers: 6, days: 8 }), ["cpu_pct"]);
  const { judged, unjudged } = propertiesWithFloor(statistics, { clock: "relative" }, randomFor(1, "floor"));
  const names = [...judged.map(nameOf), ...unjudged.map(({ property }) => property)].join("\n");
  ok(/ACF of hours at 24 h/.test(names));
  ok(!/weekend|month end|quarter end|profile|168 h|daily p95|week-to-week/.test(names), names);
});
