/** Who runs out, when, and what it costs: the risk table of a fleet. */
import type { Config } from "@lib/core/config.ts";
import type { Day } from "@lib/core/day.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { type Table, tableOf } from "@lib/core/table.ts";
import type { Finding } from "@lib/core/tables.ts";
import { adviceOf, reasonsOf } from "./advice.ts";
import { BREACH_WINDOW, windowOf } from "./breach.ts";
import {
  breachDay,
  type BreachOutlook,
  breachProbability,
  errorPathsByMetric,
  isBreaching,
  simulateBreaches,
} from "./breach_paths.ts";
import { type Dependence, dependenceOf } from "./dependence.ts";
import { findingOf, type MetricOutlook } from "./finding.ts";
import { type ForecastRun, forecastRuns, quantilesOf } from "./forecast_runs.ts";
import { type InventoryEntry, inventoryOf } from "./inventory.ts";
import { monthlyCost, savingOfOneSize } from "./money.ts";
import { scoreAt } from "./quantile_curve.ts";
import { thresholdOf } from "./thresholds.ts";

/** What an assessment needs. */
export interface RiskInput {
  /** The history that was forecast: it tells who is breaching already. */
  readonly panel: FleetPanel;
  /** FORECAST. */
  readonly forecast: Table;
  /** BACKTEST_FORECAST: it tells how errors hang together. May be empty. */
  readonly backtestForecast: Table;
  /** FLEET: links, lead times, sizes. Servers that it does not list are assessed without them. */
  readonly fleet: Table;
  /** Thresholds, rules and prices: the `risk` part of the configuration. */
  readonly rules: Config["risk"];
  readonly seed: number;
}

/** What an assessment gives. */
export interface RiskAssessment {
  /** RISK, by server and metric. Cost and saving are the server's, repeated on each of its rows. */
  readonly risk: Table;
  /** How the errors of each metric hang together. */
  readonly dependence: Readonly<Partial<Record<Metric, Dependence>>>;
  /** Plain sentences: what could not be assessed and why. */
  readonly notes: readonly string[];
}

/** Days within which the probabilities are told. */
export const RISK_DAYS = [30, 60, 90] as const;
/** Furthest day that a finding looks to. */
const FURTHEST = 90;
const Q95 = QUANTILE_LEVELS.indexOf(0.95);

interface SeriesRisk extends MetricOutlook {
  readonly asOf: Day;
  readonly outlook: BreachOutlook;
  readonly breachingNow: boolean;
}

/**
 * Assesses every forecast series.
 *
 * The same input gives the same table; a higher threshold or a shorter horizon never raises a probability.
 */
export function assessRisk(input: RiskInput): RiskAssessment {
  const { panel, forecast, fleet, rules } = input;
  const runs = forecastRuns(forecast);
  const entryOf = inventoryOf(fleet);
  const dependence = dependenceByMetric(input.backtestForecast, runs);
  const quantiles = quantilesOf(forecast);
  const errorsOf = errorPathsByMetric(dependence, FURTHEST, input.seed, "risk");
  const indexOf = new Map(panel.servers.map((server, index) => [server, index]));
  const byServer = new Map<string, SeriesRisk[]>();
  const unknownLinks = new Set<string>();
  for (const run of runs) {
    const { server, metric, first, end, origin } = run;
    const threshold = thresholdOf(metric, rules.thresholds, entryOf(server).networkMbps);
    if (Number.isNaN(threshold)) {
      unknownLinks.add(server);
      continue;
    }
    const reach = Math.min(FURTHEST, end - first);
    const critical = criticalScores(quantiles, first, reach, threshold);
    const index = indexOf.get(server);
    const history = index !== undefined && panel.values[metric] ? historyOf(panel, metric, index) : new Float64Array(0);
    // A forecast shorter than a breach's window cannot hold one by itself, so the observed days belong to it; a longer one tells
    // of the breaches ahead, and a last week above the limit (a quarter end, say) is no certainty for the next.
    const observed = reach < BREACH_WINDOW ? windowOf(history, threshold) : 0;
    const outlook = simulateBreaches(critical, errorsOf(metric), observed);
    const own = byServer.get(server) ?? [];
    byServer.set(server, own);
    own.push({
      metric,
      threshold,
      probability: breachProbability(outlook, reach),
      peak: peakOf(quantiles[Q95]!, first, end),
      asOf: origin,
      outlook,
      breachingNow: isBreaching(history, threshold),
    });
  }
  return {
    risk: riskTable(byServer, unknownLinks, entryOf, rules),
    dependence,
    notes: unknownLinks.size === 0 ? [] : [
      `Network of ${unknownLinks.size} ${unknownLinks.size === 1 ? "server" : "servers"} is not assessed: ` +
      "the inventory does not know the speed of the link.",
    ],
  };
}

