import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { DAY_MS, DAY_SECONDS, dayOf } from "@lib/core/day.ts";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { lastValue } from "./calendar/last_value.ts";
import { FLEET_MODELS } from "./fleet/fleet_models.ts";
import { MODELS } from "./models.ts";

const when = { start: dayOf("2023-01-02") * DAY_MS, step: DAY_SECONDS };
const percent = { low: 0, high: 100 };
/** Daily percentages of which some are missing and some exactly 0. */
const histories = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) },
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constant(NaN) },
  ),
  { minLength: 1, maxLength: 120 },
).filter((values) => values.some((value) => value === value)).map((values) => Float64Array.from(values));
const horizons = fc.integer({ min: 1, max: 40 });

Deno.test("every model has a name of its own", () => {
  for (const list of [MODELS, FLEET_MODELS]) strictEqual(new Set(list.map(({ name }) => name)).size, list.length);
});

/** The models of a fleet, which work on a link scale, keep the same contract as those of any series. */
const tested = [
  ...MODELS.map((model) => ({ model, name: model.name })),
  ...FLEET_MODELS.filter((model) => !MODELS.includes(model)).map((model) => ({
    model,
    name: `${model.name} of a fleet`,
  })),
];

for (const { model, name } of tested) {
  Deno.test(`${name}: one finite value per step, quantiles in order and within the bounds`, () => {
    fc.assert(
      fc.property(histories, horizons, (values, horizon) => {
        const { mean, quantiles, model: label } = model.fit({ values, ...when, bounds: percent })
          .predict(horizon, QUANTILE_LEVELS);
        strictEqual(mean.length, horizon);
        strictEqual(quantiles.length, QUANTILE_LEVELS.length);
        ok(label.length > 0);
        for (let step = 0; step < horizon; step++) {
          const own = quantiles.map((line) => line[step]!);
          ok(own.every((value) => value >= 0 && value <= 100));
          ok(own.every((value, level) => level === 0 || value >= own[level - 1]!));
          ok(mean[step]! >= own[0]! - 1e-9 && mean[step]! <= own[own.length - 1]! + 1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });

  Deno.test(`${name}: the history stays untouched, and what comes after it changes nothing`, () => {
    fc.assert(
      fc.property(histories, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (values, future) => {
        const long = new Float64Array(values.length + 50).fill(future);
        long.set(values);
        const seen = long.subarray(0, values.length);
        const beside = model.fit({ values: seen, ...when }).predict(20, QUANTILE_LEVELS);
        deepStrictEqual(seen, values);
        deepStrictEqual(beside, model.fit({ values, ...when }).predict(20, QUANTILE_LEVELS));
      }),
      { numRuns: 20 },
    );
  });

  Deno.test(`${name}: constant in, constant out`, () => {
    for (const value of [0, 0.3, 42, 100]) {
      for (const days of [1, 10, 60, 800]) {
        const { mean, quantiles } = model.fit({ values: new Float64Array(days).fill(value), ...when, bounds: percent })
          .predict(30, [0.1, 0.5, 0.9]);
        for (const line of [mean, ...quantiles]) ok(line.every((got) => Math.abs(got - value) < 1e-6));
      }
    }
  });

  Deno.test(`${name}: fitting many is fitting each`, () => {
    const all = [200, 200, 90, 10].map((days, series) => ({
      values: Float64Array.from({ length: days }, (_, day) => 30 + series + 5 * Math.sin(day * (1 + series))),
      ...when,
    }));
    const alone = all.map((history) => model.fit(history).predict(14, [0.2, 0.8]));
    const together = (model.fitMany?.(all) ?? all.map((history) => model.fit(history)))
      .map((fitted) => fitted.predict(14, [0.2, 0.8]));
    deepStrictEqual(together, alone);
  });

  Deno.test(`${name}: a clear error on no value, an infinite one and no horizon`, () => {
    const fit = (...values: number[]) => model.fit({ values: Float64Array.from(values), ...when });
    throws(() => fit(), /expected at least 1 value, got 0/);
    throws(() => fit(NaN, NaN), /expected at least 1 value, got 2 missing/);
    throws(() => fit(1, Infinity), /expected finite values/);
    throws(() => fit(1, 2).predict(0, [0.5]), /expected a horizon of 1/);
    throws(() => fit(1, 2).predict(1.5, [0.5]), /expected a horizon of 1/);
  });

  Deno.test(`${name}: a history that is too short falls back and says so`, () => {
    const { model: label } = model.fit({ values: Float64Array.of(1, 2, 3), ...when }).predict(5, [0.5]);
    // One value is all that a fleet's naive forecast needs.
    if (model === lastValue) strictEqual(label, "naive");
    else ok(label !== model.name && /(got|\() ?3/.test(label), label);
  });

  Deno.test(`${name}: very large values, and horizons beyond the history`, () => {
    for (const values of [[1e300, 1e300, 0.9e300, 1e300], [1, 2, 1, 3, 1, 2, 1, 3, 2]]) {
      const { mean, quantiles } = model.fit({ values: Float64Array.from(values), ...when }).predict(300, [0.1, 0.9]);
      for (const line of [mean, ...quantiles]) ok(line.every(Number.isFinite));
    }
  });
}
