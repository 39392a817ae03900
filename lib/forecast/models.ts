/** Every model: what the contract test, the leaderboard and the notebook loop over. A new model is one file and one line here. */
import { calendarBlind, calendarRidge } from "./calendar/calendar_ridge.ts";
import type { Forecaster } from "./forecaster.ts";
import { seasonalMedian } from "./models/seasonal_median.ts";
import { seasonalNaive } from "./models/seasonal_naive.ts";

/** The models, baselines first. */
export const MODELS: readonly Forecaster[] = [seasonalNaive, seasonalMedian, calendarBlind, calendarRidge];

/** Days of history below which a robust baseline competes too. */
const LONG_HISTORY = 365;

/** The models worth trying on a history: the baseline and the calendar ridge, on less than a year also the seasonal median. */
export function modelsFor(days: number): readonly Forecaster[] {
  return days < LONG_HISTORY ? [seasonalNaive, seasonalMedian, calendarRidge] : [seasonalNaive, calendarRidge];
}
