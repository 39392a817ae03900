/** What knowing the calendar is worth: the same model with and without it over one quarter end, beside what came. */
import * as Plot from "@observablehq/plot";
import { DAY_MS } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";
import { emptyPlot, TIME_MARGINS, topOf, VALUE_AXIS } from "../axes.ts";
import { eventLegend, eventMarks, eventSpans } from "../calendar_marks.ts";
import { differenceSuffix, measureOf, metricWord, serverName, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import type { LegendItem } from "../legend.ts";
import { shortenText } from "../text.ts";
import { INK, TYPE } from "../theme.ts";
import { dateText, loadText, percentText } from "../value_text.ts";

/** One day of two forecasts. */
export interface WorthPoint {
  readonly timestamp: Date;
  /** Medians of the two forecasts. */
  readonly knowing: number;
  readonly blind: number;
  /** What came; `null` = missing. */
  readonly actual: number | null;
}

/** One server over some days, forecast from the same earlier day. */
export interface WorthSeries {
  readonly server: string;
  readonly metric: string;
  readonly points: readonly WorthPoint[];
  /** Region whose bank holidays are shaded; default `none`. */
  readonly region?: Region;
}

const BLIND = INK.second, KNOWING = INK.accent;
const COLUMN_WIDTH = 370;

/** A panel per server: what came as dots, the forecast that knows the calendar and the one that does not. */
export function calendarWorth(all: readonly WorthSeries[], options: ChartWords = {}): Figure {
  const shown = all.filter(({ points }) => points.length > 0);
  const spans = shown.map(({ points, region = "none" }) => {
    const from = points[0]!.timestamp.getTime(), to = points.at(-1)!.timestamp.getTime() + DAY_MS;
    return eventSpans(region, Math.floor(from / DAY_MS), Math.round((to - from) / DAY_MS));
  });
  const columns = Math.max(1, Math.min(2, shown.length));
  const panels = shown.map(({ points }, index): Panel => {
    const values = points.flatMap(({ knowing, blind, actual }) => [knowing, blind, actual ?? 0]);
    return {
      ...(shown.length > 1 ? { title: shortenText(titleOf(shown[index]!), COLUMN_WIDTH - 20, TYPE.panel) } : {}),
      plot: {
        height: shown.length > 2 ? 180 : shown.length > 1 ? 210 : 300,
        ...TIME_MARGINS,
        marginLeft: 40,
        marginRight: 20,
        x: { type: "utc", label: null, ticks: columns === 1 ? 8 : 4 },
        y: { ...VALUE_AXIS, label: null, domain: [0, topOf(values)], ticks: 5 },
        marks: [
          ...eventMarks(spans[index]!),
          Plot.ruleY([0]),
          Plot.lineY(points, { x: "timestamp", y: "knowing", stroke: KNOWING, strokeWidth: 2 }),
          // Dashes on top: where both say the same, both are seen.
          Plot.lineY(points, { x: "timestamp", y: "blind", stroke: BLIND, strokeWidth: 2, strokeDasharray: "6 3" }),
          Plot.dot(points.filter(({ actual }) => actual !== null), {
            x: "timestamp",
            y: "actual",
            fill: INK.text,
            r: columns === 1 ? 3 : 2.2,
          }),
          ...(points.length === 1
            ? [
              Plot.dot(points, { x: "timestamp", y: "knowing", fill: KNOWING, r: 4 }),
              Plot.dot(points, {
                x: "timestamp",
                y: "blind",
                stroke: BLIND,
                r: 4,
              }),
            ]
            : []),
        ],
      },
    };
  });
  const metrics = [...new Set(shown.map(({ metric }) => metric))];
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(shown),
      measure: `${
        metrics.length > 0 ? `${measureOf(...metrics)}; ` : ""
      }medians of the same model, forecast from the same day`,
      ...sourceOf(shown),
    }),
    columns,
    panels: panels.length > 0 ? panels : [{ plot: emptyPlot("no quarter end was forecast") }],
    legend: panels.length === 0 ? [] : [
      { label: "what came", color: INK.text, shape: "dot" },
      { label: "knowing the calendar", color: KNOWING, shape: "line" },
      { label: "without it", color: BLIND, shape: "dash" },
      ...eventLegend(spans.flat()).filter(isFirstOfItsLabel),
    ],
  });
}

function isFirstOfItsLabel({ label }: LegendItem, index: number, all: readonly LegendItem[]): boolean {
  return all.findIndex((other) => other.label === label) === index;
}

function titleOf({ server, metric }: WorthSeries): string {
  return `${serverName(server)}, ${metricWord(metric)}`;
}

function takeawayOf(all: readonly WorthSeries[]): string {
  const errors = all.flatMap(({ points }) => points).flatMap(({ knowing, blind, actual }) =>
    actual === null ? [] : [{ knowing: Math.abs(knowing - actual), blind: Math.abs(blind - actual) }]
  );
  if (errors.length === 0) return "No quarter end to compare on";
  const mean = (name: "knowing" | "blind"): number => errors.reduce((sum, own) => sum + own[name], 0) / errors.length;
  const knowing = mean("knowing"), blind = mean("blind");
  const units = [...new Set(all.map(({ metric }) => differenceSuffix(metric)))];
  const [unit] = units;
  const from = units.length === 1 ? ` (${loadText(blind)} to ${loadText(knowing)}${unit})` : "";
  if (Math.abs(knowing - blind) < 0.005 * blind) return `Knowing the calendar changes little on these days${from}`;
  return knowing < blind
    ? `Knowing the calendar takes ${percentText(1 - knowing / blind)} off the error of these days${from}`
    : `Knowing the calendar does not help on these days${from}`;
}

function sourceOf(all: readonly WorthSeries[]): { source?: string } {
  const times = all.flatMap(({ points }) => points.map(({ timestamp }) => timestamp.getTime()));
  if (times.length === 0) return {};
  const [from, to] = [Math.min(...times), Math.max(...times)].map((time) => dateText(new Date(time)));
  return { source: `${from === to ? from : `${from} to ${to}`}, UTC` };
}
