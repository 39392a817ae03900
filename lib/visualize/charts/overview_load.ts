/** The overview's panels on load: over time, and as a distribution. */
import * as Plot from "@observablehq/plot";
import type { Metric } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { emptyPlot, rowLabel, rowLabelMargin, TIME_MARGINS, topOf, VALUE_AXIS } from "../axes.ts";
import { metricName } from "../chart_words.ts";
import type { Panel } from "../figure.ts";
import { groupSeries, sortedValues, stepDays } from "../panel_series.ts";
import { type Spread, spreadMarks, spreadOf } from "../spread.ts";
import { type ColorScale, UNKNOWN } from "../theme.ts";

/** Mean load of each type over time. */
export function loadOverTimePanel(
  panel: FleetPanel,
  metric: Metric,
  types: readonly string[],
  color: ColorScale,
): Panel {
  const series = groupSeries(panel, metric, types);
  const step = stepDays(panel.days) === 1 ? "daily" : "weekly";
  return {
    title: `${metricName(metric)}${color.domain.length > 1 ? " by type" : ""}, ${step} mean`,
    plot: series.length === 0 ? emptyPlot("no readings") : {
      height: 250,
      ...TIME_MARGINS,
      x: { type: "utc", label: null },
      y: { ...VALUE_AXIS, label: null, domain: [0, topOf(series.map(({ value }) => value))] },
      color,
      marks: [
        Plot.ruleY([0]),
        Plot.lineY(series, { x: "timestamp", y: "value", stroke: "group", strokeWidth: 1.6 }),
        // A single step has no line to see.
        series.length <= color.domain.length
          ? Plot.dot(series, { x: "timestamp", y: "value", fill: "group", r: 4 })
          : null,
      ],
    },
  };
}

/** Spread of the server-days of each type. */
export function distributionPanel(
  panel: FleetPanel,
  metric: Metric,
  types: readonly string[],
  color: ColorScale,
): Panel {
  const nameOf = (type: string): string => type === UNKNOWN && color.domain.length === 1 ? "all" : type;
  const spreads = color.domain.map((type) => spreadOf(type, sortedValues(panel, metric, types, type)))
    .filter((spread): spread is Spread => spread !== undefined);
  return {
    title: `Spread of ${metricName(metric)} (5, 25, 50, 75, 95 %)`,
    plot: spreads.length === 0 ? emptyPlot("no readings") : {
      height: Math.min(250, 70 + 45 * spreads.length),
      marginLeft: rowLabelMargin(color.domain.map(nameOf), 110),
      marginTop: 8,
      marginBottom: 30,
      x: { ...VALUE_AXIS, label: null, ticks: 5, domain: [0, topOf(spreads.map(({ p95 }) => p95))] },
      y: { domain: color.domain, label: null, tickSize: 0, tickFormat: (type) => rowLabel(nameOf(type), 110) },
      color,
      marks: spreadMarks(spreads),
    },
  };
}
