/** The laws that every point model keeps, as one check for the tests of them all. */
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import type { Frame, PointModel } from "../candidate.ts";

/** Hours from a Monday on. */
export const HOURS: Frame = { step: 3600, seasons: [24, 168], start: Date.UTC(2024, 0, 1) };

/** What sets a model apart from the others. */
export interface Traits {
  /** Values that the model needs: with one less it says nothing. */
  readonly fewest: number;
  /** Steps of a pattern that the model goes on with, once it has seen it often enough. */
  readonly repeats?: number;
  /** Adding to the values adds to the forecast. Default true. */
  readonly shifts?: boolean;
  /** Default hours with a start. */
  readonly frame?: Frame;
  /** Largest distance from what a law says, as a share of the values' scale. Default 1e-9. */
  readonly tolerance?: number;
}

/** Checks the laws: length, finite, input untouched, constants, a pattern, shift and scale, too short a history. */
export function keepsLaws(model: PointModel, traits: Traits): void {
  const { fewest, repeats, shifts = true, frame = HOURS, tolerance = 1e-9 } = traits;
  const forecast = (values: Float64Array, horizon = 60): Float64Array => {
    const before = values.slice();
    const points = model.points(values, horizon, frame);
    ok(points, `${model.name}: said nothing about ${values.length} values`);
    deepStrictEqual(values, before, `${model.name}: changed its input`);
    strictEqual(points.length, horizon, `${model.name}: length`);
    ok(points.every(Number.isFinite), `${model.name}: ${points}`);
    return points;
  };
  const same = (got: Float64Array, expected: Float64Array, law: string): void => {
    const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
    got.forEach((value, step) =>
      ok(
        Math.abs(value - expected[step]!) <= tolerance * scale,
        `${model.name}, ${law}, step ${step}: expected ${expected[step]}, got ${value}`,
      )
    );
  };

  for (let length = 1; length < fewest; length += Math.ceil(fewest / 9)) {
    strictEqual(model.points(sample(length), 3, frame), undefined, `${model.name} of ${length} values`);
  }
  if (fewest > 1) strictEqual(model.points(sample(fewest - 1), 3, frame), undefined, `${model.name}: one too few`);
  for (const horizon of [1, 7, 200]) forecast(sample(fewest), horizon);

  const long = Math.max(4 * fewest, 8 * (repeats ?? 1)) + 5;
  for (const level of [0, 42, -3.5]) {
    same(forecast(new Float64Array(long).fill(level)), new Float64Array(60).fill(level), `constant ${level}`);
  }
  // Zeros, spikes and a single odd value: nothing may divide by nothing.
  forecast(sample(long).map((value, at) => at % 5 === 0 ? value : 0));
  forecast(new Float64Array(long).fill(7, 0, long - 1));
  forecast(new Float64Array(long).map((_, at) => at === long >> 1 ? 1e12 : 1));

  if (repeats !== undefined) {
    const pattern = sample(repeats), at = (index: number): number => pattern[index % repeats]!;
    const seen = Float64Array.from({ length: long }, (_, index) => at(index));
    same(forecast(seen), Float64Array.from({ length: 60 }, (_, ahead) => at(long + ahead)), "pattern");
  }
  const values = sample(long), usual = forecast(values);
  same(forecast(values.map((value) => value * 1024)), usual.map((value) => value * 1024), "scale");
  if (shifts) same(forecast(values.map((value) => value + 512)), usual.map((value) => value + 512), "shift");
}

/** A positive series with a day, a week and noise; the same for the same length. */
export function sample(length: number): Float64Array {
  const random = randomFor(5, "sample", length);
  let noise = 0;
  return Float64Array.from({ length }, (_, at) => {
    noise = 0.6 * noise + random.normal();
    const weekday = Math.floor(at / 24) % 7 < 5 ? 6 : 0;
    return 50 + weekday + 10 * Math.sin(2 * Math.PI * at / 24) + 2 * noise;
  });
}
