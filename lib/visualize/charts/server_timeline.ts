/** One server's history: its daily values, their weekly trend, known events and the limits. */
import * as Plot from "@observablehq/plot";
import { dateOf, type Day } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";
import type { Metric } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { emptyPlot, LIMIT_MARGIN, limitLegend, limitMarks, TIME_MARGINS, topOf, VALUE_AXIS } from "../axes.ts";
import { eventLegend, eventMarks, eventSpans } from "../calendar_marks.ts";
import { metricName, metricWord, serverName, spanOf, unitSuffix, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { centredMean, metricsOf } from "../panel_series.ts";
import { INK, METRIC_COLORS } from "../theme.ts";
import { loadText, numberText } from "../value_text.ts";

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
/** Longest span whose days can be told apart; longer ones are drawn by week. */
const DAYS_TO_TELL_APART = 400;
const RANGE_OPACITY = 0.5;

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
  const isLong = panel.days > DAYS_TO_TELL_APART;
  // On a long axis a single day is thinner than a hair.
  const spans = eventSpans(isLong ? "none" : region, panel.start, panel.days);
  const last = dateOf(panel.start + panel.days);
  const panels = metrics.map((metric): Panel => {
    const values = historyOf(panel, metric, place);
    const title = `${metricName(metric)},${unitSuffix(metric)}`;
    if (values.every(Number.isNaN)) return { title, plot: emptyPlot("no readings", 90) };
    return {
      title,
      plot: {
        height: metrics.length === 1 ? 300 : 160,
        ...TIME_MARGINS,
        // The same on every panel, so that their days stand under each other.
        marginRight: Object.keys(limits).length > 0 ? LIMIT_MARGIN : 20,
        x: { type: "utc", label: null, domain: [dateOf(panel.start), last] },
        y: { ...VALUE_AXIS, label: null, ticks: 4, domain: [0, topOf([...values, limits[metric]])] },
        marks: [
          ...eventMarks(spans),
          Plot.ruleY([0]),
          ...(isLong ? weeklyMarks : dailyMarks)(values, panel.start, METRIC_COLORS[metric]),
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
      measure: isLong ? "Daily p95 by week" : "Daily p95",
      source: `${spanOf(panel)}, UTC`,
    }),
    panels,
    legend: [
      isLong
        ? { label: "lowest to highest day of the week", color: INK.quiet, opacity: RANGE_OPACITY }
        : { label: "daily", color: INK.quiet, shape: "line" },
      ...metrics.slice(0, 1).map((metric) => ({
        label: isLong ? "weekly mean" : "mean of the seven days around",
        color: METRIC_COLORS[metric],
        shape: "line" as const,
      })),
      ...limitLegend(metrics.map((metric) => limits[metric])),
      ...eventLegend(spans),
    ],
  });
}

function dailyMarks(values: Float64Array, start: Day, color: string): Plot.Markish[] {
  const trend = centredMean(values, TREND_DAYS);
  const rows = Array.from(values, (value, day) => ({
    timestamp: dateOf(start + day),
    value: orNull(value),
    trend: orNull(trend[day]),
  }));
  return [
    Plot.lineY(rows, { x: "timestamp", y: "value", stroke: INK.quiet, strokeWidth: 1.2 }),
    Plot.lineY(rows, { x: "timestamp", y: "trend", stroke: color, strokeWidth: 2 }),
  ];
}

function weeklyMarks(values: Float64Array, start: Day, color: string): Plot.Markish[] {
  const rows = Array.from({ length: Math.ceil(values.length / 7) }, (_, week) => {
    const days = values.subarray(week * 7, week * 7 + 7).filter((value) => !Number.isNaN(value));
    const mean = days.reduce((sum, value) => sum + value, 0) / days.length;
    return {
      timestamp: dateOf(start + week * 7 + 3),
      low: days.length === 0 ? null : Math.min(...days),
      high: days.length === 0 ? null : Math.max(...days),
      mean: orNull(mean),
    };
  });
  return [
    Plot.areaY(rows, { x: "timestamp", y1: "low", y2: "high", fill: INK.quiet, fillOpacity: RANGE_OPACITY }),
    Plot.lineY(rows, { x: "timestamp", y: "mean", stroke: color, strokeWidth: 2 }),
  ];
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function takeawayOf(id: string, metric: Metric, values: Float64Array, limit: number | undefined): string {
  const server = serverName(id);
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length === 0) return `${server} has no ${metricWord(metric)} readings`;
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  const average = `${server} averages ${loadText(mean)}${unitSuffix(metric)} ${metricWord(metric)}`;
  if (limit === undefined) {
    return `${average}, ${loadText(Math.max(...present))}${unitSuffix(metric)} on its busiest day`;
  }
  const above = present.filter((value) => value >= limit).length;
  if (above === 0) return `${average} and never reaches ${numberText(limit)}${unitSuffix(metric)}`;
  return `${average} and reaches ${numberText(limit)}${unitSuffix(metric)} on ${numberText(above)} of ${
    numberText(present.length)
  } days`;
}
