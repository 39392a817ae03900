/** One server's history: its daily values, their weekly trend, known events and the limits. */
import * as Plot from "@observablehq/plot";
import { dateOf } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";
import type { Metric } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { emptyPlot, limitMarks, topOf, VALUE_AXIS } from "../axes.ts";
import { eventLegend, eventMarks, eventSpans } from "../calendar_marks.ts";
import { metricName, metricWord, spanOf, unitSuffix, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { centredMean, metricsOf } from "../panel_series.ts";
import { INK, METRIC_COLORS } from "../theme.ts";
import { numberText } from "../value_text.ts";

/** Options of the timeline. */
export interface ServerTimelineOptions extends ChartWords {
  /** Metrics to draw, one under the other; default all that the panel has. */
  readonly metrics?: readonly Metric[];
  /** Limit of each metric, in its unit. */
  readonly limits?: Readonly<Partial<Record<Metric, number>>>;
  /** Region whose bank holidays are shaded; default `none`. */
  readonly region?: Region;
  /** Events to name, for example planted incidents. */
  readonly events?: readonly { readonly timestamp: Date; readonly label: string }[];
}

/** Days of the centred mean that shows the trend. */
const TREND_DAYS = 7;

/**
 * One panel per metric over the same days.
 *
 * @param server Id of a server of the panel.
 * @throws {RangeError} when the panel has no such server.
 */
export function serverTimeline(panel: FleetPanel, server: string, options: ServerTimelineOptions = {}): Figure {
  const place = panel.servers.indexOf(server);
  if (place < 0) {
    throw new RangeError(`Cannot draw server ${server}: expected one of the panel's ${panel.servers.length} servers`);
  }
  const { metrics = metricsOf(panel), limits = {}, region = "none", events = [] } = options;
  const spans = eventSpans(region, panel.start, panel.days);
  const last = dateOf(panel.start + panel.days);
  const panels = metrics.map((metric): Panel => {
    const values = historyOf(panel, metric, place);
    const trend = centredMean(values, TREND_DAYS);
    const rows = Array.from(values, (value, day) => ({
      timestamp: dateOf(panel.start + day),
      value: Number.isNaN(value) ? null : value,
      trend: Number.isNaN(trend[day] ?? NaN) ? null : trend[day],
    }));
    const title = `${metricName(metric)},${unitSuffix(metric)}`;
    if (values.every(Number.isNaN)) return { title, plot: emptyPlot("no readings", 90) };
    return {
      title,
      plot: {
        height: metrics.length === 1 ? 300 : 150,
        marginTop: 10,
        marginBottom: 26,
        x: { type: "utc", label: null, domain: [dateOf(panel.start), last] },
        y: { ...VALUE_AXIS, label: null, ticks: 4, domain: [0, topOf([...values, limits[metric]])] },
        marks: [
          ...eventMarks(spans),
          Plot.ruleY([0]),
          Plot.lineY(rows, { x: "timestamp", y: "value", stroke: INK.quiet, strokeWidth: 1 }),
          Plot.lineY(rows, { x: "timestamp", y: "trend", stroke: METRIC_COLORS[metric], strokeWidth: 2 }),
          ...limitMarks(limits[metric], unitSuffix(metric)),
          Plot.ruleX(events, { x: "timestamp", stroke: INK.text, strokeDasharray: "2 2" }),
          Plot.text(events, { x: "timestamp", text: "label", frameAnchor: "top", textAnchor: "start", dx: 3 }),
        ],
      },
    };
  });
  const [first] = metrics;
  return figure({
    ...wordsOf(options, {
      takeaway: first
        ? takeawayOf(server, first, historyOf(panel, first, place), limits[first])
        : `${server} has no metrics`,
      measure: "Daily p95; the coloured line is the mean of the seven days around",
      source: `${spanOf(panel)}, UTC`,
    }),
    panels,
    legend: [
      { label: "daily", color: INK.quiet, shape: "line" },
      ...metrics.slice(0, 1).map((metric) => ({
        label: "7-day mean",
        color: METRIC_COLORS[metric],
        shape: "line" as const,
      })),
      ...eventLegend(spans),
    ],
  });
}

function takeawayOf(server: string, metric: Metric, values: Float64Array, limit: number | undefined): string {
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length === 0) return `${server} has no ${metricWord(metric)} readings`;
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  const average = `${server} averages ${numberText(mean, 0)}${unitSuffix(metric)} ${metricWord(metric)}`;
  if (limit === undefined) return `${average}, at most ${numberText(Math.max(...present), 0)}${unitSuffix(metric)}`;
  const above = present.filter((value) => value >= limit).length;
  return `${average} and reaches ${numberText(limit)}${unitSuffix(metric)} on ${numberText(above)} of ${
    numberText(present.length)
  } days`;
}
