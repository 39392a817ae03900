/**
 * Days on which only a model that knows the calendar has something to say: holidays, bridge days, the ends of months and quarters.
 *
 * They are few, so they hardly move the weights of the pool, in which most models know nothing of them: the middle of the pool would forecast a
 * holiday as a working day. On these days the models that know the calendar speak alone, if they are not far behind on all days together.
 */
import type { Weighed } from "./model_weights.ts";
import type { SeriesFrame } from "./series_frame.ts";

/** Weight relative to the best model from which a model that knows the calendar is not far behind. */
const LEAST_WEIGHT = 0.2;

/** The steps ahead that fall on such a day; none where no holidays are known. */
export function calendarSteps({ calendar, values }: SeriesFrame, horizon: number): number[] {
  if (!calendar || calendar.every(({ holiday }) => holiday === null)) return [];
  return [...Array(horizon).keys()].filter((step) => {
    const day = calendar[values.length + step];
    return day !== undefined && (day.isBridge || (day.regime !== "weekend" && day.regime !== "ordinary"));
  });
}

/** The weights of the models that know the calendar; `undefined` where none of them keeps up with the others in some part of the forecast. */
export function calendarWeights(
  weights: readonly (readonly Weighed[])[],
  knows: (model: number) => boolean,
): Weighed[][] | undefined {
  const own = weights.map((part) => part.filter(({ model, weight }) => weight >= LEAST_WEIGHT && knows(model)));
  return own.every((part) => part.length > 0) ? own : undefined;
}
