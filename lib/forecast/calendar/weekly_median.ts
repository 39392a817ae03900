/** The seasonal median: every weekday repeats the median of its last values. Hard to fool by spikes, and a fallback for short histories. */
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { fittedOf } from "./fitted.ts";
import { usableValues } from "../forecaster.ts";
import { type DailyHistory, type FittedOutlook, onLink, type OutlookForecaster } from "./outlook.ts";

const WEEK = 7;
/** Weeks that the median looks back on. */
const WEEKS = 8;
/** Days below which a weekday has too few values of its own and all days share one median. */
const FEWEST_DAYS = 21;

/** Median of each weekday's last eight values; with less than three weeks, the median of all days. */
export const weeklyMedian: OutlookForecaster = {
  name: "seasonal median",
  fit: (history) => fitWeeklyMedian(history),
};

/**
 * The seasonal median under a label of the caller's, for models that fall back on it.
 *
 * @param reason Why it stands in, for the label.
 */
export function fitWeeklyMedian(history: DailyHistory, reason?: string): FittedOutlook {
  const usable = usableValues(history, "seasonal median");
  const { link, values } = onLink(history);
  const overall = medianOf(values);
  const bySeason = usable >= FEWEST_DAYS;
  const seasons = Float64Array.from({ length: WEEK }, (_, ahead) => {
    if (!bySeason) return overall;
    const own = new Float64Array(WEEKS);
    let count = 0;
    for (let index = values.length + ahead - WEEK; index >= 0 && count < WEEKS; index -= WEEK) {
      if (!Number.isNaN(values[index])) own[count++] = values[index]!;
    }
    return count > 0 ? medianInPlace(own, count) : overall;
  });
  const seasonOf = (index: number): number => seasons[((index - values.length) % WEEK + WEEK) % WEEK]!;
  const name = bySeason ? "seasonal median" : "median";
  const shortfall = reason ?? (bySeason ? undefined : `seasonal median needs ${FEWEST_DAYS} days, got ${usable}`);
  return fittedOf({
    model: shortfall ? `${name} (${shortfall})` : name,
    history,
    link,
    residuals: recentResiduals(values, seasonOf),
    center: (horizon) => Float64Array.from({ length: horizon }, (_, step) => seasonOf(values.length + step)),
  });
}

/** Residuals of the weeks that the medians saw, since an older level would look like error; of all weeks when those are missing. */
function recentResiduals(values: Float64Array, fit: (index: number) => number): Float64Array {
  const residuals = values.map((value, index) => value - fit(index));
  const older = values.length - WEEK * WEEKS;
  if (residuals.subarray(Math.max(0, older)).every((value) => Number.isNaN(value))) return residuals;
  return older > 0 ? residuals.fill(NaN, 0, older) : residuals;
}

function medianOf(values: Float64Array): number {
  const present = values.filter((value) => value === value);
  return medianInPlace(present);
}
