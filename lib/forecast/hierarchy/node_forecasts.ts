/** Forecasts of sums from their own past. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import { type Day, DAY_MS } from "@lib/core/day.ts";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import type { Lesson } from "../calendar/lesson.ts";
import { fitAll, type OutlookForecaster } from "../calendar/outlook.ts";

/** Sums to forecast. */
export interface NodeHistories {
  /** `[node * days + day]`, cores. */
  readonly values: Float64Array;
  /** Days of the histories. */
  readonly days: number;
  /** First day. */
  readonly start: Day;
  /** Calendar of each node, over history and horizon. */
  readonly calendars: readonly (readonly CalendarDay[])[];
}

/** What is asked for. */
export interface NodeForecastOptions {
  /** How many of the nodes, from the first on. */
  readonly nodes: number;
  /** Days of history that the model sees. */
  readonly known: number;
  readonly horizon: number;
  /** What an earlier origin taught. */
  readonly before?: Lesson | undefined;
}

/** Forecasts of nodes. */
export interface NodeForecasts {
  /** `[node * horizon + step]`; `NaN` where the known days hold nothing but zeros. */
  readonly means: Float64Array;
  /** What these days teach a later origin; learned when asked for. */
  lesson(): Lesson | undefined;
}

/**
 * The expected cores of the first nodes of a hierarchy, forecast each for itself.
 */
export function nodeForecasts(
  model: OutlookForecaster,
  { values, days, start, calendars }: NodeHistories,
  { nodes, known, horizon, before }: NodeForecastOptions,
): NodeForecasts {
  const means = new Float64Array(nodes * horizon).fill(NaN);
  const alive = [...Array(nodes).keys()].filter((node) =>
    values.subarray(node * days, node * days + known).some((value) => value > 0)
  );
  const histories = alive.map((node) => ({
    values: values.subarray(node * days, node * days + known),
    start: start * DAY_MS,
    calendar: calendars[node]!,
    bounds: { low: 0, high: Infinity },
  }));
  const fleet = model.fitFleet?.(histories, before);
  const fits = fleet?.fitted ?? fitAll(model, histories);
  alive.forEach((node, index) => means.set(fits[index]!.predict(horizon, QUANTILE_LEVELS).mean, node * horizon));
  return { means, lesson: () => fleet?.lesson() };
}
