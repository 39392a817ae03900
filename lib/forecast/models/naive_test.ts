import { deepStrictEqual } from "node:assert/strict";
import { naive } from "./naive.ts";
import { HOURS, keepsLaws } from "./point_model_fixture.ts";

Deno.test("naive() goes on with the last value", () => {
  deepStrictEqual(naive().points(Float64Array.of(3, 9, 4), 3, HOURS), Float64Array.of(4, 4, 4));
  keepsLaws(naive(), { fewest: 1 });
});
