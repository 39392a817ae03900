/** What a forecast is made of. */
import type { Component, Fitted } from "./forecaster.ts";

/**
 * The components of a fitted model's median: level, trend, annual, weekday and calendar, in the unit of the series.
 *
 * Each is what it adds to those before it; together they are the model's median before it is calibrated or bounded.
 *
 * @throws {RangeError} when the model has no components.
 */
export function explain(fitted: Fitted, horizon: number): Component[] {
  if (!fitted.explain) {
    throw new RangeError(
      `Cannot explain ${fitted.model}: expected a model with components, such as the calendar ridge`,
    );
  }
  return fitted.explain(horizon);
}
