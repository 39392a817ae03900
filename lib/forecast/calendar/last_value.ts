/** The naive forecast: tomorrow is as today. The simplest baseline of all. */
import { fittedOf } from "./fitted.ts";
import { usableValues } from "../forecaster.ts";
import { type DailyHistory, type FittedOutlook, onLink, type OutlookForecaster } from "./outlook.ts";

/** Days whose changes from day to day tell how large an error is. */
const RECENT_DAYS = 365;

/** The last value, again and again. */
export const lastValue: OutlookForecaster = { name: "naive", fit: fitLastValue };

function fitLastValue(history: DailyHistory): FittedOutlook {
  usableValues(history, lastValue.name);
  const { link, values } = onLink(history);
  let last = NaN;
  const changes = values.map((value) => {
    if (value !== value) return NaN;
    const change = value - last;
    last = value;
    return change;
  });
  return fittedOf({
    model: lastValue.name,
    history,
    link,
    residuals: changes.subarray(-RECENT_DAYS),
    center: (horizon) => new Float64Array(horizon).fill(last),
  });
}
