import { deepStrictEqual } from "node:assert/strict";
import { conformalQuantiles } from "@lib/stats/conformal_rank.ts";

import { ResidualQuantiles, withOffsets } from "./residual_quantiles.ts";

const levels = [0.1, 0.5, 0.9];
/** Quantiles of errors whose median is shrunk. */
const centred = (...errors: number[]): Float64Array =>
  conformalQuantiles(Float64Array.from(errors), levels).map((value, _, all) =>
    value - all[1]! * 400 / (errors.length + 400)
  );
/** Three origins of four steps whose errors are all different. */
const paths = [0, 10, 20].map((level) => new Float64Array(4).fill(level));
const actuals = paths.map((path, origin) => path.map((value, step) => value + 10 * origin + step));

Deno.test("ResidualQuantiles pools a bucket with its neighbours and leaves an origin out when asked", () => {
  const residuals = new ResidualQuantiles(paths, actuals, [0, 1, 2, 4]);
  deepStrictEqual(residuals.offsets(levels).slice(0, 3), centred(0, 1, 10, 11, 20, 21));
  deepStrictEqual(residuals.offsets(levels, 1).slice(0, 3), centred(0, 1, 20, 21));
});

Deno.test("ResidualQuantiles skips missing values and silent origins, equal errors included", () => {
  const gaps = actuals.map((actual) => actual.slice().fill(NaN, 2));
  const residuals = new ResidualQuantiles([paths[0], undefined, paths[0]], [gaps[0]!, gaps[1]!, gaps[0]!], [0, 4]);
  deepStrictEqual(residuals.offsets(levels, 2), centred(0, 1));
});

Deno.test("withOffsets() adds each bucket's own", () => {
  const quantiles = withOffsets(Float64Array.of(5, 6, 7), Float64Array.of(-1, 1, -2, 2), [0, 1, 3]);
  deepStrictEqual([...quantiles], [4, 4, 5, 6, 8, 9]);
});
