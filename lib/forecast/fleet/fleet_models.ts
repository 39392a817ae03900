/** Every model: what the contract test, the leaderboard and the notebook loop over. A new model is one file and one line here. */
import { calendarBlind, calendarRidge } from "../calendar/calendar_ridge.ts";
import { lastValue } from "../calendar/last_value.ts";
import type { OutlookForecaster } from "../calendar/outlook.ts";
import { weeklyMedian } from "../calendar/weekly_median.ts";
import { weeklyNaive } from "../calendar/weekly_naive.ts";

/** The models, baselines first. */
export const FLEET_MODELS: readonly OutlookForecaster[] = [
  lastValue,
  weeklyNaive,
  weeklyMedian,
  calendarBlind,
  calendarRidge,
];

/** Days of history below which a robust baseline competes too. */
const LONG_HISTORY = 365;

/** The models worth trying on a history: the baseline and the calendar ridge, on less than a year also the seasonal median. */
export function modelsFor(days: number): readonly OutlookForecaster[] {
  return days < LONG_HISTORY ? [weeklyNaive, weeklyMedian, calendarRidge] : [weeklyNaive, calendarRidge];
}
