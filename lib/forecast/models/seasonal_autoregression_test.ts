import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { Matrix, solve } from "ml-matrix";
import { HOURS, keepsLaws, sample } from "./point_model_fixture.ts";
import { autoregression, type AutoregressionOptions } from "./seasonal_autoregression.ts";

Deno.test("autoregression() keeps the laws of point models", () => {
  keepsLaws(autoregression({ lags: [1, 2, 3] }), { fewest: 40 });
  keepsLaws(autoregression({ lags: [1, 2, 24, 25], loss: "absolute" }), { fewest: 40, tolerance: 1e-6 });
  keepsLaws(autoregression({ lags: [1, 24], decay: 0.99, penalty: 5 }), { fewest: 40 });
  keepsLaws(autoregression({ lags: [1, 2, 24], difference: 24 }), { fewest: 64, repeats: 24 });
  keepsLaws(autoregression({ lags: [1, 2, 24], difference: 24, loss: "absolute" }), {
    fewest: 64,
    repeats: 24,
    tolerance: 1e-6,
  });
});

Deno.test("autoregression() gives what textbook regression on a design matrix gives, step by step", () => {
  const values = sample(300), lags = [1, 2, 24, 48], horizon = 60;
  const mean = values.reduce((sum, value) => sum + value, 0) / 300;
  const deviations = [...values].map((value) => value - mean);
  const variance = deviations.reduce((sum, value) => sum + value * value, 0) / 300;
  const rows = deviations.slice(48).map((_, step) => [1, ...lags.map((lag) => deviations[48 + step - lag]!)]);
  const design = new Matrix(rows), target = Matrix.columnVector(deviations.slice(48));
  const ridge = Matrix.diag([1e-6, ...lags.map(() => 5 * variance)]);
  const slopes = solve(design.transpose().mmul(design).add(ridge), design.transpose().mmul(target)).to1DArray();
  for (let ahead = 0; ahead < horizon; ahead++) {
    deviations.push(slopes[0]! + lags.reduce((sum, lag, index) => sum + slopes[index + 1]! * deviations.at(-lag)!, 0));
  }
  const got = autoregression({ lags, penalty: 5 }).points(values, horizon, HOURS)!;
  got.forEach((value, ahead) => ok(Math.abs(value - (mean + deviations[300 + ahead]!)) < 1e-9, `${ahead}`));
});

Deno.test("autoregression() comes near the best forecast of a known process", () => {
  const random = randomFor(9, "autoregression", 0);
  const values = new Float64Array(5000);
  for (let at = 1; at < 5000; at++) values[at] = 3 + 0.8 * values[at - 1]! + random.normal();
  for (const loss of ["squares", "absolute"] as const) {
    const got = autoregression({ lags: [1], loss }).points(values, 30, HOURS)!;
    got.forEach((value, ahead) => {
      const best = 15 + 0.8 ** (ahead + 1) * (values.at(-1)! - 15);
      ok(Math.abs(value - best) < 0.3, `${loss} ${ahead}: ${best}, ${value}`);
    });
  }
});

Deno.test("autoregression() on logarithms multiplies, and needs values above 0", () => {
  const growth = Float64Array.from({ length: 300 }, (_, at) => Math.exp(0.01 * at) * (at % 24 < 12 ? 1 : 3));
  const model = autoregression({ lags: [1, 2, 24], difference: 24, log: true });
  model.points(growth, 48, HOURS)!.forEach((value, ahead) => {
    const at = 300 + ahead;
    ok(Math.abs(value / (Math.exp(0.01 * at) * (at % 24 < 12 ? 1 : 3)) - 1) < 0.01, `${ahead}`);
  });
  strictEqual(model.points(growth.map((value, at) => at === 7 ? 0 : value), 48, HOURS), undefined);
});

Deno.test("autoregression() leaves out lags that the history cannot carry", () => {
  const values = sample(100);
  deepStrictEqual(
    autoregression({ lags: [1, 2, 24, 90, 336] }).points(values, 9, HOURS),
    autoregression({ lags: [1, 2, 24] }).points(values, 9, HOURS),
  );
  strictEqual(autoregression({ lags: [90, 336] }).points(values, 9, HOURS), undefined);
});

Deno.test("autoregression() by squares predicts the mean, by absolute errors the median", () => {
  const random = randomFor(4, "autoregression", 0);
  const values = Float64Array.from({ length: 600 }, (_, at) => 50 + random.normal() + (at % 20 === 7 ? 300 : 0));
  const far = (loss: "squares" | "absolute"): number =>
    autoregression({ lags: [1, 2], loss }).points(values, 40, HOURS)!.at(-1)!;
  ok(Math.abs(far("squares") - 65) < 2, `${far("squares")}`);
  ok(Math.abs(far("absolute") - 50) < 1, `${far("absolute")}`);
});

Deno.test("autoregression() says nothing rather than infinite numbers", () => {
  const steep = Float64Array.from({ length: 60 }, (_, at) => Math.exp(at));
  strictEqual(
    autoregression({ lags: [1], log: true, penalty: 1e-9 }).points(steep.map((v) => v ** 11), 10_000, HOURS),
    undefined,
  );
  const points = autoregression({ lags: [1, 2], loss: "absolute" }).points(new Float64Array(60).fill(1e300), 5, HOURS);
  deepStrictEqual(points, new Float64Array(5).fill(1e300));
});

const VARIANTS: readonly AutoregressionOptions[] = [
  { lags: [1, 2, 24, 25, 168] },
  { lags: [1, 2, 24], difference: 24, log: true },
  { lags: [1, 2, 24, 48], loss: "absolute", passes: 3 },
  { lags: [1, 24], decay: 0.98 },
];
const ENDS = [400, 60, 376, 352, 352, 30, 210];

Deno.test("autoregression() from many origins gives what each beginning gives by itself", () => {
  const values = sample(450);
  for (const options of VARIANTS) {
    const model = autoregression(options);
    model.pointsFrom(values, ENDS, 30, HOURS).forEach((path, index) => {
      const alone = model.points(values.slice(0, ENDS[index]), 30, HOURS);
      strictEqual(path === undefined, alone === undefined, `${model.name}, ${ENDS[index]} values`);
      path?.forEach((value, ahead) =>
        ok(Math.abs(value - alone![ahead]!) < 1e-8, `${model.name}, ${ENDS[index]} values`)
      );
    });
  }
});

Deno.test("autoregression() from many origins never looks beyond one, to the last bit", () => {
  const values = sample(450), ends = [352, 376, 400];
  for (const options of VARIANTS) {
    const model = autoregression(options), usual = model.pointsFrom(values, ends, 30, HOURS);
    ends.forEach((end, index) => {
      for (const later of [0, -7, 1e9, NaN]) {
        const changed = values.map((value, at) => at < end ? value : later);
        deepStrictEqual(model.pointsFrom(changed, ends.slice(0, index + 1), 30, HOURS)[index], usual[index]);
      }
    });
  }
});

Deno.test("autoregression() checks its options and names them", () => {
  for (const lags of [[], [0, 1], [2, 1], [1.5]]) throws(() => autoregression({ lags }), /expected lags of 1 or more/);
  throws(() => autoregression({ lags: [1], penalty: 0 }), /expected penalty above 0/);
  throws(() => autoregression({ lags: [1], decay: 1.1 }), RangeError);
  throws(() => autoregression({ lags: [1], difference: -1 }), RangeError);
  strictEqual(
    autoregression({ lags: [1, 24], difference: 24, log: true, loss: "absolute", penalty: 5 }).name,
    "absolute autoregression, 2 lags to 24, difference 24, log, penalty 5",
  );
});
