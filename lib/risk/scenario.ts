/** What if: the same assessment with more load, or with another threshold. */
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";
import { QUANTILE_COLUMNS } from "@lib/core/quantile_levels.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import { assessRisk, type RiskAssessment, type RiskInput } from "./assess_risk.ts";
import type { Thresholds } from "./thresholds.ts";

/** What changes. */
export interface ScenarioChanges {
  /** Factor on every forecast: 1.2 = a fifth more load. Default 1. A percentage stays within 100. */
  readonly growthFactor?: number;
  /** Thresholds that replace the configured ones, by metric; percent. */
  readonly thresholds?: Partial<Thresholds>;
}

/**
 * Assesses the fleet under changed circumstances. Chance is the same as without them, so the difference is theirs alone.
 *
 * @throws {RangeError} when the factor is not above 0.
 */
export function scenario(input: RiskInput, { growthFactor = 1, thresholds = {} }: ScenarioChanges): RiskAssessment {
  if (!(growthFactor > 0 && growthFactor < Infinity)) {
    throw new RangeError(`Cannot run a scenario: expected a growth factor above 0, got ${growthFactor}`);
  }
  return assessRisk({
    ...input,
    forecast: growthFactor === 1 ? input.forecast : scaled(input.forecast, growthFactor),
    rules: { ...input.rules, thresholds: { ...input.rules.thresholds, ...thresholds } },
  });
}

function scaled(forecast: Table, factor: number): Table {
  const highest = textsOf(forecast, "metric").map((metric) => METRIC_INFO[metric as Metric].max);
  const columns = Object.fromEntries(
    ["mean", ...QUANTILE_COLUMNS].map((name) => {
      const values = Float64Array.from(numbersOf(forecast, name));
      // A gauge that was forecast above its maximum stays where it was.
      return [name, values.map((value, row) => Math.min(value * factor, Math.max(highest[row]!, value)))];
    }),
  );
  return { ...forecast, columns: { ...forecast.columns, ...columns } };
}
