/**
 * The pool of steps whose one season is long, such as weeks in a year: few seasons are known, so models follow the level and the changes.
 *
 * Many models of nearly the same flat path would outvote the others; one of them is enough.
 */
import { changeQuantiles } from "../models/change_quantiles.ts";
import { dampedHolt } from "../models/damped_holt.ts";
import { deseasonalised } from "../models/deseasonalised.ts";
import { differenced } from "../models/differenced.ts";
import { exponentialQuantiles } from "../models/exponential_quantiles.ts";
import { autoregression } from "../models/seasonal_autoregression.ts";
import { ascendingLags } from "./ascending_lags.ts";
import type { Listed } from "./pools.ts";

/**
 * The models.
 *
 * @param year Steps of the season.
 */
export function poolOfWeeks(year: number): Listed[] {
  const quarter = Math.max(2, Math.round(year / 4));
  const lags = ascendingLags([
    1,
    2,
    3,
    4,
    5,
    6,
    8,
    quarter,
    2 * quarter,
    3 * quarter,
    year - 1,
    year,
    year + 1,
    2 * year,
    2 * year + 1,
    3 * year,
  ]);
  const few = ascendingLags([1, 2, 3, 4, quarter, 2 * quarter, year - 1, year, year + 1, 2 * year]);
  return [
    ["fast", autoregression({ lags, difference: 1, decay: 0.998 })],
    ["standard", autoregression({ lags, difference: 1, log: true, loss: "absolute" })],
    ["full", autoregression({ lags, difference: 1, loss: "absolute" })],
    ["full", autoregression({ lags, log: true, loss: "absolute" })],
    ["full", autoregression({ lags: few, difference: year, log: true, loss: "absolute" })],
    ["full", differenced({ lag: 1, model: autoregression({ lags: few.slice(0, -1), difference: year }) })],
    ["fast", deseasonalised({ seasons: [year], model: dampedHolt(), log: true, decay: 0.8, shrink: 1 })],
    ["fast", exponentialQuantiles({ tau: 5 })],
    ["standard", changeQuantiles()],
  ];
}
