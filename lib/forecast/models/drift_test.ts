import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { drift } from "./drift.ts";
import { HOURS, keepsLaws } from "./point_model_fixture.ts";

Deno.test("drift() goes on along the line from the first value to the last", () => {
  deepStrictEqual(drift().points(Float64Array.of(2, 90, 8), 2, HOURS), Float64Array.of(11, 14));
  deepStrictEqual(drift({ length: 1 }).points(Float64Array.of(2, 6, 8), 2, HOURS), Float64Array.of(10, 12));
  deepStrictEqual(drift({ length: 99 }).points(Float64Array.of(2, 90, 8), 1, HOURS), Float64Array.of(11));
});

Deno.test("drift() by season takes the median change of the last seasons, spikes or not", () => {
  // Up by 3 each season of two, but for one spike.
  const values = Float64Array.of(0, 100, 3, 103, 6, 1e6, 9, 109, 12, 112);
  deepStrictEqual(drift({ season: 2 }).points(values, 3, HOURS), Float64Array.of(113.5, 115, 116.5));
  const season = drift({ season: 2, from: "season" });
  deepStrictEqual(season.points(values, 5, HOURS), Float64Array.of(15, 115, 18, 118, 21));
});

Deno.test("drift() by season forgets changes of long ago", () => {
  const values = Float64Array.from({ length: 60 }, (_, at) => at < 40 ? 10 * at : 400 + at);
  const points = drift({ season: 2, seasons: 3 }).points(values, 1, HOURS)!;
  ok(Math.abs(points[0]! - 460) < 1e-9, `${points[0]}`);
});

Deno.test("drift() goes on with a line exactly, however it is taken", () => {
  const line = Float64Array.from({ length: 50 }, (_, at) => 7 - 0.25 * at);
  for (const options of [{}, { length: 9 }, { season: 4 }, { season: 4, from: "season" }] as const) {
    drift(options).points(line, 30, HOURS)!.forEach((value, ahead) => strictEqual(value, 7 - 0.25 * (50 + ahead)));
  }
});

Deno.test("drift() keeps the laws of point models", () => {
  keepsLaws(drift(), { fewest: 2 });
  keepsLaws(drift({ length: 72 }), { fewest: 2 });
  keepsLaws(drift({ season: 24 }), { fewest: 72 });
  keepsLaws(drift({ season: 24, from: "season" }), { fewest: 72, repeats: 24 });
});

Deno.test("drift() has its settings in its name, and refuses no season", () => {
  const names = [drift(), drift({ length: 72 }), drift({ season: 24 }), drift({ season: 24, from: "season" })]
    .map((model) => model.name);
  deepStrictEqual(names, ["drift", "drift over 72", "drift by season 24", "seasonal naive 24 with drift"]);
  throws(() => drift({ season: 0 }), /drift: expected season a whole number of 1 or more, got 0/);
});
