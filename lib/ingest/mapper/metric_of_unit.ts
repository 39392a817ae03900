/** What a column measures where its unit stands beside the name: behind the numbers, or in a column of its own. */
import { CORES_METRIC, counterOf, rateUnitOf } from "@lib/core/reading_batch.ts";
import { type ColumnMeaning, guessMetric, isOwnMetric, plainName } from "./metric_guess.ts";
import { type Unit } from "@lib/core/metric.ts";
import { unitFactor } from "./units.ts";

/**
 * The meaning of a column by its name and its unit; a metric of the fleet whose unit cannot be made from this one is the
 * source's own.
 *
 * @param unit Unit of the values, or that of a counter as READINGS have it.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { metricOfUnit } from "@lib/ingest/mapper/metric_of_unit.ts";
 * const { metric, unit, factor } = metricOfUnit("network in", "MB/s");
 * deepStrictEqual([metric, unit, factor], ["net_in_mbps", "Mbps", 8]);
 * ```
 */
export function metricOfUnit(name: string, unit: string): ColumnMeaning {
  const because = "name and unit", spelled = guessMetric(name);
  const guess = isOwnMetric(spelled) ? guessMetric(`${name} [${unit}]`) : spelled;
  const own: ColumnMeaning = {
    metric: plainName(name),
    unit,
    sourceUnit: unit,
    factor: 1,
    because: isOwnMetric(guess) ? guess.because : because,
    confidence: 0.7,
  };
  if (isOwnMetric(guess)) return own;
  if (guess.metric === CORES_METRIC) return { ...guess, confidence: 0.9 };
  const rate = rateUnitOf(unit), factor = unitFactor(guess.unit as Unit, rate ?? unit);
  if (factor === undefined) return own;
  const scale = { sourceUnit: unit, factor, because, confidence: 0.9 };
  return { ...guess, ...scale, unit: rate === undefined ? guess.unit : counterOf(guess.unit) };
}
