import { deepStrictEqual, ok } from "node:assert/strict";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { finalShape } from "./final_shape.ts";
import { countErrors, noErrors } from "./outer_errors.ts";
import { seriesFrame } from "./series_frame.ts";

const frame = (values: number[]) => seriesFrame({ values: Float64Array.from(values), step: 3600, seasons: [] });
/** One step whose quantiles lie at their levels, times 10. */
const combined = Float64Array.from(QUANTILE_LEVELS, (level) => 10 * level);

Deno.test("finalShape() widens around the median, more where the folds span little, and stays ordered and within the bounds", () => {
  const wide = finalShape(combined, frame([0.5, 20.25]), { span: 0.5 }),
    narrow = finalShape(combined, frame([0.5, 20.25]), { span: 12 });
  deepStrictEqual(wide[6]![0], 5);
  ok(wide[10]![0]! > narrow[10]![0]! && narrow[10]![0]! > 9);
  ok(wide.every((line, level) => level === 0 || line[0]! >= wide[level - 1]![0]!));
  ok(wide[0]![0]! >= 0);
});

Deno.test("finalShape() gives whole numbers to a series of whole numbers", () => {
  ok(finalShape(combined, frame([0, 20]), { span: 2 }).every((line) => Number.isInteger(line[0])));
});

Deno.test("finalShape() takes the outer quantiles half from the pool's errors", () => {
  const counted = noErrors();
  // Errors of 0.8 half widths above the median, and one in twenty of four: the 97.5 % quantile lies near four.
  const inner = { low: Float64Array.of(0), median: Float64Array.of(0), high: Float64Array.of(1) };
  for (let index = 0; index < 40; index++) countErrors(counted, inner, Float64Array.of(index < 38 ? 0.8 : 4), 0);
  const [, , q10, , , , , , , , , , q975] = finalShape(combined, frame([-90.5, 90.5]), { span: 1e9, outer: counted });
  const distance = q975![0]! - 5;
  ok(Math.abs(distance - Math.sqrt(4.75 * 4 * 4)) / distance < 0.08, `${distance}`);
  ok(Math.abs(q10![0]! - (5 - 4)) < 1e-6);
});
