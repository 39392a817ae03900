/** Axes and notes that all charts share. */
import * as Plot from "@observablehq/plot";
import type { LegendItem } from "./legend.ts";
import { shortenText, textWidth } from "./text.ts";
import { INK, TYPE } from "./theme.ts";
import { numberText } from "./value_text.ts";

/** A quiet value axis with grid lines instead of ticks. */
export const VALUE_AXIS = { grid: true, tickSize: 0 } as const;

/** Margins of a plot over time: its dates take two lines. */
export const TIME_MARGINS = { marginTop: 10, marginBottom: 40 } as const;

/** The widest a row label may become, in pixels; longer ones are shortened. */
export const ROW_LABEL_WIDTH = 190;

/** Room on the left for row labels. */
export function rowLabelMargin(labels: readonly string[], most = ROW_LABEL_WIDTH): number {
  const widest = labels.reduce((width, label) => Math.max(width, textWidth(label, TYPE.axis)), 0);
  return Math.ceil(Math.min(most, widest)) + 14;
}

/** A row label that fits. */
export function rowLabel(label: unknown, most = ROW_LABEL_WIDTH): string {
  return shortenText(String(label), most, TYPE.axis);
}

/** Whole numbers on an axis without decimals that only repeat. */
export function wholeTicks(highest: number): number {
  return Math.max(1, Math.min(6, Math.floor(highest)));
}

/** A plot that says why it is empty. */
export function emptyPlot(reason: string, height = 160): Plot.PlotOptions {
  return {
    height,
    marginTop: 4,
    marginLeft: 4,
    marginRight: 4,
    marginBottom: 8,
    axis: null,
    marks: [
      Plot.frame({ stroke: INK.grid }),
      Plot.text([reason], { frameAnchor: "middle", fill: INK.muted, lineWidth: 26 }),
    ],
  };
}

/** Room on the right for the value of a limit. */
export const LIMIT_MARGIN = 44;

/** A limit line with its value in the margin, where no data can lie under it: the plot needs a LIMIT_MARGIN. */
export function limitMarks(limit: number | undefined, suffix: string): Plot.Markish[] {
  if (limit === undefined || !Number.isFinite(limit)) return [];
  return [
    Plot.ruleY([limit], { stroke: INK.limit, strokeWidth: 1.5, strokeDasharray: "5 3" }),
    Plot.text([limit], {
      y: (value: number) => value,
      text: (value: number) => `${numberText(value)}${suffix}`,
      frameAnchor: "right",
      textAnchor: "start",
      dx: 5,
      fill: INK.limit,
    }),
  ];
}

/** The legend of a limit. */
export function limitLegend(limits: readonly (number | undefined)[]): LegendItem[] {
  return limits.some((limit) => limit !== undefined && Number.isFinite(limit))
    ? [{ label: "limit", color: INK.limit, shape: "dash" }]
    : [];
}

/** The colour of a number on a DIVERGING cell at a place from -1 to 1: white is readable on the darkest blue only. */
export function divergingText(place: number): string {
  return place < -0.85 ? INK.onDark : INK.onLight;
}

/** Top of a value axis that starts at 0 and has room above its highest value; 1 when there are no values. */
export function topOf(values: Iterable<number | null | undefined>, room = 1.06): number {
  let top = 0;
  for (const value of values) if (typeof value === "number" && Number.isFinite(value) && value > top) top = value;
  return top === 0 ? 1 : top * room;
}
