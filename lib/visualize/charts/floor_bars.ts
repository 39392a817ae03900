/** How far forecasts are from the best that anyone could do: their error over the noise floor. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, rowLabel, rowLabelMargin, VALUE_AXIS } from "../axes.ts";
import { wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { legendItems } from "../legend.ts";
import { type ColorScale, colorScale, INK, MODEL_COLORS } from "../theme.ts";
import { sentence } from "../value_text.ts";

/** Error of one model on one slice, in noise floors. */
export interface FloorRatio {
  /** What the row is about, for example `CPU` or `quarter end`. */
  readonly row: string;
  /** Rows of one panel stand together, for example `By kind of day`; default all in one. */
  readonly panel?: string;
  readonly model: string;
  /** Mean absolute error over that of the oracle that knows everything but the future; 1 = as good as possible. */
  readonly ratio: number;
  /** Whether the row holds all others of its panel; then the title speaks of it. */
  readonly isTotal?: boolean;
}

/** Bars longer than this many floors are cut, their number with an arrow: the short ones must stay readable. */
const EDGE = 6;
const LABEL_WIDTH = 120;

/** Bars of error ÷ noise floor with the floor as a line. */
export function floorBars(ratios: readonly FloorRatio[], options: ChartWords = {}): Figure {
  const known = ratios.filter(({ ratio }) => Number.isFinite(ratio));
  const color = colorScale(MODEL_COLORS, ratios.map(({ model }) => model));
  const top = Math.min(EDGE, Math.max(1.2, ...known.map(({ ratio }) => ratio)));
  const groups = [...Map.groupBy(known, ({ panel = "" }) => panel)];
  const panels = groups.map(([title, rows]): Panel => ({
    ...(title === "" ? {} : { title: sentence(title) }),
    plot: barsPlot(rows, color, top),
  }));
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(known),
      measure: "Mean absolute error over that of an oracle that knows the truth of every past event; shorter is better",
    }),
    columns: Math.min(2, Math.max(1, panels.length)),
    panels: panels.length > 0 ? panels : [{ plot: emptyPlot("the truth of this fleet is not known") }],
    legend: panels.length === 0
      ? []
      : [...legendItems(color), { label: "noise floor", color: INK.limit, shape: "dash" }],
  });
}

function barsPlot(rows: readonly FloorRatio[], color: ColorScale, top: number): Plot.PlotOptions {
  const names = [...new Set(rows.map(({ row }) => row))];
  const models = color.domain.filter((model) => rows.some((own) => own.model === model));
  return {
    height: 40 + names.length * (14 + 15 * models.length),
    marginTop: 4,
    marginRight: 44,
    marginBottom: 30,
    marginLeft: rowLabelMargin(names, LABEL_WIDTH),
    x: { ...VALUE_AXIS, label: null, domain: [0, top], ticks: 5 },
    y: { axis: null, domain: models, padding: 0.15 },
    fy: {
      domain: names,
      label: null,
      axis: "left",
      padding: 0.12,
      tickFormat: (row: string) => rowLabel(row, LABEL_WIDTH),
    },
    color,
    marks: [
      Plot.barX(rows, { fy: "row", y: "model", x: ({ ratio }) => Math.min(top, ratio), fill: "model" }),
      Plot.ruleX([1], { stroke: INK.limit, strokeWidth: 1.5, strokeDasharray: "5 3" }),
      Plot.text(rows, {
        fy: "row",
        y: "model",
        text: ({ ratio }: FloorRatio) => `${ratio > top ? "› " : ""}${ratio.toFixed(ratio < 10 ? 2 : 0)}`,
        frameAnchor: "right",
        textAnchor: "end",
        dx: 40,
      }),
      Plot.ruleX([0]),
    ],
  };
}

function takeawayOf(ratios: readonly FloorRatio[]): string {
  const models = [...Map.groupBy(ratios, ({ model }) => model)].map(([model, own]) => ({
    model,
    ratio: own.find(({ isTotal }) => isTotal)?.ratio ??
      Math.exp(own.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / own.length),
    worst: [...own].sort((a, b) => b.ratio - a.ratio)[0]!,
    rows: own.length,
  })).sort((a, b) => a.ratio - b.ratio);
  const [best] = models;
  if (!best) return "Without a planted truth there is no noise floor to compare with";
  const at = `${sentence(best.model)} errs ${best.ratio.toFixed(2)} noise floors`;
  return best.rows === 1 ? at : `${at} on average, at most ${best.worst.ratio.toFixed(2)} (${best.worst.row})`;
}
