/** What a planner needs on Monday: a fleet, its forecast and its risks as findings, charts and one page. */
import { type Day, isoDate } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import type { Table } from "@lib/core/table.ts";
import { type BreachInterval, breachTimeline } from "./charts/breach_timeline.ts";
import { type Coverage, coverageChart } from "./charts/coverage_chart.ts";
import { findingsBar } from "./charts/findings_bar.ts";
import { fleetOverview } from "./charts/fleet_overview.ts";
import { forecastFans } from "./charts/forecast_fan.ts";
import { riskMatrix } from "./charts/risk_matrix.ts";
import { type FanChoice, fanSeries } from "./fan_series.ts";
import type { Figure } from "./figure.ts";
import { reportHtml } from "./report.ts";
import { outlookOf, type RiskRow, riskRows } from "./risk_rows.ts";
import { serversOf } from "./server_info.ts";
import { countText, numberText, percentText } from "./value_text.ts";

/** A pressing server, as the risk summary lists it. */
export interface PressingServer extends FanChoice {
  readonly criticality: string | null;
  /** Probability of a breach within the reach, 0–1. */
  readonly probability: number;
  /** Days ahead, `null` = beyond the horizon. */
  readonly medianDay: number | null;
  readonly orderBy: Day | null;
  readonly advice: string;
}

/** How good a model was on a metric, as the leaderboard lists it. */
export interface ModelScore {
  readonly metric: string;
  readonly model: string;
  readonly mase: number;
  readonly smape: number;
  readonly coverage_80: number;
  readonly coverage_95: number;
  readonly skill: number;
}

/** What the report is made of. */
export interface PlannerReportInput {
  /** Name of the run. */
  readonly run: string;
  readonly panel: FleetPanel;
  /** Region of each server of the panel. */
  readonly regions: readonly Region[];
  /** FLEET, FORECAST and RISK. */
  readonly fleet: Table;
  readonly forecast: Table;
  readonly risk: Table;
  /** The most pressing servers, first things first. */
  readonly pressing: readonly PressingServer[];
  /** Servers to watch when none is pressing. */
  readonly busiest: readonly FanChoice[];
  /** USD per month of the fleet, 0 = unknown, and what right-sizing saves of it. */
  readonly cost: number;
  readonly saving: number;
  /** Shares of the backtest's days inside the bands; the overall ones first. */
  readonly coverage: readonly Coverage[];
  readonly scores: readonly ModelScore[];
  /** What the stages had to say: shortened horizons, servers left out, fallbacks. */
  readonly notes: readonly string[];
  /** Limit per metric to draw, in its unit. */
  readonly limits: Readonly<Partial<Record<Metric, number>>>;
  /** Most servers in the lists, and most forecasts drawn. */
  readonly most: { readonly listed: number; readonly drawn: number };
}

/** The finished report. */
export interface PlannerReport {
  /** The answers, one sentence each, the most important first. */
  readonly findings: readonly string[];
  /** The charts by file name. */
  readonly figures: Readonly<
    Record<
      "fleet_overview" | "risk_matrix" | "findings" | "breach_timeline" | "forecast_fan" | "coverage",
      Figure
    >
  >;
  /** The orders as rows in plain words. */
  readonly orders: readonly Readonly<Record<string, string | null>>[];
  /** One self-contained page. */
  readonly html: string;
}

