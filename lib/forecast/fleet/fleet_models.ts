/** The models that a fleet is forecast with: they work on a link scale, so that all of its series are calibrated together. */
import { calendarPool } from "../calendar/calendar_pool.ts";
import { calendarBlind, calendarRidge } from "../calendar/calendar_ridge.ts";
import { lastValue } from "../calendar/last_value.ts";
import type { OutlookForecaster } from "../calendar/outlook.ts";
import type { Tier } from "../tier.ts";
import { weeklyMedian } from "../calendar/weekly_median.ts";
import { weeklyNaive } from "../calendar/weekly_naive.ts";

/** The models, baselines first. */
export const FLEET_MODELS: readonly OutlookForecaster[] = [
  lastValue,
  weeklyNaive,
  weeklyMedian,
  calendarBlind,
  calendarPool,
  calendarRidge,
];

/** Days of history below which a robust baseline competes too. */
const LONG_HISTORY = 365;

/**
 * The models worth trying on a history: the baseline and the calendar ridge, on less than a year also the seasonal median; above the fast tier
 * also the calendar pool.
 */
export function modelsFor(days: number, tier: Tier = "fast"): readonly OutlookForecaster[] {
  return [
    weeklyNaive,
    ...(days < LONG_HISTORY ? [weeklyMedian] : []),
    ...(tier === "fast" ? [] : [calendarPool]),
    calendarRidge,
  ];
}