/** The normal score from which on each day is at or above the threshold. */
export function criticalScores(
  quantiles: readonly ArrayLike<number>[],
  first: number,
  days: number,
  threshold: number,
): Float64Array {
  return Float64Array.from(
    { length: days },
    (_, day) => scoreAt((level) => quantiles[level]![first + day]!, threshold),
  );
}

/** The dependence of every forecast metric, from the backtest of the model that forecast most of it. */
export function dependenceByMetric(
  backtestForecast: Table,
  runs: readonly ForecastRun[],
): Partial<Record<Metric, Dependence>> {
  const past = forecastRuns(backtestForecast);
  const result: Partial<Record<Metric, Dependence>> = {};
  for (const metric of METRICS) {
    const own = runs.filter((run) => run.metric === metric);
    if (own.length === 0) continue;
    const model = mostCommon(own.map((run) => run.model));
    const tried = past.filter((run) => run.metric === metric);
    const same = tried.filter((run) => run.model === model);
    result[metric] = dependenceOf(backtestForecast, same.length > 0 ? same : tried);
  }
  return result;
}

function mostCommon(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].reduce((most, one) => one[1] > most[1] ? one : most)[0];
}

function peakOf(values: ArrayLike<number>, first: number, end: number): number {
  let peak = -Infinity;
  for (let row = first; row < end; row++) peak = Math.max(peak, values[row]!);
  return peak;
}

interface RiskRow extends SeriesRisk {
  readonly server: string;
  readonly finding: Finding;
  readonly orderBy: number;
  readonly reason: string;
  readonly advice: string;
  readonly cost: number;
  readonly saving: number;
}

function riskTable(
  byServer: ReadonlyMap<string, readonly SeriesRisk[]>,
  unknownLinks: ReadonlySet<string>,
  entryOf: (server: string) => InventoryEntry,
  rules: Config["risk"],
): Table {
  const rows = [...byServer].sort(([a], [b]) => a < b ? -1 : 1)
    .flatMap(([server, series]) => serverRows(server, series, unknownLinks.has(server), entryOf(server), rules));
  const numbers = (value: (row: RiskRow) => number): Float64Array => Float64Array.from(rows, value);
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  return tableOf({
    server_id: rows.map(({ server }) => server),
    metric: rows.map(({ metric }) => metric),
    threshold: numbers(({ threshold }) => rounded(threshold)),
    ...Object.fromEntries(
      RISK_DAYS.map((days) => [`p_breach_${days}`, numbers(({ outlook }) => breachProbability(outlook, days))]),
    ),
    p_breach: numbers(({ probability }) => probability),
    reach: numbers(({ outlook }) => outlook.reach),
    breach_days_q10: numbers(({ outlook }) => breachDay(outlook, 0.1)),
    breach_days_q50: numbers(({ outlook }) => breachDay(outlook, 0.5)),
    breach_days_q90: numbers(({ outlook }) => breachDay(outlook, 0.9)),
    // A date that may be missing is a Float64Array: an Int32Array has no NaN.
    order_by: numbers(({ orderBy }) => orderBy),
    headroom: numbers(({ threshold, peak }) => rounded(threshold - peak)),
    finding: rows.map(({ finding }) => finding),
    reason: rows.map(({ reason }) => reason),
    advice: rows.map(({ advice }) => advice),
    cost_per_month: numbers(({ cost }) => rounded(cost)),
    saving_per_month: numbers(({ saving }) => rounded(saving)),
  });
}

function serverRows(
  server: string,
  series: readonly SeriesRisk[],
  linkUnknown: boolean,
  entry: InventoryEntry,
  rules: Config["risk"],
): RiskRow[] {
  const finding = findingOf(series, rules);
  const cost = monthlyCost(entry, rules);
  // Savings are booked only where nothing is at risk and the server is too large.
  const saving = finding === "over-provisioned" || finding === "idle" ? savingOfOneSize(entry, rules) : 0 * cost;
  return [...series].sort((a, b) => METRICS.indexOf(a.metric) - METRICS.indexOf(b.metric)).map((one) => {
    const likely = one.probability >= rules.watchProbability;
    const orderBy = likely ? one.asOf + breachDay(one.outlook, 0.1) - entry.leadTimeDays : NaN;
    const facts = {
      ...one,
      finding,
      outlooks: series,
      linkUnknown,
      reach: one.outlook.reach,
      medianDay: breachDay(one.outlook, 0.5),
      orderBy,
      vcpu: entry.vcpu,
      savingPerMonth: saving,
    };
    return {
      ...one,
      server,
      finding,
      orderBy: Math.floor(orderBy),
      reason: reasonsOf(facts, rules).join(", "),
      advice: adviceOf(facts, rules),
      cost,
      saving,
    };
  });
}
