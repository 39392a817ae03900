import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { modelWeights } from "./model_weights.ts";
import type { Lent } from "./lending.ts";
import { noErrors } from "./outer_errors.ts";

const scores = [Float64Array.of(0.1, 0, NaN, -0.1)];
const tried = { names: ["a", "b", "silent", "d"], scores, span: 4 };
const lent = (series: number): Lent => ({
  series,
  scores: [new Map([["a", -1], ["b", 0], ["d", 0]])],
  outer: noErrors(),
});

Deno.test("modelWeights() puts the best first at weight 1 and leaves models without a score out", () => {
  const [segment] = modelWeights(tried, undefined);
  deepStrictEqual(segment!.map(({ model }) => model), [3, 1, 0]);
  strictEqual(segment![0]!.weight, 1);
  ok(Math.abs(segment![1]!.weight - Math.exp(-0.7 * Math.sqrt(1 / 2))) < 1e-12);
});

Deno.test("modelWeights() listens to peers the more, the shorter the span of its origins, and not to two of them", () => {
  const first = (span: number, series: number): number => modelWeights({ ...tried, span }, lent(series))[0]![0]!.model;
  strictEqual(first(1, 9), 0);
  strictEqual(first(12, 9), 3);
  strictEqual(first(1, 2), 3);
});

Deno.test("modelWeights() is empty where nothing was tried", () => {
  deepStrictEqual(modelWeights({ names: ["a"], scores: [], span: 0.5 }, undefined), []);
  deepStrictEqual(modelWeights({ names: ["a"], scores: [Float64Array.of(NaN)], span: 0.5 }, undefined), [[]]);
});
