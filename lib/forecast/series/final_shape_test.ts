import { deepStrictEqual, ok } from "node:assert/strict";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { finalShape } from "./final_shape.ts";
import { seriesFrame } from "./series_frame.ts";

const frame = (values: number[]) => seriesFrame({ values: Float64Array.from(values), step: 3600, seasons: [] });
/** One step whose quantiles lie at their levels, times 10. */
const combined = Float64Array.from(QUANTILE_LEVELS, (level) => 10 * level);

Deno.test("finalShape() widens around the median, more where the folds span little, and stays ordered and within the bounds", () => {
  const wide = finalShape(combined, frame([0.5, 20.25]), 0.5), narrow = finalShape(combined, frame([0.5, 20.25]), 12);
  deepStrictEqual(wide[6]![0], 5);
  ok(wide[10]![0]! > narrow[10]![0]! && narrow[10]![0]! > 9);
  ok(wide.every((line, level) => level === 0 || line[0]! >= wide[level - 1]![0]!));
  ok(wide[0]![0]! >= 0);
});

Deno.test("finalShape() gives whole numbers to a series of whole numbers", () => {
  ok(finalShape(combined, frame([0, 20]), 2).every((line) => Number.isInteger(line[0])));
});
