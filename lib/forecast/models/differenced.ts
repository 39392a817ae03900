/** Differences over a lag, forecast by another model and added up again: a level, or a season's level, that wanders. */
import type { PointModel } from "../candidate.ts";
import { wholeNumber } from "./option_checks.ts";

/** What is differenced, and what forecasts the differences. */
export interface DifferencedOptions {
  /** Steps between the values of a difference, 1 or more. */
  readonly lag: number;
  readonly model: PointModel;
}

/**
 * Another model on differences over a lag.
 *
 * @throws {RangeError} when the lag is no whole number of 1 or more.
 * @see Box and Jenkins, Time Series Analysis (1970), chapter 4
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { differenced } from "@lib/forecast/models/differenced.ts";
 * import { naive } from "@lib/forecast/models/naive.ts";
 * const line = differenced({ lag: 1, model: naive() });
 * deepStrictEqual(line.points(Float64Array.of(1, 3, 5), 2, { step: 3600, seasons: [] }), Float64Array.of(7, 9));
 * ```
 */
export function differenced({ lag, model }: DifferencedOptions): PointModel {
  wholeNumber("differenced model", "lag", lag);
  return {
    name: `${model.name}, of differences over ${lag}`,
    points(values, horizon, frame) {
      const changes = new Float64Array(Math.max(0, values.length - lag));
      if (changes.length === 0) return undefined;
      for (let at = 0; at < changes.length; at++) changes[at] = values[at + lag]! - values[at]!;
      const points = model.points(changes, horizon, frame);
      if (!points) return undefined;
      for (let ahead = 0; ahead < horizon; ahead++) {
        points[ahead]! += ahead < lag ? values[values.length - lag + ahead]! : points[ahead - lag]!;
      }
      return points;
    },
  };
}
