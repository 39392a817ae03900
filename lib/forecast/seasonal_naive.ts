/** The seasonal naive: every weekday repeats its last value. The baseline that every other model has to beat. */
import { fittedOf } from "./fitted.ts";
import { type Fitted, type Forecaster, type History, usableDays } from "./forecaster.ts";
import { linked, linkOf } from "./link.ts";

const WEEK = 7;

/** Last week, again and again; a weekday that never had a value takes the last value of all. */
export const seasonalNaive: Forecaster = {
  name: "seasonal naive",
  fit: fitSeasonalNaive,
};

function fitSeasonalNaive(history: History): Fitted {
  const usable = usableDays(history, "seasonal naive");
  const link = linkOf(history.values);
  const values = linked(link, history.values);
  const days = values.length;
  const last = lastValue(values);
  const residuals = values.map((value, index) => index < WEEK ? NaN : value - values[index - WEEK]!);
  const lastWeek = Float64Array.from({ length: WEEK }, (_, ahead) => {
    for (let index = days + ahead - WEEK; index >= 0; index -= WEEK) {
      if (!Number.isNaN(values[index])) return values[index]!;
    }
    return last;
  });
  return fittedOf({
    model: usable < WEEK ? `naive (seasonal naive needs ${WEEK} days, got ${usable})` : "seasonal naive",
    history,
    link,
    // With less than two weeks there is nothing to compare with a week ago: day-to-day changes stand in.
    residuals: residuals.some((value) => value === value)
      ? residuals
      : values.map((value, index) => index < 1 ? NaN : value - values[index - 1]!),
    center: (horizon) => Float64Array.from({ length: horizon }, (_, step) => lastWeek[step % WEEK]!),
  });
}

function lastValue(values: Float64Array): number {
  for (let index = values.length - 1; index >= 0; index--) if (!Number.isNaN(values[index])) return values[index]!;
  return NaN;
}
