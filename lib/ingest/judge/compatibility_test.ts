import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { METRICS } from "@lib/core/metric.ts";
import { compatibility, CRITERIA, MOST_POINTS } from "./compatibility.ts";
import type { SourceFacts } from "./source_facts.ts";

const PERFECT: SourceFacts = {
  servers: 120,
  days: 1461,
  stepSeconds: 3600,
  metrics: METRICS,
  scale: "absolute",
  completeness: 1,
  clock: "real",
  licence: "own",
  access: "at hand",
};
const with_ = (change: Partial<SourceFacts>): SourceFacts => ({ ...PERFECT, ...change });

const facts: fc.Arbitrary<SourceFacts> = fc.record({
  servers: fc.oneof(fc.constant(NaN), fc.nat(1_000_000)),
  days: fc.oneof(fc.constant(NaN), fc.double({ min: 0, max: 5000, noNaN: true })),
  stepSeconds: fc.oneof(fc.constant(NaN), fc.double({ min: 1, max: 1e6, noNaN: true })),
  metrics: fc.subarray([...METRICS]),
  scale: fc.constantFrom("absolute", "scaled"),
  completeness: fc.oneof(fc.constant(NaN), fc.double({ min: 0, max: 1, noNaN: true })),
  clock: fc.constantFrom("real", "relative"),
  licence: fc.constantFrom("own", "open", "attribution", "research-only", "unknown"),
  access: fc.constantFrom("at hand", "direct", "web page", "object store", "API key", "survey"),
});

Deno.test("compatibility(): the weights make 100, and a source that lacks nothing has them all", () => {
  strictEqual(Object.values(MOST_POINTS).reduce((sum, points) => sum + points), 100);
  const { score, goodFor } = compatibility(PERFECT);
  strictEqual(score, 100);
  deepStrictEqual(goodFor.map(({ ok }) => ok), [true, true, true, true]);
});

Deno.test("compatibility(): the score is the sum of its points, each with a reason and within its criterion", () => {
  fc.assert(fc.property(facts, (source) => {
    const { score, points } = compatibility(source);
    deepStrictEqual(points.map(({ criterion }) => criterion), [...CRITERIA]);
    strictEqual(score, points.reduce((sum, { points }) => sum + points, 0));
    for (const { criterion, points: got, of, reason } of points) {
      ok(Number.isInteger(got) && got >= 0 && got <= of && of === MOST_POINTS[criterion], `${criterion}: ${got}`);
      ok(reason.length > 0);
    }
  }));
});

Deno.test("compatibility(): more servers, days, readings and metrics never lower the score", () => {
  fc.assert(fc.property(facts, fc.double({ min: 1, max: 10, noNaN: true }), (source, factor) => {
    const { score } = compatibility(source);
    const better: Partial<SourceFacts>[] = [
      { servers: Math.ceil(source.servers * factor) },
      { days: source.days * factor },
      { stepSeconds: source.stepSeconds / factor },
      { metrics: METRICS },
      { completeness: 1 },
      { clock: "real" },
      { scale: "absolute" },
    ];
    for (const change of better) ok(compatibility({ ...source, ...change }).score >= score, JSON.stringify(change));
  }));
});

Deno.test("compatibility(): a set of 30 days and 10 servers does not pass as one for forecasts", () => {
  const { score, goodFor } = compatibility(with_({ servers: 10, days: 30, completeness: NaN }));
  ok(score < 75, String(score));
  deepStrictEqual(goodFor.at(-1), {
    use: "forecasting",
    ok: false,
    isCertain: true,
    reason: "30 days, 90 wanted",
  });
});

Deno.test("compatibility(): what is unknown gives no points and says so", () => {
  const { score, points } = compatibility(with_({ stepSeconds: NaN, completeness: NaN, licence: "unknown" }));
  strictEqual(score, 75);
  deepStrictEqual(points.filter(({ points }) => points === 0).map(({ criterion, reason }) => [criterion, reason]), [
    ["grain", "unknown until it is read"],
    ["completeness", "unknown until it is read"],
    ["licence", "no licence is written down"],
  ]);
});

Deno.test("compatibility(): a relative clock has no calendar, scaled values no threshold, a sum of a fleet no shape", () => {
  const refused = (change: Partial<SourceFacts>) =>
    compatibility(with_(change)).goodFor.filter(({ ok }) => !ok).map(({ use, reason }) => `${use}: ${reason}`);
  deepStrictEqual(refused({ clock: "relative" }), ["calendar: its dates are not real"]);
  deepStrictEqual(refused({ scale: "scaled" }), ["forecasting: scaled values have no threshold"]);
  deepStrictEqual(refused({ servers: 1 }), [
    "shape: 1 server, 10 wanted",
    "correlation: 1 server, 10 wanted",
    "forecasting: 1 server, 10 wanted",
  ]);
  deepStrictEqual(refused({ stepSeconds: NaN }).length, 4);
});

Deno.test("compatibility(): what hangs on an unknown is neither promised nor denied, unless something else is missing", () => {
  const uses = (change: Partial<SourceFacts>) =>
    compatibility(with_(change)).goodFor.map(({ ok, isCertain }) => ok ? "yes" : isCertain ? "no" : "?").join(" ");
  strictEqual(uses({ stepSeconds: NaN }), "? ? ? ?");
  strictEqual(uses({ servers: NaN, clock: "relative" }), "? ? no ?");
  strictEqual(uses({ days: NaN, metrics: ["cpu_p95"] }), "? no ? ?");
  strictEqual(compatibility(with_({ servers: NaN })).goodFor[0]!.reason, "unknown how many servers");
});

Deno.test("compatibility(): what a length of time carries of the calendar", () => {
  const reach = (days: number) => compatibility(with_({ days })).goodFor[2]!.reason;
  strictEqual(reach(30), "30 days, 56 wanted");
  strictEqual(reach(60), "weekdays only");
  strictEqual(reach(92), "weekdays and 1 quarter end");
  strictEqual(reach(365), "weekdays and 4 quarter ends");
  strictEqual(reach(1461), "weekdays, quarter ends and the year");
});

Deno.test("compatibility(): the share of readings is never rounded up to all of them", () => {
  const reason = (completeness: number) => compatibility(with_({ completeness })).points[4]!.reason;
  strictEqual(reason(0.99999), "99.9 % of the expected readings are there");
  strictEqual(reason(0.5), "50 % of the expected readings are there");
});

Deno.test("compatibility() refuses facts that are none", () => {
  throws(() => compatibility(with_({ servers: -5 })), /servers of 0 or more, got -5/);
  throws(() => compatibility(with_({ days: -1 })), /days of 0 or more, got -1/);
  throws(() => compatibility(with_({ completeness: 96 })), /completeness of 0 to 1, got 96/);
});
