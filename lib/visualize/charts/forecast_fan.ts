/** A forecast with its uncertainty: history, median, bands, limit and the known events ahead. */
import * as Plot from "@observablehq/plot";
import type { Regime } from "@lib/core/calendar.ts";
import { DAY_MS } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";
import { emptyPlot, LIMIT_MARGIN, limitLegend, limitMarks, TIME_MARGINS, topOf, VALUE_AXIS } from "../axes.ts";
import { eventLegend, eventMarks, eventSpans, type RegimeSpan } from "../calendar_marks.ts";
import { measureOf, metricWord, serverName, unitSuffix, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import type { LegendItem } from "../legend.ts";
import { shortenText, textWidth } from "../text.ts";
import { INK, METRIC_COLORS, TYPE } from "../theme.ts";
import { dateText, loadText, numberText } from "../value_text.ts";

/** One day of history, or of what came after the forecast was made. */
export interface HistoryPoint {
  readonly timestamp: Date;
  /** `null` = missing. */
  readonly value: number | null;
}

/** One day of a forecast: a row of the table `forecast`, of which these quantiles are drawn. */
export interface ForecastPoint {
  readonly timestamp: Date;
  readonly q025: number;
  readonly q10: number;
  readonly q20: number;
  readonly q30: number;
  readonly q50: number;
  readonly q70: number;
  readonly q80: number;
  readonly q90: number;
  readonly q975: number;
}

/** One server's metric with its forecast. */
export interface FanSeries {
  readonly server: string;
  readonly metric: string;
  readonly history: readonly HistoryPoint[];
  readonly forecast: readonly ForecastPoint[];
  /** What came, for a forecast made in the past. */
  readonly actual?: readonly HistoryPoint[];
  /** Limit in the metric's unit. */
  readonly limit?: number;
  /** Region whose bank holidays are shaded; default `none`. */
  readonly region?: Region;
  /** Why the series is shown, beside its name in a panel of several, for example `rising`. */
  readonly note?: string;
}

/** Options of a forecast fan. */
export interface ForecastFanOptions extends ChartWords {
  /** Days of history before the forecast; default 120. */
  readonly historyDays?: number;
}

const BANDS = [
  { label: "95 %", low: "q025", high: "q975", opacity: 0.16 },
  { label: "80 %", low: "q10", high: "q90", opacity: 0.22 },
  { label: "50 %", low: "q25", high: "q75", opacity: 0.34 },
] as const;

/** One fan, full width. */
export function forecastFan(series: FanSeries, options: ForecastFanOptions = {}): Figure {
  const fan = fanOf(series, options.historyDays ?? 120, 340);
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(series),
      measure: `${measureOf(series.metric)}; bands hold the value in 50, 80 and 95 of 100 cases`,
      ...sourceOf([series]),
    }),
    plot: fan.plot,
    legend: legendOf([series], [fan]),
  });
}

/** Small fans of several servers, two or three in a row. */
export function forecastFans(all: readonly FanSeries[], options: ForecastFanOptions = {}): Figure {
  const fans = all.map((series) => fanOf(series, options.historyDays ?? 60, 190));
  const columns = all.length === 4 ? 2 : Math.max(1, Math.min(3, all.length));
  const width = 1000;
  const metrics = [...new Set(all.map(({ metric }) => metric))];
  const panels = all.map((series, index): Panel => ({
    title: panelTitle(series, metrics.length > 1, width / columns - 70),
    plot: fans[index]?.plot ?? {},
  }));
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOfAll(all),
      measure: all.length === 0 ? "" : `${measureOf(...metrics)}; bands hold the value in 50, 80 and 95 of 100 cases`,
      ...sourceOf(all),
    }),
    width,
    columns,
    panels: all.length === 0 ? [{ plot: emptyPlot("no forecasts") }] : panels,
    legend: all.length === 0 ? [] : legendOf(all, fans),
  });
}

function panelTitle({ server, metric, note }: FanSeries, isOneOfSeveral: boolean, width: number): string {
  const size = TYPE.panel * 1.13;
  const name = isOneOfSeveral ? `${server} ${metricWord(metric)}` : serverName(server);
  if (note === undefined) return shortenText(name, width, size);
  // A long name gives way to the note, which is short.
  const end = `: ${note}`;
  return shortenText(name, Math.max(60, width - textWidth(end, size)), size) + end;
}

interface Fan {
  readonly plot: Plot.PlotOptions;
  readonly spans: readonly RegimeSpan[];
}

