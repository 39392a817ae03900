/** The pool of daily values: weeks, and years where the history has them. */
import { DAYS_A_WEEK } from "@lib/core/day.ts";
import { calendarRegression } from "../models/calendar_regression.ts";
import { changeQuantiles } from "../models/change_quantiles.ts";
import { croston } from "../models/croston.ts";
import { dampedHolt } from "../models/damped_holt.ts";
import { deseasonalised } from "../models/deseasonalised.ts";
import { exponentialQuantiles } from "../models/exponential_quantiles.ts";
import { kernelQuantiles } from "../models/kernel_quantiles.ts";
import { naive } from "../models/naive.ts";
import { recentMedian } from "../models/recent_median.ts";
import { recentQuantiles } from "../models/recent_quantiles.ts";
import { autoregression } from "../models/seasonal_autoregression.ts";
import { seasonalMedian } from "../models/seasonal_median.ts";
import { seasonalNaive } from "../models/seasonal_naive.ts";
import { seasonalQuantiles } from "../models/seasonal_quantiles.ts";
import { simpleExponentialSmoothing } from "../models/simple_exponential_smoothing.ts";
import { theta } from "../models/theta.ts";
import { yearlyMedian } from "../models/yearly_median.ts";
import { ascendingLags } from "./ascending_lags.ts";
import type { Listed } from "./pools.ts";

/**
 * The models.
 *
 * @param week Steps of the season, 7 for days; any other short season of a step of a day or more takes its place.
 */
export function poolOfDays(week: number): Listed[] {
  return [
    ["fast", naive()],
    ["fast", simpleExponentialSmoothing()],
    ["standard", recentMedian({ length: week })],
    ["fast", seasonalNaive({ season: week })],
    ["fast", seasonalMedian({ season: week, seasons: 7, window: 1, levelShare: 1 })],
    ["standard", seasonalQuantiles({ season: week, seasons: 7, window: 1, levelShare: 0.5 })],
    ["standard", recentQuantiles({ length: 2 * week })],
    ["full", recentQuantiles({ length: 4 * week })],
    ["full", exponentialQuantiles({ tau: week })],
    ["standard", exponentialQuantiles({ tau: 3 * week })],
    ["standard", kernelQuantiles({ day: week, tau: 4 })],
    ["full", kernelQuantiles({ day: week, tau: 6, levelShare: 0.7 })],
    ["full", changeQuantiles()],
    ["standard", deseasonalised({ seasons: [week], model: theta(), log: true })],
    ["full", deseasonalised({ seasons: [week], model: dampedHolt(), log: true })],
    ["standard", deseasonalised({ seasons: [week], model: simpleExponentialSmoothing() })],
    ["full", autoregression({ lags: ascendingLags([1, 2, week, 2 * week]), penalty: 5 })],
    ["full", autoregression({ lags: ascendingLags([1, 2, week, 2 * week]), loss: "absolute", penalty: 3 })],
    // Silent unless the series is zero most of the time.
    ["standard", croston()],
    ...(week === DAYS_A_WEEK ? yearly() : []),
  ];
}

/** What several years of days allow; shorter histories leave these models silent. */
function yearly(): Listed[] {
  return [
    ["full", yearlyMedian()],
    ["full", autoregression({ lags: [1, 2, 3, 4, 5, 6, 7, 8, 14, 21, 28, 357, 363, 364, 365, 371] })],
    ["full", calendarRegression({ log: true, passes: 1, harmonics: 6, carry: 0 })],
    ["full", calendarRegression({ log: true })],
    ["standard", calendarRegression({})],
    ["full", calendarRegression({ knots: 6, trendPenalty: 50 })],
    ["full", deseasonalised({ seasons: [7, 365], model: theta(), log: true })],
  ];
}
