import { ok, strictEqual } from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { bankHolidays, REGIONS } from "@lib/core/holidays.ts";
import { randomFor } from "@lib/core/random.ts";
import { guessRegion } from "./region_guess.ts";

const FIRST = dayOf("2022-01-01"), DAYS = 1461;

function noisyDays(seed: number, effectOf: (day: number) => number): Float64Array {
  const random = randomFor("region guess", seed);
  return Float64Array.from({ length: DAYS }, (_, index) => {
    // Heavy tails: a tenth of the days is ten times as noisy.
    const noise = (random.uniform() - 0.5) * (random.uniform() < 0.1 ? 60 : 6);
    return 50 + 10 * ((FIRST + index) % 7 < 2 ? -1 : 0) + noise + effectOf(FIRST + index);
  });
}

Deno.test("guessRegion(): the region whose holidays were planted", () => {
  for (const region of REGIONS) {
    const holidays = bankHolidays(region, FIRST, FIRST + DAYS);
    for (let seed = 0; seed < 10; seed++) {
      const values = noisyDays(seed, (day) => holidays.has(day) ? -15 : 0);
      strictEqual(guessRegion(values, FIRST), region === "US-West" ? "US-East" : region);
    }
  }
});

Deno.test("guessRegion(): no region in noise, in a constant, in a short or missing history, or outside of the known years", () => {
  let guessed = 0;
  for (let seed = 0; seed < 200; seed++) if (guessRegion(noisyDays(seed, () => 0), FIRST)) guessed++;
  ok(guessed <= 4, `${guessed} of 200 series of noise have a region`);
  strictEqual(guessRegion(new Float64Array(DAYS).fill(3), FIRST), undefined);
  strictEqual(guessRegion(new Float64Array(DAYS).fill(NaN), FIRST), undefined);
  strictEqual(guessRegion(noisyDays(1, () => 0).subarray(0, 200), FIRST), undefined);
  const holidays = bankHolidays("EU", FIRST, FIRST + DAYS);
  strictEqual(guessRegion(noisyDays(1, (day) => holidays.has(day) ? -15 : 0), dayOf("1900-01-01")), undefined);
});
