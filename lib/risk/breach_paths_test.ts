import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { randomFor } from "@lib/core/random.ts";
import { normalProbability } from "@lib/stats/normal_distribution.ts";
import { breachDay, breachProbability, errorPaths, isBreaching, simulateBreaches } from "./breach_paths.ts";
import { windowOf } from "./breach.ts";

const dependence = { slowShare: 0.4, slowMemory: 0.99, fastMemory: 0.3, errors: 0 };
const simulate = (critical: Float64Array, paths?: number) =>
  simulateBreaches(critical, errorPaths(dependence, critical.length, randomFor(1, "paths"), paths));

Deno.test("a forecast that is always above breaches on the first day, one far below never", () => {
  const always = simulate(new Float64Array(90).fill(-Infinity));
  strictEqual(breachProbability(always, 30), 1);
  strictEqual(breachDay(always, 0.5), 1);
  const never = simulate(new Float64Array(90).fill(8));
  strictEqual(breachProbability(never, 90), 0);
  ok(Number.isNaN(breachDay(never, 0.1)));
});

Deno.test("with one lasting level the probability is that of the level alone", () => {
  // A level that lasts as long as the forecast: the whole path is above just when the level is.
  const outlook = simulateBreaches(
    new Float64Array(30).fill(0.5),
    errorPaths({ slowShare: 1, slowMemory: 1, fastMemory: 0, errors: 0 }, 30, randomFor(2, "level"), 4000),
  );
  const expected = 1 - normalProbability(0.5);
  // Three standard errors of 4,000 draws.
  ok(Math.abs(breachProbability(outlook, 30) - expected) < 3 * Math.sqrt(expected * (1 - expected) / 4000));
});

Deno.test("with independent days the probability is that of three of five", () => {
  const outlook = simulateBreaches(
    new Float64Array(5).fill(0),
    errorPaths({ slowShare: 0, slowMemory: 0.9, fastMemory: 0, errors: 0 }, 5, randomFor(3, "independent"), 4000),
  );
  // Half of the days are above: P(at least 3 of 5) = 1/2.
  ok(Math.abs(breachProbability(outlook, 5) - 0.5) < 3 * Math.sqrt(0.25 / 4000));
});

Deno.test("a higher threshold and a shorter horizon never breach more", () => {
  const scores = fc.array(fc.double({ min: -2, max: 4, noNaN: true }), { minLength: 90, maxLength: 90 });
  fc.assert(
    fc.property(scores, fc.double({ min: 0, max: 1, noNaN: true }), (critical, lift) => {
      const low = simulate(Float64Array.from(critical), 50);
      const high = simulate(Float64Array.from(critical, (score) => score + lift), 50);
      for (const days of [30, 60, 90]) ok(breachProbability(high, days) <= breachProbability(low, days));
      ok(breachProbability(low, 30) <= breachProbability(low, 60));
      ok(breachProbability(low, 60) <= breachProbability(low, 90));
    }),
    { numRuns: 30 },
  );
});

Deno.test("beyond the reach of the forecast there is no probability", () => {
  ok(Number.isNaN(breachProbability(simulate(new Float64Array(30).fill(-1)), 60)));
});

Deno.test("isBreaching() looks at the last five days; a missing day is not above", () => {
  strictEqual(isBreaching(Float64Array.of(10, 90, NaN, 85, 20, 81), 80), true);
  strictEqual(isBreaching(Float64Array.of(90, 90, 90, 20, 85, 20, 81, NaN), 80), false);
  strictEqual(isBreaching(new Float64Array(0), 80), false);
});

Deno.test("a breach that has begun is seen in a forecast of a single day", () => {
  const hot = simulateBreaches(
    Float64Array.of(-Infinity),
    errorPaths(dependence, 1, randomFor(4, "short"), 50),
    windowOf(Float64Array.of(97, 98, 97), 80),
  );
  strictEqual(breachProbability(hot, 1), 1);
  strictEqual(breachDay(hot, 0.5), 1);
  const cool = simulateBreaches(
    Float64Array.of(-Infinity),
    errorPaths(dependence, 1, randomFor(4, "short"), 50),
    windowOf(Float64Array.of(97, NaN, 20), 80),
  );
  strictEqual(breachProbability(cool, 1), 0);
});