/** Puts the report together. */
export function plannerReport(input: PlannerReportInput): PlannerReport {
  const { panel, forecast, pressing, most } = input;
  const rows = riskRows(input.risk, input.fleet), outlook = outlookOf(forecast);
  const lastDay = panel.start + panel.days - 1;
  const watched = (pressing.length > 0 ? pressing : input.busiest).slice(0, most.drawn);
  const figures = {
    fleet_overview: fleetOverview(panel, serversOf(input.fleet)),
    risk_matrix: riskMatrix(rows, { horizon: Math.min(90, outlook.horizon) }),
    findings: findingsBar(rows),
    breach_timeline: breachTimeline(rows satisfies readonly BreachInterval[], { ...outlook, most: most.listed }),
    forecast_fan: forecastFans(
      fanSeries(panel, forecast, watched, { regions: input.regions, limits: input.limits }),
    ),
    coverage: coverageChart(input.coverage),
  };
  const findings = findingsOf(input, rows, countText(outlook.horizon, "day"));
  const orders = pressing.slice(0, most.listed).map((server) => orderRow(server, lastDay));
  const html = reportHtml({
    title: "What should a planner do on Monday?",
    subtitle: `Fleet ${input.run}: ${countText(panel.servers.length, "server")}, ${isoDate(panel.start)} to ${
      isoDate(lastDay)
    }, ${countText(outlook.horizon, "day")} ahead`,
    findings,
    sections: [
      {
        heading: "What to order",
        figures: [figures.breach_timeline],
        ...(orders.length === 0 ? {} : {
          tableRows: orders,
          text: "The most pressing servers; the order-by day leaves the lead time.",
        }),
      },
      {
        heading: rows.some(({ criticality }) => criticality) ? "Risk by criticality" : "Risk by time",
        figures: [figures.risk_matrix, figures.findings],
      },
      { heading: "The servers to watch", figures: [figures.forecast_fan] },
      { heading: "The fleet", figures: [figures.fleet_overview] },
      {
        heading: "How far the forecasts can be trusted",
        figures: [figures.coverage],
        tableRows: input.scores.map(scoreRow),
        ...(input.notes.length === 0 ? {} : { text: input.notes.join("\n\n") }),
      },
    ],
    generatedFor: `Run ${input.run}; its parameters are in data/gold/${input.run}/manifest.json`,
  });
  return { findings, figures, orders, html };
}

function findingsOf(input: PlannerReportInput, rows: readonly RiskRow[], ahead: string): string[] {
  const { panel, pressing, cost, saving, coverage } = input;
  const count = (...classes: string[]): number =>
    new Set(rows.filter(({ finding }) => classes.includes(finding)).map(({ server_id }) => server_id)).size;
  const short = count("under-provisioned"), risky = count("at risk"), spare = count("over-provisioned", "idle");
  const assessed = new Set(rows.map(({ server_id }) => server_id)).size;
  const fleet = countText(assessed, "server") +
    (assessed < panel.servers.length ? ` assessed (${numberText(panel.servers.length)} in the fleet)` : "");
  const worth = cost > 0
    ? `right-sizing saves ${numberText(saving, 0)} of ${numberText(cost, 0)} USD a month`
    : "what that is worth is unknown without an inventory";
  const [first] = pressing;
  const bands = coverage.filter(({ horizon_bucket, regime }) => horizon_bucket === "all" && regime === "all")
    .map(({ nominal, got }) => `the ${percentText(nominal)} band held ${(100 * got).toFixed(1)} %`);
  return [
    short > 0
      ? `${short} of ${fleet} will probably run out within ${ahead}; at risk beside them: ${risky}.`
      : `No server is likely to run out within ${ahead}; at risk: ${risky}.`,
    ...(first
      ? [
        `First in line is ${first.server} (${wordOf(first.metric)}, ${
          percentText(first.probability)
        } likely). ${first.advice}`,
      ]
      : []),
    spare === 0 ? "No server has capacity to spare." : `Capacity to spare: ${countText(spare, "server")}; ${worth}.`,
    bands.length > 0
      ? `On the days of the backtest ${bands.join(", ")}.`
      : "The history is too short to test the forecast's bands.",
  ];
}

function orderRow(
  { server, metric, criticality, probability, medianDay, orderBy, advice }: PressingServer,
  lastDay: Day,
): Record<string, string | null> {
  return {
    server,
    metric: wordOf(metric),
    criticality,
    "breach probability": percentText(probability),
    "median day": medianDay === null ? null : isoDate(lastDay + medianDay),
    "order by": orderBy === null
      ? (probability >= 0.5 ? "now; lead time unknown" : null)
      : orderBy <= lastDay
      ? "now"
      : isoDate(orderBy),
    advice,
  };
}

function scoreRow({ metric, model, mase, smape, coverage_80, coverage_95, skill }: ModelScore): object {
  return {
    metric: wordOf(metric),
    model,
    MASE: mase,
    "sMAPE, %": smape,
    "80 % band held": percentText(coverage_80),
    "95 % band held": percentText(coverage_95),
    "better than last week": percentText(skill),
  };
}

function wordOf(metric: string): string {
  const known = METRICS.find((name) => name === metric);
  return known ? METRIC_INFO[known].label : metric;
}
