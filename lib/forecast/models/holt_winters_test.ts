import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { classicalProfile } from "@lib/stats/seasonal_profile.ts";
import { holtWinters } from "./holt_winters.ts";
import { HOURS, keepsLaws, sample } from "./point_model_fixture.ts";

/** Seasons of four and of twelve that both wander, with errors that carry over. */
function wandering(count: number): Float64Array {
  const random = randomFor(3, "wandering"), short = [0, 4, 8, 4], long = Array.from({ length: 12 }, (_, at) => at % 5);
  let level = 40, error = 0;
  return Float64Array.from({ length: count }, (_, at) => {
    level += 0.3 * random.normal();
    short[at % 4]! += 0.2 * random.normal();
    error = 0.6 * error + random.normal();
    return level + short[at % 4]! + long[at % 12]! + error;
  });
}

/** Taylor's equations as he writes them: smoothed values of what the other states leave, for given shares. */
function taylor(
  values: readonly number[],
  [short, long]: readonly [number, number],
  [alpha, gamma, delta, phi]: readonly [number, number, number, number],
  horizon: number,
) {
  const first = [...classicalProfile(Float64Array.from(values), short)];
  const rest = values.map((value, at) => value - first[at % short]!);
  const second = [...classicalProfile(Float64Array.from(rest), long)];
  let level = values.slice(0, long).reduce((sum, value) => sum + value / long, 0), before = 0, squares = 0;
  values.forEach((value, at) => {
    const s = first[at % short]!, w = second[at % long]!;
    const error = value - level - s - w;
    if (at >= long) squares += (error - phi * before) ** 2;
    before = error;
    level = alpha * (value - s - w) + (1 - alpha) * level;
    // Each profile gets its share of what the new level, and then the first profile, leave.
    first[at % short] = s + gamma * (value - level - s - w);
    second[at % long] = w + delta * (value - level - first[at % short]! - w);
  });
  const points = Array.from({ length: horizon }, (_, ahead) => {
    const at = values.length + ahead;
    return level + first[at % short]! + second[at % long]! + before * phi ** (ahead + 1);
  });
  return { squares, points };
}

Deno.test("holtWinters() of two seasons comes as near as a grid over Taylor's equations comes", () => {
  const values = wandering(96), got = holtWinters({ seasons: [4, 12] }).points(values, 12, HOURS)!;
  const shares = [0.0001, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.7, 0.9];
  let least = Infinity, best: number[] = [];
  for (const alpha of shares) {
    for (const gamma of shares) {
      for (const delta of shares) {
        for (let phi = 0; phi < 1; phi += 0.05) {
          const { squares, points } = taylor([...values], [4, 12], [alpha, gamma, delta, phi], 12);
          if (squares < least) [least, best] = [squares, points];
        }
      }
    }
  }
  got.forEach((value, ahead) =>
    ok(Math.abs(value - best[ahead]!) < 0.15, `${ahead}: ${value} is not ${best[ahead]}, of values from 30 to 60`)
  );
});

Deno.test("holtWinters() goes on with the pattern of two seasons, added or multiplied", () => {
  const day = Array.from({ length: 24 }, (_, hour) => 3 + Math.sin(hour)), week = [9, 8, 8, 8, 7, 1, 2];
  const added = (at: number): number => 10 * day[at % 24]! + week[Math.floor(at / 24) % 7]!;
  const multiplied = (at: number): number => day[at % 24]! * week[Math.floor(at / 24) % 7]!;
  for (const [valueAt, log] of [[added, false], [multiplied, true]] as const) {
    const values = Float64Array.from({ length: 168 * 4 }, (_, at) => valueAt(at));
    holtWinters({ seasons: [24, 168], log }).points(values, 200, HOURS)!.forEach((value, ahead) => {
      const expected = valueAt(values.length + ahead);
      ok(Math.abs(value - expected) < 1e-5 * expected, `log ${log}, ${ahead}: ${value} is not ${expected}`);
    });
  }
});

Deno.test("holtWinters() lets an error fade over the first steps", () => {
  // A flat pattern with errors that carry over by 0.9, and a large one at the end.
  const random = randomFor(9, "carry");
  let error = 0;
  const values = Float64Array.from({ length: 400 }, (_, at) => {
    error = 0.9 * error + random.normal();
    return 100 + [0, 20, 10, -30][at % 4]! + error;
  });
  const raised = values.slice();
  raised[399]! += 10;
  const model = holtWinters({ seasons: [4] });
  const usual = model.points(values, 40, HOURS)!, after = model.points(raised, 40, HOURS)!;
  ok(after[0]! - usual[0]! > 5, `${after[0]! - usual[0]!}`);
  ok(after[36]! - usual[36]! < 0.5 * (after[0]! - usual[0]!), `${after[36]! - usual[36]!}`);
});

Deno.test("holtWinters() leaves out a season that was not seen twice", () => {
  const values = sample(300);
  deepStrictEqual(
    holtWinters({ seasons: [24, 168] }).points(values, 30, HOURS),
    holtWinters({ seasons: [24] }).points(values, 30, HOURS),
  );
});

Deno.test("holtWinters() stays finite where errors are too large to be squared", () => {
  for (const log of [false, true]) {
    const model = holtWinters({ seasons: [24, 168], log });
    const values = sample(400).map((value, at) => at % 50 === 0 ? value * 1e298 : value);
    ok(model.points(values, 60, HOURS)!.every(Number.isFinite), `log ${log}`);
  }
});

Deno.test("holtWinters() keeps the laws of point models", () => {
  keepsLaws(holtWinters({ seasons: [24] }), { fewest: 48, repeats: 24, tolerance: 1e-5 });
  keepsLaws(holtWinters({ seasons: [24, 168] }), { fewest: 48, repeats: 24, tolerance: 1e-5 });
  keepsLaws(holtWinters({ seasons: [24, 168], log: true }), {
    fewest: 48,
    repeats: 24,
    shifts: false,
    tolerance: 1e-4,
  });
});

Deno.test("holtWinters() has its settings in its name, and wants the shorter season first", () => {
  strictEqual(holtWinters({ seasons: [24, 168], log: true }).name, "Holt-Winters 24+168 log");
  throws(() => holtWinters({ seasons: [168, 24] }), /expected the shorter season first, got 168, 24/);
  throws(() => holtWinters({ seasons: [1] }), /each season a whole number of 2 or more, got 1/);
});
