/** Are the breach probabilities true? At every past origin the same simulation says a probability, and what came says yes or no. */
import type { Config } from "@lib/core/config.ts";
import { numbersOf, type Table } from "@lib/core/table.ts";
import { criticalScores, dependenceByMetric } from "./assess_risk.ts";
import { firstBreach } from "./breach.ts";
import { breachProbability, errorPathsByMetric, simulateBreaches } from "./breach_paths.ts";
import { forecastRuns, quantilesOf } from "./forecast_runs.ts";
import { inventoryOf } from "./inventory.ts";
import { thresholdOf } from "./thresholds.ts";

/** What a calibration needs. */
export interface CalibrationInput {
  /** BACKTEST_FORECAST. */
  readonly backtestForecast: Table;
  /** FORECAST: it tells which model forecasts which metric. */
  readonly forecast: Table;
  /** FLEET, for the links. */
  readonly fleet: Table;
  readonly rules: Config["risk"];
  readonly seed: number;
}

/** Predictions of about one probability, and how often a breach came. */
export interface ReliabilityRow {
  /** Bounds of the bin: low ≤ probability < high (the last one includes 1). */
  readonly low: number;
  readonly high: number;
  readonly predictions: number;
  /** Mean probability of the bin, `null` when it is empty. */
  readonly predicted: number | null;
  /** Share of the predictions after which a breach came, `null` when there were none. */
  readonly observed: number | null;
}

/** How true the probabilities were. */
export interface BreachCalibration {
  readonly reliability: readonly ReliabilityRow[];
  /** Mean squared error of the probabilities: 0 is perfect. `null` without predictions. */
  readonly brier: number | null;
  /** The same if every prediction had been the overall share of breaches. */
  readonly brierOfBaseRate: number | null;
  readonly predictions: number;
  readonly breaches: number;
}

const BINS = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1];

/**
 * Compares probabilities with what came, over all servers, metrics and past origins; a breach within the backtest's own horizon counts.
 *
 * Windows with a missing day are left out: nobody knows what came. The dependence of errors is learned from all origins together, the
 * quantiles are those that each origin had.
 *
 * @see Brier, Verification of forecasts expressed in terms of probability (1950)
 */
export function breachCalibration(input: CalibrationInput): BreachCalibration {
  const { backtestForecast, rules } = input;
  const entryOf = inventoryOf(input.fleet);
  const forecasts = forecastRuns(input.forecast);
  const modelOf = new Map(forecasts.map(({ server, metric, model }) => [`${server} ${metric}`, model]));
  const dependence = dependenceByMetric(backtestForecast, forecasts);
  const quantiles = quantilesOf(backtestForecast), actual = numbersOf(backtestForecast, "actual");
  const pairs: { probability: number; came: boolean }[] = [];
  const runs = forecastRuns(backtestForecast);
  const longest = runs.reduce((most, { first, end }) => Math.max(most, end - first), 0);
  const errorsOf = errorPathsByMetric(dependence, longest, input.seed, "calibration");
  for (const { server, metric, model, first, end } of runs) {
    const threshold = thresholdOf(metric, rules.thresholds, entryOf(server).networkMbps);
    if (modelOf.get(`${server} ${metric}`) !== model || Number.isNaN(threshold)) continue;
    const values = Array.from({ length: end - first }, (_, step) => actual[first + step]!);
    if (values.some((value) => Number.isNaN(value))) continue;
    const outlook = simulateBreaches(criticalScores(quantiles, first, end - first, threshold), errorsOf(metric));
    pairs.push({
      probability: breachProbability(outlook, end - first),
      came: firstBreach((day) => values[day]! >= threshold, values.length) >= 0,
    });
  }
  const breaches = pairs.filter(({ came }) => came).length;
  const brier = (guess: (pair: { probability: number }) => number): number | null =>
    pairs.length === 0
      ? null
      : pairs.reduce((sum, pair) => sum + (guess(pair) - (pair.came ? 1 : 0)) ** 2, 0) / pairs.length;
  return {
    reliability: BINS.slice(1).map((high, index) => {
      const low = BINS[index]!;
      const own = pairs.filter(({ probability }) => probability >= low && (probability < high || high === 1));
      return {
        low,
        high,
        predictions: own.length,
        predicted: own.length === 0 ? null : own.reduce((sum, { probability }) => sum + probability, 0) / own.length,
        observed: own.length === 0 ? null : own.filter(({ came }) => came).length / own.length,
      };
    }),
    brier: brier(({ probability }) => probability),
    brierOfBaseRate: brier(() => breaches / pairs.length),
    predictions: pairs.length,
    breaches,
  };
}
