import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { levelShifts } from "./level_shifts.ts";

interface Made {
  readonly days?: number;
  readonly seed?: number;
  /** Correlation of the noise, standard deviation 5, from one day to the next. */
  readonly memory?: number;
  /** What is added to level 100 on each day. */
  readonly effects?: (day: number, uniform: () => number) => number;
}

function made({ days = 800, seed = 0, memory = 0.5, effects = () => 0 }: Made): Float64Array {
  const random = randomFor(seed, "level shifts", days);
  let noise = 0;
  return Float64Array.from({ length: days }, (_, day) => {
    noise = memory * noise + Math.sqrt(1 - memory * memory) * random.normal();
    return 100 + 5 * noise + effects(day, random.uniform);
  });
}

/** Share of 100 made series in which a shift is found. */
function shareFound(series: Made, window = 28): number {
  let found = 0;
  for (let seed = 0; seed < 100; seed++) if (levelShifts(made({ ...series, seed }), { window }).length > 0) found++;
  return found / 100;
}

Deno.test("levelShifts() finds when and by how much a level changes", () => {
  let found = 0, others = 0;
  for (let seed = 0; seed < 100; seed++) {
    const shifts = levelShifts(made({ seed, effects: (day) => day < 500 ? 0 : -20 }));
    const shift = shifts.find(({ at }) => Math.abs(at - 500) <= 3);
    if (shift) {
      found++;
      ok(Math.abs(shift.difference + 20) < 8, `seed ${seed}: ${shift.difference}`);
    }
    others += shifts.length - (shift ? 1 : 0);
  }
  ok(found >= 90, `${found} found`);
  ok(others <= 4, `${others} too many`);
});

Deno.test("levelShifts() finds several, in order", () => {
  const values = made({ effects: (day) => day < 150 ? 0 : day < 420 ? 40 : day < 600 ? 0 : -60 });
  const shifts = levelShifts(values);
  deepStrictEqual(shifts.map(({ difference }) => Math.round(difference / 20)), [2, -2, -3]);
  deepStrictEqual(shifts.map(({ at }) => Math.round(at / 10)), [15, 42, 60]);
});

Deno.test("levelShifts() says nothing of noise, trends, weeks, years, quarter ends, outliers and slopes", () => {
  ok(shareFound({ memory: 0 }) <= 0.05, "white noise");
  ok(shareFound({ memory: 0.8 }) <= 0.05, "noise with memory");
  ok(shareFound({ days: 90 }, 14) <= 0.05, "a short series");
  ok(shareFound({ effects: (day) => 0.1 * day }) <= 0.05, "a trend");
  ok(shareFound({ effects: (day) => day < 400 ? 0 : 0.3 * (day - 400) }) <= 0.05, "a trend that starts");
  ok(shareFound({ effects: (day) => day % 7 < 5 ? 0 : -30 }) <= 0.05, "weekends");
  ok(shareFound({ effects: (day) => 10 * Math.sin(2 * Math.PI * day / 365.25) }) <= 0.05, "years");
  ok(shareFound({ effects: (day) => day % 91 < 86 ? 0 : 35 }) <= 0.05, "quarter ends");
  ok(shareFound({ effects: (_, uniform) => uniform() < 0.05 ? 200 * uniform() : 0 }) <= 0.05, "outliers");
  ok(shareFound({ effects: (day) => day >= 400 && day < 412 ? 80 : 0 }) <= 0.05, "twelve high days");
  ok(shareFound({ effects: (day) => 60 * Math.min(1, Math.max(0, (day - 300) / 150)) }) <= 0.1, "a slope");
});

Deno.test("levelShifts() sees through gaps and keeps to the unit of the values", () => {
  const whole = made({ effects: (day) => day < 500 ? 0 : -30 });
  const [expected] = levelShifts(whole);
  ok(expected);
  const withGaps = whole.map((value, day) => day % 5 === 0 || (day > 200 && day < 240) ? NaN : value);
  const [seen] = levelShifts(withGaps);
  ok(seen && Math.abs(seen.at - 500) <= 3 && Math.abs(seen.difference - expected.difference) < 3);
  const [scaled] = levelShifts(whole.map((value) => 1000 - 4 * value));
  strictEqual(scaled?.at, expected.at);
  ok(Math.abs(scaled.difference + 4 * expected.difference) < 1e-9);
});

Deno.test("levelShifts() finds one in a short series with a shorter window", () => {
  const values = made({ days: 90, effects: (day) => day < 50 ? 0 : 40 });
  const [shift] = levelShifts(values, { window: 14 });
  ok(shift && Math.abs(shift.at - 50) <= 2);
});

Deno.test("levelShifts() of constant, missing or few values is empty, the input stays, the window is checked", () => {
  deepStrictEqual(levelShifts(new Float64Array(200).fill(7)), []);
  deepStrictEqual(levelShifts(new Float64Array(200).fill(NaN)), []);
  deepStrictEqual(levelShifts(new Float64Array(0)), []);
  deepStrictEqual(levelShifts(Float64Array.from({ length: 55 }, (_, day) => day < 30 ? 0 : 100)), []);
  const values = made({ effects: (day) => day < 500 ? 0 : -30 }), before = values.slice();
  levelShifts(values);
  deepStrictEqual(values, before);
  throws(() => levelShifts(values, { window: 3 }), RangeError);
});
