import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { differenced } from "./differenced.ts";
import { naive } from "./naive.ts";

const frame = { step: 3600, seasons: [2] };

Deno.test("differenced() over a season keeps the pattern and its growth", () => {
  const model = differenced({ lag: 2, model: naive() });
  deepStrictEqual(model.points(Float64Array.of(0, 10, 1, 11, 2, 12), 5, frame), Float64Array.of(3, 13, 4, 14, 5));
});

Deno.test("differenced() says nothing of a history within one lag", () => {
  strictEqual(differenced({ lag: 3, model: naive() }).points(Float64Array.of(1, 2, 3), 1, frame), undefined);
});
