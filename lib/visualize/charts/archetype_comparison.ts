/** How the types of server differ, metric by metric. */
import type * as Plot from "@observablehq/plot";
import type { Metric } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { emptyPlot, rowLabel, rowLabelMargin, topOf, VALUE_AXIS } from "../axes.ts";
import { metricName, metricWord, spanOf, unitSuffix, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { metricsOf, presentValues } from "../panel_series.ts";
import { type ServerInfo, valuesOf } from "../server_info.ts";
import { type Spread, spreadMarks, spreadOf } from "../spread.ts";
import { ARCHETYPE_COLORS, colorScale, UNKNOWN } from "../theme.ts";
import { loadText, numberText, sentence } from "../value_text.ts";

/** Options of the comparison. */
export interface ArchetypeComparisonOptions extends ChartWords {
  /** Metrics to compare; default all that the panel has. */
  readonly metrics?: readonly Metric[];
}

/** Columns of a grid that one, two and three panels share evenly. */
const GRID = 6;
/** Highest value over the lowest median beyond which a scale is logarithmic. */
const WIDE = 200;
/** Values are stored at this resolution. */
const RESOLUTION = 0.01;

/** Boxes of every type's server-days, one panel per metric. */
export function archetypeComparison(
  panel: FleetPanel,
  servers: readonly ServerInfo[],
  options: ArchetypeComparisonOptions = {},
): Figure {
  const { metrics = metricsOf(panel) } = options;
  const types = valuesOf(panel.servers, servers, "server_type");
  const color = colorScale(ARCHETYPE_COLORS, types);
  const byMetric = metrics.map((metric) => ({
    metric,
    spreads: color.domain.map((type) => spreadOf(type, presentValues(panel, metric, types, type)))
      .filter((spread): spread is Spread => spread !== undefined),
  }));
  // Five metrics are three above and two wider ones below: no place stays empty.
  const above = byMetric.length < 4 ? byMetric.length : Math.ceil(byMetric.length / 2);
  const panels = byMetric.map(({ metric, spreads }, index): Panel => ({
    span: GRID / (index < above ? above : byMetric.length - above),
    title: `${metricName(metric)},${unitSuffix(metric)}${isWide(spreads) ? ", log scale" : ""}`,
    plot: spreads.length === 0 ? emptyPlot("no readings", 90) : {
      height: 46 + 34 * color.domain.length,
      marginTop: 4,
      marginBottom: 28,
      marginLeft: rowLabelMargin(color.domain, 110),
      x: { ...VALUE_AXIS, label: null, ...(isWide(spreads) ? logScale(spreads) : linearScale(spreads)) },
      y: { domain: color.domain, label: null, tickSize: 0, tickFormat: (type) => rowLabel(type, 110) },
      color,
      marks: spreadMarks(isWide(spreads) ? spreads.map(aboveResolution) : spreads),
    },
  }));
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(byMetric),
      measure: "Daily p95 of server-days: line 5 to 95 %, box 25 to 75 %, the line inside it the median",
      source: `${spanOf(panel)}, UTC`,
    }),
    width: 960,
    columns: GRID,
    panels,
  });
}

/** Whether the low ones could not be seen beside the high ones: heavy tails need a logarithmic scale. */
function isWide(spreads: readonly Spread[]): boolean {
  return topOf(spreads.map(({ p95 }) => p95)) > WIDE * Math.min(...spreads.map(({ p50 }) => p50));
}

function linearScale(spreads: readonly Spread[]): Plot.ScaleOptions {
  return { ticks: 5, domain: [0, topOf(spreads.map(({ p95 }) => p95))] };
}

/** A decade per tick, from the resolution of the values or the least of them. */
function logScale(spreads: readonly Spread[]): Plot.ScaleOptions {
  const low = Math.floor(Math.log10(Math.max(RESOLUTION, Math.min(...spreads.map(({ p05 }) => p05)))));
  const high = Math.ceil(Math.log10(topOf(spreads.map(({ p95 }) => p95))));
  const ticks = Array.from({ length: high - low + 1 }, (_, decade) => 10 ** (low + decade));
  return { type: "log", ticks, tickFormat: (value: number) => numberText(value), domain: [10 ** low, 10 ** high] };
}

/** Zero has no place on a logarithmic scale; the least value that is told from it stands in. */
function aboveResolution({ group, ...quantiles }: Spread): Spread {
  const { p05, p25, p50, p75, p95 } = quantiles;
  const raised = (value: number): number => Math.max(RESOLUTION, value);
  return { group, p05: raised(p05), p25: raised(p25), p50: raised(p50), p75: raised(p75), p95: raised(p95) };
}

function takeawayOf(byMetric: readonly { readonly metric: Metric; readonly spreads: readonly Spread[] }[]): string {
  const widest = byMetric.filter(({ spreads }) => spreads.length > 1).map(({ metric, spreads }) => {
    const sorted = [...spreads].sort((a, b) => b.p50 - a.p50);
    const [high] = sorted, low = sorted.at(-1);
    return { metric, high, low, ratio: (high?.p50 ?? 0) / Math.max(1e-9, low?.p50 ?? 0) };
  }).sort((a, b) => b.ratio - a.ratio)[0];
  if (!widest?.high || !widest.low) {
    const [first] = byMetric, own = first?.spreads[0];
    if (!first || !own) return "No readings to compare";
    const median = `median ${metricWord(first.metric)} ${loadText(own.p50)}${unitSuffix(first.metric)}`;
    return own.group === UNKNOWN ? `Servers of one kind: ${median}` : `${sentence(own.group)} servers only: ${median}`;
  }
  const suffix = unitSuffix(widest.metric);
  return `${sentence(metricWord(widest.metric))} separates the types most: median ${
    loadText(widest.high.p50)
  }${suffix} for ${widest.high.group}, ${loadText(widest.low.p50)}${suffix} for ${widest.low.group}`;
}
