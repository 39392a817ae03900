/** 600 daily series of four years, 8 origins and the final forecast, 90 days ahead: the calendar engine beside last week's values. */
import { calendarBlind, calendarRidge } from "../calendar/calendar_ridge.ts";
import { weeklyNaive } from "../calendar/weekly_naive.ts";
import type { OutlookForecaster } from "../calendar/outlook.ts";
import { fleetDays } from "./fleet_days.ts";
import { forecastFleet } from "./fleet_forecast.ts";
import { fleetSeries } from "./fleet_series.ts";
import { originsOf } from "./horizon.ts";
import { smallFleet } from "./small_fleet.ts";
import { type FleetLessons, taughtFits } from "./taught_fits.ts";

const HORIZON = 90, ORIGINS = 8;
const { panel, regions } = smallFleet({ servers: 600 });

/** Medians and spreads of every series from every origin, the earliest first, and from the last day. */
function fitAndForecast(model: OutlookForecaster): void {
  const days = fleetDays(panel, regions, HORIZON);
  const origins = originsOf(panel.days, HORIZON, ORIGINS).reverse();
  const series = fleetSeries(panel, days, origins[0]!);
  let lessons: FleetLessons = new Map();
  for (const length of [...origins, panel.days]) {
    const { fits, taught } = taughtFits(model, series.historiesAt(length), lessons);
    for (const fitted of fits) fitted.outlook(HORIZON);
    if (length < panel.days) lessons = taught();
  }
}

Deno.bench("calendar ridge", { group: "medians and spreads", baseline: true, n: 5, warmup: 1 }, () => {
  fitAndForecast(calendarRidge);
});
Deno.bench("calendar-blind ridge", { group: "medians and spreads", n: 5, warmup: 1 }, () => {
  fitAndForecast(calendarBlind);
});
Deno.bench("seasonal naive", { group: "medians and spreads", n: 5, warmup: 1 }, () => {
  fitAndForecast(weeklyNaive);
});
Deno.bench("forecastFleet(): all quantiles, tables and scores", { group: "whole", n: 3, warmup: 1 }, () => {
  forecastFleet({ panel, regions, horizon: HORIZON, origins: ORIGINS, models: [calendarRidge] });
});
