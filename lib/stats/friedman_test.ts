import assert from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { friedman } from "./friedman.ts";

Deno.test("friedman() gives the textbook's statistic", () => {
  // Conover's lawns: four grasses ranked by twelve owners, ties shared.
  // deno-fmt-ignore
  const ranks = [
    4, 3, 2, 1,  4, 2, 3, 1,  3, 1.5, 1.5, 4,  3, 1, 2, 4,  4, 2, 1, 3,  2, 2, 2, 4,
    1, 3, 2, 4,  2, 4, 1, 3,  3.5, 1, 2, 3.5,  4, 1, 3, 2,  4, 2, 3, 1,  3.5, 1, 2, 3.5,
  ];
  const { statistic, p, rows } = friedman(Float64Array.from(ranks), 4);
  assert.equal(rows, 12);
  assert.ok(Math.abs(statistic - 8.0973) < 1e-3, `${statistic}`);
  assert.ok(Math.abs(p - 0.044) < 1e-3, `${p}`);
});

Deno.test("friedman() calls one in twenty of many tables without an effect significant at 5 %", () => {
  const random = randomFor(1, "friedman");
  let significant = 0;
  for (let table = 0; table < 1000; table++) {
    if (friedman(Float64Array.from({ length: 7 * 30 }, () => random.normal()), 7).p < 0.05) significant++;
  }
  assert.ok(significant > 25 && significant < 75, `${significant} of 1000`);
});

Deno.test("friedman() leaves rows with gaps out, and finds nothing in ties", () => {
  assert.equal(friedman(Float64Array.of(1, 2, NaN, 3, 4, 5), 3).rows, 1);
  assert.equal(friedman(Float64Array.of(1, 1, 1, 2, 2, 2), 3).p, 1);
  assert.equal(friedman(Float64Array.of(1, NaN, 1), 3).p, NaN);
  assert.throws(() => friedman(Float64Array.of(1), 1), RangeError);
});
