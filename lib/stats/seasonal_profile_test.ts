import { deepStrictEqual, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { classicalProfile, decayedProfile } from "./seasonal_profile.ts";

const cases = fc.integer({ min: 1, max: 8 }).chain((season) =>
  fc.record({
    season: fc.constant(season),
    values: fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2 * season, maxLength: 5 * season + 3 }),
  })
);

function near(got: Float64Array, expected: readonly number[]): void {
  got.forEach((value, phase) =>
    ok(Math.abs(value - expected[phase]!) < 1e-9, `${phase}: ${value}, ${expected[phase]}`)
  );
}

/** Weighted mean distance of each phase from a level, less the mean of them all. */
function profileOf(
  values: readonly number[],
  season: number,
  shrink: number,
  weigh: (at: number) => number,
  level: (at: number) => number,
): number[] {
  const raw = Array.from({ length: season }, (_, phase) => {
    const own = values.map((_, at) => at).filter((at) => at % season === phase && weigh(at) > 0);
    const sum = own.reduce((total, at) => total + weigh(at) * (values[at]! - level(at)), 0);
    return sum / (own.reduce((total, at) => total + weigh(at), 0) + shrink);
  });
  return raw.map((value) => value - raw.reduce((sum, other) => sum + other, 0) / season);
}

Deno.test("classicalProfile() is the mean distance from a centred 2 x m average", () => {
  fc.assert(fc.property(cases, ({ season, values }) => {
    const half = season >> 1, inner = (at: number): boolean => at >= half && at < values.length - half;
    const level = (at: number): number => {
      const mean = (from: number): number => values.slice(from, from + season).reduce((sum, v) => sum + v, 0) / season;
      return season % 2 ? mean(at - half) : (mean(at - half) + mean(at - half + 1)) / 2;
    };
    const expected = profileOf(values, season, 0, (at) => Number(inner(at)), level);
    near(classicalProfile(Float64Array.from(values), season), expected);
  }));
});

Deno.test("decayedProfile() weighs each season by its age, around the nearest whole season", () => {
  const options = fc.record({ decay: fc.constantFrom(0.5, 0.8, 1), shrink: fc.constantFrom(0, 1, 2.5) });
  fc.assert(fc.property(cases, options, ({ season, values }, { decay, shrink }) => {
    const weigh = (at: number): number => decay ** Math.floor((values.length - 1 - at) / season);
    const level = (at: number): number => {
      const from = Math.min(Math.max(at - (season >> 1), 0), values.length - season);
      return values.slice(from, from + season).reduce((sum, value) => sum + value, 0) / season;
    };
    const expected = profileOf(values, season, shrink, weigh, level);
    near(decayedProfile(Float64Array.from(values), season, { decay, shrink }), expected);
  }));
});

Deno.test("profiles find a pattern on a slope, and leave their input alone", () => {
  const pattern = [3, -1, -2], values = Float64Array.from({ length: 30 }, (_, at) => 5 + 0.1 * at + pattern[at % 3]!);
  const before = values.slice();
  near(classicalProfile(values, 3), pattern);
  decayedProfile(values, 3, { decay: 0.8 });
  deepStrictEqual(values, before);
});

Deno.test("profiles refuse less than two seasons, and a decay above one", () => {
  const values = new Float64Array(47);
  throws(() => classicalProfile(values, 24), /expected 2 seasons \(48 values\) or more, got 47/);
  throws(() => decayedProfile(values, 0, { decay: 0.8 }), /a season of 1 or more whole steps, got 0/);
  throws(() => decayedProfile(values, 7, { decay: 1.1 }), /expected a decay above 0 and up to 1, got 1.1/);
  throws(() => decayedProfile(values, 7, { decay: 1, shrink: -1 }), /expected shrink 0 or more, got -1/);
});
