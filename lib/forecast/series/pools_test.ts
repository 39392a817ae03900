import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { calendarOf } from "@lib/core/calendar.ts";
import { DAY_MS, dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { type Candidate, type Frame, saysQuantiles } from "../candidate.ts";
import { TIERS } from "../tier.ts";
import { forecastSeries } from "./forecast_series.ts";
import { poolFor } from "./pools.ts";

Deno.test("every pool has models of different names, and each tier those of the tier before", () => {
  for (const step of [60, 300, 900, 3600, 7200, 43_200, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400]) {
    for (const seasons of [[], [2], [3], [7], [10], [24], [52], [288], [1440]]) {
      const names = TIERS.map((tier) => poolFor({ step, seasons }, 5000, tier).map(({ name }) => name));
      names.forEach((own, tier) => {
        strictEqual(new Set(own).size, own.length, `${step} ${seasons} ${own}`);
        ok(own.length >= 3);
        if (tier > 0) ok(names[tier - 1]!.every((name) => own.includes(name)));
      });
    }
  }
});

Deno.test("any season can be forecast", () => {
  for (
    const [step, season] of [[3600, 2], [3600, 3], [3600, 10], [300, 7], [60, 60], [86_400, 2], [86_400, 10], [
      604_800,
      4,
    ]]
  ) {
    const values = new Float64Array(12 * season! + 80).map((_, at) => 10 + (at % season! < season! / 2 ? 5 : 0));
    const [made] = forecastSeries([{ id: "a", history: { values, step: step!, seasons: [season!] } }], {
      horizon: season!,
      tier: "full",
    });
    made!.forecast.quantiles[6]!.forEach((value, ahead) => {
      const due = 10 + ((values.length + ahead) % season! < season! / 2 ? 5 : 0);
      ok(Math.abs(value - due) < 1, `${step} ${season}: ${value} for ${due}`);
    });
  }
});

const START = dayOf("2021-01-04");
/** Histories of every kind that has a pool of its own: steps, seasons and values. */
const KINDS: readonly (readonly [step: number, seasons: readonly number[], length: number])[] = [
  [300, [288, 2016], 1500],
  [3600, [24, 168], 900],
  [3600, [24], 90],
  [86_400, [7], 200],
  [86_400, [7, 365], 1100],
  [7 * 86_400, [52], 260],
  [30 * 86_400, [12], 120],
  [1, [], 150],
];

function sample(length: number, season = 12): Float64Array {
  const random = randomFor(length, "pools");
  return new Float64Array(length).map((_, at) => 50 + 10 * Math.sin(2 * Math.PI * at / season) + 2 * random.normal());
}

/** What a model says from each of some origins, by itself and, where it can, of all at once. */
function saidBy(model: Candidate, values: Float64Array, ends: readonly number[], frame: Frame) {
  if (saysQuantiles(model)) return ends.map((end) => model.quantiles(values.subarray(0, end), 9, [0.1, 0.5], frame));
  const alone = ends.map((end) => model.points(values.subarray(0, end), 9, frame));
  return alone.map((own, index) => [own, model.pointsFrom?.(values, ends, 9, frame)[index]]);
}

Deno.test("no model of any pool looks beyond an origin, to the last bit, also where it shares work with later ones", () => {
  for (const [step, seasons, length] of KINDS) {
    const calendar = step === 86_400 ? { calendar: calendarOf("EU", START, length + 30) } : {};
    const frame = { step, seasons, start: START * DAY_MS, ...calendar };
    const values = sample(length, seasons[0]), before = length - 40;
    // The latest first, as the pool asks; the second and the third come before the change.
    const ends = [length - 9, before, before - 9];
    for (const model of poolFor(frame, length, "full")) {
      const [, ...usual] = saidBy(model, values, ends, frame);
      for (const change of [(value: number) => 3 * value, () => 0, () => 1e9]) {
        const changed = values.map((value, at) => at < before ? value : change(value));
        const [, ...got] = saidBy(model, changed, ends, frame);
        deepStrictEqual(got, usual, `${model.name}, step ${step}, ${length} values`);
      }
    }
  }
});
