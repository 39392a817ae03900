/**
 * The calendar pool: the calendar ridge takes the calendar, the week and the year out of a history, univariate models carry on what remains,
 * and the median of their paths and the ridge's own, step by step, gets the calendar back.
 *
 * The ridge's trend is one straight line with bends; where a level drifts, or a trend dies down, theta, damped Holt, exponential smoothing or the
 * median of the last weeks know better, and the median of all is led astray by none.
 *
 * @see Petropoulos and Svetunkov, A simple combination of univariate models, International Journal of Forecasting 36 (2020)
 */
import { DAY_SECONDS } from "@lib/core/day.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { PointModel } from "../candidate.ts";
import { dampedHolt } from "../models/damped_holt.ts";
import { recentMedian } from "../models/recent_median.ts";
import { simpleExponentialSmoothing } from "../models/simple_exponential_smoothing.ts";
import { theta } from "../models/theta.ts";
import { filled } from "../series/filled.ts";
import { calendarRidge } from "./calendar_ridge.ts";
import { withOutlook } from "./fitted.ts";
import type { FittedOutlook, OutlookForecaster } from "./outlook.ts";

/** Days of the adjusted history that the models see: older ones say little of the next quarter. */
const SEEN_DAYS = 730;

/** The univariate models. */
const MEMBERS: readonly PointModel[] = [
  theta(),
  dampedHolt(),
  simpleExponentialSmoothing(),
  recentMedian({ length: 56 }),
];

/** Median of the calendar ridge and of univariate models on the history that it has adjusted. */
export const calendarPool: OutlookForecaster = {
  name: "calendar pool",
  fit: (history) => pooled(calendarRidge.fit(history)),
  fitMany: (histories) => calendarRidge.fitMany!(histories).map(pooled),
  fitFleet(histories, before) {
    const { fitted, lesson } = calendarRidge.fitFleet!(histories, before);
    return { fitted: fitted.map(pooled), lesson };
  },
};

function pooled(ridge: FittedOutlook): FittedOutlook {
  const { adjusted } = ridge;
  // A fallback of the ridge is the pool's, too, and says so.
  if (!adjusted) return ridge;
  return withOutlook(ridge, calendarPool.name, (horizon) => {
    const { center, spread } = ridge.outlook(horizon);
    const { history, ahead } = adjusted(horizon);
    const frame = { step: DAY_SECONDS, seasons: [] };
    const seen = filled(fromFirstValue(history.subarray(-SEEN_DAYS)), []);
    const paths = MEMBERS.flatMap((model) => model.points(seen, horizon, frame) ?? []);
    const values = new Float64Array(paths.length + 1);
    return {
      spread,
      center: center.map((own, step) => {
        paths.forEach((path, place) => values[place] = path[step]! + ahead[step]!);
        values[paths.length] = own;
        return medianInPlace(values);
      }),
    };
  });
}

function fromFirstValue(values: Float64Array): Float64Array {
  return values.subarray(values.findIndex((value) => value === value));
}
