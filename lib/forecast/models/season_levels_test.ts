import { deepStrictEqual } from "node:assert/strict";
import { seasonLevels } from "./season_levels.ts";

Deno.test("seasonLevels() counts back from the end and leaves its input alone", () => {
  const values = Float64Array.of(9, 9, 4, 1, 3, 2, 8, 6, 5, 7);
  const before = values.slice();
  deepStrictEqual(seasonLevels(values, 4, 2), Float64Array.of(6.5, 2.5));
  deepStrictEqual(seasonLevels(values, 1, 3), Float64Array.of(7, 5, 6));
  deepStrictEqual(values, before);
});
