/** The overview's panels on load: over time, and as a distribution. */
import * as Plot from "@observablehq/plot";
import type { Metric } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { emptyPlot, rowLabel, rowLabelMargin, TIME_MARGINS, topOf, VALUE_AXIS } from "../axes.ts";
import { metricName, metricWord, unitSuffix } from "../chart_words.ts";
import type { Panel } from "../figure.ts";
import { groupSeries, presentValues, stepDays } from "../panel_series.ts";
import { type Spread, spreadMarks, spreadOf } from "../spread.ts";
import { type ColorScale, INK, UNKNOWN } from "../theme.ts";
import { numberText } from "../value_text.ts";

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

/** Bars of a histogram. */
const BINS = 24;

/** Spread of the server-days of each type; of a single type, all of its distribution. */
export function distributionPanel(
  panel: FleetPanel,
  metric: Metric,
  types: readonly string[],
  color: ColorScale,
): Panel {
  if (color.domain.length === 1) return histogramPanel(panel, metric, types, color);
  const spreads = color.domain.map((type) => spreadOf(type, presentValues(panel, metric, types, type)))
    .filter((spread): spread is Spread => spread !== undefined);
  return {
    title: `Spread of ${metricName(metric)} (5, 25, 50, 75, 95 %)`,
    plot: spreads.length === 0 ? emptyPlot("no readings") : {
      height: Math.min(250, 70 + 45 * spreads.length),
      marginLeft: rowLabelMargin(color.domain, 110),
      marginTop: 8,
      marginBottom: 30,
      x: { ...VALUE_AXIS, label: null, ticks: 5, domain: [0, topOf(spreads.map(({ p95 }) => p95))] },
      y: { domain: color.domain, label: null, tickSize: 0, tickFormat: (type) => rowLabel(type, 110) },
      color,
      marks: spreadMarks(spreads),
    },
  };
}

function histogramPanel(panel: FleetPanel, metric: Metric, types: readonly string[], color: ColorScale): Panel {
  const title = `Server-days by ${metricWord(metric)},${unitSuffix(metric)}`;
  const values = presentValues(panel, metric, types, color.domain[0] ?? UNKNOWN);
  if (values.length === 0) return { title, plot: emptyPlot("no readings") };
  const width = topOf(values, 1.0001) / BINS;
  const counts = new Uint32Array(BINS);
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(value / width)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const bars = Array.from(counts, (count, bin) => ({ from: bin * width, to: (bin + 1) * width, count }));
  return {
    title,
    plot: {
      height: 250,
      ...TIME_MARGINS,
      marginLeft: 44,
      x: { label: null, tickSize: 0, ticks: 5 },
      y: { ...VALUE_AXIS, label: null, ticks: 4, tickFormat: (count: number) => numberText(count) },
      marks: [
        Plot.rectY(bars, { x1: "from", x2: "to", y: "count", fill: color.range[0] ?? INK.accent, inset: 0.5 }),
        Plot.ruleY([0]),
      ],
    },
  };
}
