import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { deseasonalised } from "./deseasonalised.ts";
import { naive } from "./naive.ts";
import { HOURS, keepsLaws, sample } from "./point_model_fixture.ts";
import { simpleExponentialSmoothing } from "./simple_exponential_smoothing.ts";
import { theta } from "./theta.ts";

/** Six weeks of hours made of a day's and a week's pattern. */
function twoPatterns(join: (day: number, week: number) => number): (at: number) => number {
  const day = Array.from({ length: 24 }, (_, hour) => 3 + Math.sin(hour)), week = [9, 8, 8, 8, 7, 1, 2];
  return (at) => join(day[at % 24]!, week[Math.floor(at / 24) % 7]!);
}

Deno.test("deseasonalised() goes on with several seasons, additive or, on logarithms, multiplied", () => {
  const added = twoPatterns((day, week) => 10 * day + week), multiplied = twoPatterns((day, week) => day * week);
  for (const [valueAt, log] of [[added, false], [multiplied, true]] as const) {
    const values = Float64Array.from({ length: 168 * 6 }, (_, at) => valueAt(at));
    const model = deseasonalised({ seasons: [24, 168], model: simpleExponentialSmoothing(), log });
    model.points(values, 200, HOURS)!.forEach((value, ahead) => {
      const expected = valueAt(values.length + ahead);
      ok(Math.abs(value - expected) < 1e-6 * expected, `log ${log}, ${ahead}: ${value} is not ${expected}`);
    });
  }
});

Deno.test("deseasonalised() gives the model what remains, and the frame", () => {
  const values = Float64Array.of(1, 5, 1, 5, 1, 5);
  let seen: unknown;
  const model = {
    name: "spy",
    points: (rest: Float64Array, horizon: number, frame: unknown) => {
      seen = [[...rest], frame];
      return new Float64Array(horizon);
    },
  };
  deepStrictEqual(deseasonalised({ seasons: [2], model }).points(values, 2, HOURS), Float64Array.of(-2, 2));
  deepStrictEqual(seen, [[3, 3, 3, 3, 3, 3], HOURS]);
});

Deno.test("deseasonalised() with a decay follows a pattern that has changed sooner", () => {
  const values = Float64Array.from({ length: 240 }, (_, at) => (at < 168 ? 1 : 2) * (at % 24));
  const next = (decay: number): number =>
    deseasonalised({ seasons: [24], model: naive(), decay }).points(values, 24, HOURS)!
      .reduce((sum, value, ahead) => sum + Math.abs(value - 2 * ahead), 0);
  ok(next(0.5) < 0.5 * next(1), `${next(0.5)} ${next(1)}`);
});

Deno.test("deseasonalised() leaves out seasons that were not seen twice, and says nothing when that is all", () => {
  const values = sample(200), both = deseasonalised({ seasons: [168, 24], model: naive() });
  const one = deseasonalised({ seasons: [24], model: naive() });
  deepStrictEqual(both.points(values, 30, HOURS), one.points(values, 30, HOURS));
  const silent = deseasonalised({ seasons: [24], model: { name: "silent", points: () => undefined } });
  strictEqual(silent.points(values, 3, HOURS), undefined);
});

Deno.test("deseasonalised() keeps the laws of point models", () => {
  const tolerance = 1e-6;
  keepsLaws(deseasonalised({ seasons: [24], model: theta() }), { fewest: 49, tolerance });
  keepsLaws(deseasonalised({ seasons: [24], model: naive(), log: true }), { fewest: 49, shifts: false, repeats: 24 });
  const decayed = { seasons: [168, 24], decay: 0.8, shrink: 1, model: simpleExponentialSmoothing() };
  keepsLaws(deseasonalised(decayed), { fewest: 49, tolerance });
});

Deno.test("deseasonalised() has its settings in its name, and refuses a season of one", () => {
  const model = theta();
  strictEqual(deseasonalised({ seasons: [7, 365], model, log: true }).name, "theta deseasonalised 7+365 log");
  strictEqual(
    deseasonalised({ seasons: [24], model, decay: 0.8, shrink: 1 }).name,
    "theta deseasonalised 24 decay 0.8 shrink 1",
  );
  throws(() => deseasonalised({ seasons: [1], model }), /each season a whole number of 2 or more, got 1/);
  throws(() => deseasonalised({ seasons: [], model }), /expected 1 season or more, got none/);
});
