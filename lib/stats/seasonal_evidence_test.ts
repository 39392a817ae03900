import { deepStrictEqual, ok, throws } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { seasonalEvidence } from "./seasonal_evidence.ts";

function noise(length: number, memory: number, seed: number): Float64Array {
  const random = randomFor(seed, "seasonal evidence", length);
  let last = 0;
  return Float64Array.from({ length }, () => last = memory * last + Math.sqrt(1 - memory * memory) * random.normal());
}

Deno.test("seasonalEvidence() gives the share of the variance that repeats", () => {
  // A swing of amplitude √2 has variance 1, as the noise has.
  const values = noise(2400, 0, 1).map((value, index) => value + Math.SQRT2 * Math.sin(2 * Math.PI * index / 24));
  const { share, score } = seasonalEvidence(values, 24);
  ok(Math.abs(share - 0.5) < 0.05, `${share}`);
  ok(score > 20);
});

Deno.test("seasonalEvidence() of noise scores as a normal variable does, whatever its memory", () => {
  for (const memory of [0, 0.5, 0.8, 0.95]) {
    for (const [length, season] of [[96, 24], [700, 24], [400, 168], [365, 7]] as const) {
      let above2 = 0, above3 = 0;
      for (let seed = 0; seed < 200; seed++) {
        const { score } = seasonalEvidence(noise(length, memory, seed), season);
        if (score > 2) above2++;
        if (score > 3.2) above3++;
      }
      ok(above2 <= 22, `memory ${memory}, ${length} values, season ${season}: ${above2} of 200 above 2`);
      ok(above3 <= 6, `memory ${memory}, ${length} values, season ${season}: ${above3} of 200 above 3.2`);
    }
  }
});

Deno.test("seasonalEvidence() knows neither level, unit nor trend, and sees through gaps and outliers", () => {
  const values = noise(400, 0.5, 3).map((value, index) => value + (index % 7 < 5 ? 2 : 0));
  const { share, score } = seasonalEvidence(values, 7);
  const moved = seasonalEvidence(values.map((value, index) => 1e6 - 50 * value + 3 * index), 7);
  ok(Math.abs(moved.share - share) < 1e-6 && Math.abs(moved.score - score) < 1e-4);
  const torn = values.map((value, index) => index % 11 === 0 ? NaN : index % 40 === 0 ? 500 : value);
  ok(seasonalEvidence(torn, 7).score > 0.6 * score, `${seasonalEvidence(torn, 7).score} of ${score}`);
});

Deno.test("seasonalEvidence() says nothing of constant, missing or too few values", () => {
  const nothing = { share: 0, score: 0 };
  deepStrictEqual(seasonalEvidence(new Float64Array(50).fill(3), 7), nothing);
  deepStrictEqual(seasonalEvidence(new Float64Array(50).fill(NaN), 7), nothing);
  deepStrictEqual(seasonalEvidence(noise(13, 0, 1), 7), nothing);
  ok(Number.isFinite(seasonalEvidence(Float64Array.from({ length: 28 }, (_, day) => day % 7), 7).score));
  throws(() => seasonalEvidence(new Float64Array(50), 1), RangeError);
});
