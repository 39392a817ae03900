/** Fits a model to the series of a fleet, metric by metric, with what earlier days of the same metric have taught. */
import type { Metric } from "@lib/core/metric.ts";
import type { Lesson } from "../calendar/lesson.ts";
import { fitAll, type FittedOutlook, type OutlookForecaster } from "../calendar/outlook.ts";
import type { SeriesHistory } from "./fleet_series.ts";

/** What is known of each metric's effects. */
export type FleetLessons = ReadonlyMap<Metric, Lesson>;

/** Fitted series and what they teach. */
export interface TaughtFits {
  /** One per series, in their order. */
  readonly fits: FittedOutlook[];
  /** For fits that see these days too, and later ones; learned when asked for. */
  taught(): FleetLessons;
}

/**
 * Fits the series.
 *
 * @param series All of one length.
 * @param lessons Of an earlier origin; none at the first.
 */
export function taughtFits(
  model: OutlookForecaster,
  series: readonly SeriesHistory[],
  lessons: FleetLessons,
): TaughtFits {
  if (!model.fitFleet) return { fits: fitAll(model, series.map(({ history }) => history)), taught: () => lessons };
  const fits: FittedOutlook[] = new Array(series.length);
  const learners = new Map<Metric, () => Lesson>();
  const places = Map.groupBy(series.keys(), (place) => series[place]!.metric);
  for (const [metric, own] of places) {
    const { fitted, lesson } = model.fitFleet(own.map((place) => series[place]!.history), lessons.get(metric));
    own.forEach((place, index) => fits[place] = fitted[index]!);
    learners.set(metric, lesson);
  }
  return { fits, taught: () => new Map([...learners].map(([metric, lesson]) => [metric, lesson()])) };
}
