/** How each type of server spends its day: working days, free days and period ends. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, topOf, VALUE_AXIS } from "../axes.ts";
import { metricWord, unitSuffix, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { legendItems } from "../legend.ts";
import { type ColorScale, INK, inTypeOrder, REGIME_COLORS } from "../theme.ts";
import { loadText, sentence } from "../value_text.ts";

/** The mean of one local hour of one kind of day. */
export interface HourMean {
  /** Each type is a panel. */
  readonly server_type: string;
  readonly kind: "working" | "free" | "periodEnd";
  /** 0 to 23. */
  readonly hour: number;
  /** In the unit of the metric; `NaN` = unknown. */
  readonly mean: number;
}

/** Options of the chart. */
export interface HourCurvesOptions extends ChartWords {
  /** Default `cpu_p95`. */
  readonly metric?: string;
}

const KINDS = {
  working: { label: "working day", color: INK.text },
  free: { label: "weekend or bank holiday", color: REGIME_COLORS.weekend },
  periodEnd: { label: "month or quarter end", color: REGIME_COLORS["quarter end"] },
} as const;
const MOST_COLUMNS = 4;

/** A panel per type, a line per kind of day over the 24 local hours. */
export function hourCurves(rows: readonly HourMean[], options: HourCurvesOptions = {}): Figure {
  const { metric = "cpu_p95" } = options;
  const known = rows.filter(({ mean }) => Number.isFinite(mean)).map((row) => ({
    ...row,
    label: KINDS[row.kind].label,
  }));
  const top = topOf(known.map(({ mean }) => mean));
  const present = Object.values(KINDS).filter(({ label }) => known.some((row) => row.label === label));
  const color: ColorScale = { domain: present.map(({ label }) => label), range: present.map(({ color }) => color) };
  const groups = inTypeOrder(Map.groupBy(known, ({ server_type }) => server_type));
  const panels = groups.map(([title, own]): Panel => ({
    title,
    plot: {
      height: 200,
      marginTop: 8,
      marginBottom: 30,
      marginLeft: 34,
      marginRight: 10,
      x: {
        domain: [0, 23],
        label: null,
        tickSize: 0,
        ticks: [0, 6, 12, 18],
        tickFormat: (hour: number) => `${hour} h`,
      },
      y: { ...VALUE_AXIS, domain: [0, top], label: null, ticks: 4 },
      color,
      marks: [
        Plot.ruleY([0]),
        Plot.lineY(own, { x: "hour", y: "mean", z: "label", stroke: "label", strokeWidth: 2, curve: "monotone-x" }),
      ],
    },
  }));
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(known, metric),
      measure: `Mean ${metricWord(metric)},${unitSuffix(metric)}, by hour of the servers' own clocks`,
    }),
    width: 960,
    columns: Math.min(MOST_COLUMNS, Math.max(1, panels.length)),
    panels: panels.length > 0 ? panels : [{ plot: emptyPlot("no hours to show") }],
    legend: legendItems(color, "line"),
  });
}

function takeawayOf(rows: readonly HourMean[], metric: string): string {
  const [shown = "working"] = (["working", "free", "periodEnd"] as const)
    .filter((kind) => rows.some((row) => row.kind === kind));
  const swings = [...Map.groupBy(rows.filter(({ kind }) => kind === shown), ({ server_type }) => server_type)]
    .map(([type, own]) => {
      const sorted = own.toSorted((a, b) => b.mean - a.mean);
      return { type, high: sorted[0]!, low: sorted.at(-1)! };
    }).sort((a, b) => b.high.mean - b.low.mean - (a.high.mean - a.low.mean));
  const [widest] = swings;
  if (!widest) return "No hours to show";
  const { type, high, low } = widest, suffix = unitSuffix(metric);
  return `The day moves ${type} servers most: ${sentence(metricWord(metric))} from ${
    loadText(low.mean)
  }${suffix} at ${low.hour} h to ${loadText(high.mean)}${suffix} at ${high.hour} h`;
}
