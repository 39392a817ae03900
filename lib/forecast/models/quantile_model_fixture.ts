/** The laws that every quantile model keeps, as one check for the tests of them all. */
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Frame, QuantileModel } from "../candidate.ts";
import { HOURS, sample } from "./point_model_fixture.ts";

/** What sets a model apart from the others. */
export interface QuantileTraits {
  /** Values that the model needs: with one less it says nothing. */
  readonly fewest: number;
  /** Default hours with a start. */
  readonly frame?: Frame;
}

const LEVELS = [0.025, 0.1, 0.5, 0.9, 0.975];

/** Checks the laws: shape, ascending, within the history, input untouched, constants, shift and scale, too short a history. */
export function keepsQuantileLaws(model: QuantileModel, { fewest, frame = HOURS }: QuantileTraits): void {
  const forecast = (values: Float64Array, horizon = 60): Float64Array => {
    const before = values.slice();
    const quantiles = model.quantiles(values, horizon, LEVELS, frame);
    ok(quantiles, `${model.name}: said nothing about ${values.length} values`);
    deepStrictEqual(values, before, `${model.name}: changed its input`);
    strictEqual(quantiles.length, LEVELS.length * horizon, `${model.name}: length`);
    ok(quantiles.every(Number.isFinite), `${model.name}: ${quantiles}`);
    for (let place = horizon; place < quantiles.length; place++) {
      ok(quantiles[place]! >= quantiles[place - horizon]!, `${model.name}: levels cross at ${place}`);
    }
    return quantiles;
  };
  const same = (got: Float64Array, expected: Float64Array, law: string): void =>
    got.forEach((value, place) =>
      ok(
        Math.abs(value - expected[place]!) <= 1e-9 * (1 + Math.abs(expected[place]!)),
        `${model.name}, ${law}, place ${place}: expected ${expected[place]}, got ${value}`,
      )
    );

  for (let length = 1; length < fewest; length++) {
    strictEqual(model.quantiles(sample(length), 3, LEVELS, frame), undefined, `${model.name} of ${length} values`);
  }
  for (const horizon of [1, 7, 200]) forecast(sample(fewest), horizon);

  const long = 4 * fewest + 200;
  for (const level of [0, 42, -3.5]) {
    same(forecast(new Float64Array(long).fill(level)), new Float64Array(60 * LEVELS.length).fill(level), "constant");
  }
  forecast(sample(long).map((value, at) => at % 5 === 0 ? value : 0));
  forecast(new Float64Array(long).map((_, at) => at === long - 2 ? 1e300 : 1));

  const values = sample(long), usual = forecast(values);
  same(forecast(values.map((value) => value * 1024)), usual.map((value) => value * 1024), "scale");
  same(forecast(values.map((value) => value + 512)), usual.map((value) => value + 512), "shift");
  // One level at a time says the same as all together.
  LEVELS.forEach((level, row) =>
    deepStrictEqual(model.quantiles(values, 60, [level], frame), usual.subarray(row * 60, (row + 1) * 60))
  );
}
