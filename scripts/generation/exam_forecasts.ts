/** The forecasts that a generated fleet is examined with: where the generator and the forecasters meet. */
import { historyOf } from "@lib/core/panel.ts";
import { type Forecaster, MODELS } from "@lib/forecast/mod.ts";
import { EXAM_DAYS, type ExamForecasts, type GeneratedFleet } from "@lib/generate/mod.ts";

/**
 * Forecasts of every server's CPU for the last 90 days of a fleet, from the days before.
 *
 * The calendar-blind ridge knows weekdays and the year, but neither holidays nor month and quarter ends.
 */
export function examForecasts({ panel, plans }: Pick<GeneratedFleet, "panel" | "plans">): ExamForecasts {
  const histories = plans.map(({ calendar }, server) => ({
    values: historyOf(panel, "cpu_p95", server).subarray(0, panel.days - EXAM_DAYS),
    start: panel.start,
    calendar,
  }));
  const medians = (name: string): Float64Array => {
    const model = MODELS.find((known) => known.name === name);
    if (!model) throw new RangeError(`Cannot examine a fleet: expected a model ${name}`);
    const values = new Float64Array(plans.length * EXAM_DAYS);
    fitAll(model, histories).forEach((fitted, server) =>
      values.set(fitted.predict(EXAM_DAYS, [0.5]).quantiles[0]!, server * EXAM_DAYS)
    );
    return values;
  };
  return { calendarBlind: medians("calendar-blind ridge"), seasonalNaive: medians("seasonal naive") };
}

function fitAll(model: Forecaster, histories: Parameters<Forecaster["fit"]>[0][]): ReturnType<Forecaster["fit"]>[] {
  return model.fitMany?.(histories) ?? histories.map((history) => model.fit(history));
}
