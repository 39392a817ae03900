/** The seasonal naive: every weekday repeats its last value. The baseline that every other model has to beat. */
import { fittedOf } from "./fitted.ts";
import { usableValues } from "../forecaster.ts";
import { type DailyHistory, type FittedOutlook, onLink, type OutlookForecaster } from "./outlook.ts";

const WEEK = 7;
/** Days whose week-to-week changes tell how large an error is. */
const RECENT_DAYS = 371;

/** Last week, again and again; a weekday that never had a value takes the last value of all. */
export const weeklyNaive: OutlookForecaster = {
  name: "seasonal naive",
  fit: fitWeeklyNaive,
};

function fitWeeklyNaive(history: DailyHistory): FittedOutlook {
  const usable = usableValues(history, "seasonal naive");
  const { link, values: all } = onLink(history);
  const recent = all.subarray(-RECENT_DAYS);
  // A series that went silent long ago keeps its last week, whenever that was.
  const values = recent.every((value) => Number.isNaN(value)) ? all : recent;
  const weekly = changesOver(values, WEEK);
  const last = lastValue(values);
  const lastWeek = Float64Array.from({ length: WEEK }, (_, ahead) => {
    for (let index = values.length + ahead - WEEK; index >= 0; index -= WEEK) {
      if (!Number.isNaN(values[index])) return values[index]!;
    }
    return last;
  });
  return fittedOf({
    model: usable < WEEK ? `naive (seasonal naive needs ${WEEK} days, got ${usable})` : "seasonal naive",
    history,
    link,
    // With less than two weeks there is nothing to compare with a week ago: day-to-day changes stand in.
    residuals: weekly.some((value) => value === value) ? weekly : changesOver(values, 1),
    center: (horizon) => Float64Array.from({ length: horizon }, (_, step) => lastWeek[step % WEEK]!),
  });
}

/** Change of each value since `lag` days before, `NaN` where either is missing. */
function changesOver(values: Float64Array, lag: number): Float64Array {
  const changes = new Float64Array(values.length).fill(NaN, 0, lag);
  for (let index = lag; index < values.length; index++) changes[index] = values[index]! - values[index - lag]!;
  return changes;
}

function lastValue(values: Float64Array): number {
  for (let index = values.length - 1; index >= 0; index--) if (!Number.isNaN(values[index])) return values[index]!;
  return NaN;
}