function fanOf(series: FanSeries, historyDays: number, height: number): Fan {
  const { history, actual = [], limit, region = "none" } = series;
  const forecast = series.forecast.map((point) => ({
    ...point,
    // The table holds deciles: a quartile lies half way between two of them.
    q25: (point.q20 + point.q30) / 2,
    q75: (point.q70 + point.q80) / 2,
  }));
  const past = history.slice(-historyDays);
  const days = [...past, ...forecast].map(({ timestamp }) => timestamp.getTime());
  if (days.length === 0) return { plot: emptyPlot("no history and no forecast", height), spans: [] };
  const from = Math.min(...days), to = Math.max(...days) + DAY_MS;
  const spans = eventSpans(region, Math.floor(from / DAY_MS), Math.ceil((to - from) / DAY_MS));
  const color = colorOf(series.metric);
  const last = past.at(-1), isBlank = past.every(({ value }) => value === null);
  const top = topOf([
    ...past.map(({ value }) => value),
    ...actual.map(({ value }) => value),
    ...forecast.map(({ q975 }) => q975),
    limit,
  ]);
  return {
    spans,
    plot: {
      height,
      ...TIME_MARGINS,
      // Also keeps the last date of the axis inside the card.
      marginRight: limit === undefined ? 20 : LIMIT_MARGIN,
      marginLeft: height < 200 ? 40 : 52,
      x: { type: "utc", label: null, domain: [new Date(from), new Date(to)], ...(height < 200 ? { ticks: 4 } : {}) },
      y: { ...VALUE_AXIS, label: null, ticks: height < 200 ? 4 : 6, domain: [0, top] },
      marks: [
        ...eventMarks(spans),
        Plot.ruleY([0]),
        ...BANDS.map(({ low, high, opacity }) =>
          Plot.areaY(forecast, { x: "timestamp", y1: low, y2: high, fill: color, fillOpacity: opacity })
        ),
        ...(last && forecast.length > 0
          ? [
            Plot.ruleX([new Date(last.timestamp.getTime() + DAY_MS / 2)], { stroke: INK.axis, strokeDasharray: "2 3" }),
          ]
          : []),
        Plot.lineY(past, { x: "timestamp", y: "value", stroke: INK.text, strokeWidth: 1.2 }),
        past.length > 0 && isBlank ? Plot.text(["no readings"], { frameAnchor: "left", dx: 8, fill: INK.muted }) : null,
        Plot.lineY(forecast, { x: "timestamp", y: "q50", stroke: color, strokeWidth: 2 }),
        Plot.dot(actual.filter(({ value }) => value !== null), { x: "timestamp", y: "value", fill: INK.text, r: 1.8 }),
        // A single day has no line to see.
        forecast.length === 1 ? Plot.dot(forecast, { x: "timestamp", y: "q50", fill: color, r: 4 }) : null,
        ...limitMarks(limit, unitSuffix(series.metric)),
      ],
    },
  };
}

function legendOf(all: readonly FanSeries[], fans: readonly Fan[]): LegendItem[] {
  const metrics = [...new Set(all.map(({ metric }) => metric))];
  // Bands of several metrics have several colours: grey stands for all of them.
  const color = metrics.length === 1 ? colorOf(metrics[0] ?? "") : INK.muted;
  const spans = fans.flatMap((fan) => fan.spans);
  const regimes = new Map<Regime, RegimeSpan>(spans.map((span) => [span.regime, span]));
  return [
    { label: "history", color: INK.text, shape: "line" },
    ...metrics.map((metric): LegendItem => ({
      label: metrics.length === 1 ? "median forecast" : `median ${metricWord(metric)}`,
      color: colorOf(metric),
      shape: "line",
    })),
    ...BANDS.toReversed().map(({ label }, index): LegendItem => ({
      label: `${label} band`,
      color,
      opacity: [0.56, 0.34, 0.16][index] ?? 1,
    })),
    ...(all.some(({ actual = [] }) => actual.length > 0)
      ? [{ label: "what came", color: INK.text, shape: "dot" as const }]
      : []),
    ...limitLegend(all.map(({ limit }) => limit)),
    ...eventLegend([...regimes.values()]),
  ];
}

function colorOf(metric: string): string {
  return (METRIC_COLORS as Readonly<Record<string, string>>)[metric] ?? INK.accent;
}

function firstAtLimit({ forecast, limit }: FanSeries): ForecastPoint | undefined {
  return limit === undefined ? undefined : forecast.find(({ q50 }) => q50 >= limit);
}

function takeawayOfAll(all: readonly FanSeries[]): string {
  const limited = all.filter(({ limit }) => limit !== undefined);
  const [first] = all, reaching = limited.filter((series) => firstAtLimit(series) !== undefined).length;
  if (!first) return "No forecasts to show";
  if (all.length === 1) return takeawayOf(first);
  if (limited.length === 0) return `The forecasts of ${numberText(all.length)} series`;
  if (reaching === 0) return `None of the ${numberText(limited.length)} median forecasts reaches its limit`;
  return reaching === limited.length
    ? `All ${numberText(reaching)} median forecasts reach their limit`
    : `${numberText(reaching)} of ${numberText(limited.length)} median forecasts ${
      reaching === 1 ? "reaches its" : "reach their"
    } limit`;
}

function takeawayOf(series: FanSeries): string {
  const { metric, forecast, limit } = series;
  const server = serverName(series.server);
  const suffix = unitSuffix(metric), end = forecast.at(-1);
  if (!end) return `${server} has no ${metricWord(metric)} forecast`;
  const first = firstAtLimit(series);
  if (first && limit !== undefined) {
    return `${server} is expected to reach ${numberText(limit)}${suffix} ${metricWord(metric)} on ${
      dateText(first.timestamp)
    }`;
  }
  const peak = Math.max(...forecast.map(({ q50 }) => q50));
  return `${server} is expected to peak at ${loadText(peak)}${suffix} ${metricWord(metric)} by ${
    dateText(end.timestamp)
  }${limit === undefined ? "" : `, below its limit of ${numberText(limit)}${suffix}`}`;
}

function sourceOf(all: readonly FanSeries[]): { source?: string } {
  const ends = all.flatMap(({ history }) => history.at(-1)?.timestamp ?? []).map(Number);
  return ends.length === 0 ? {} : { source: `Forecast from ${dateText(new Date(Math.max(...ends)))}, UTC` };
}
