/** Which model is best, how far ahead and on which kind of day. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, rowLabel, rowLabelMargin, topOf, VALUE_AXIS } from "../axes.ts";
import { wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { legendItems } from "../legend.ts";
import { sliceLabel, sliceOrder } from "../slice_order.ts";
import { type ColorScale, colorScale, INK, MODEL_COLORS } from "../theme.ts";
import { listText, numberText, sentence } from "../value_text.ts";

/** The error of one model on one slice of the backtest. */
export interface ModelError {
  readonly model: string;
  /** Days ahead, for example `1-30`, or `all`. */
  readonly horizon_bucket: string;
  /** A regime, or `all`. */
  readonly regime: string;
  /** Error in the unit of `measure`; smaller is better. */
  readonly value: number;
}

/** Options of the accuracy bars. */
export interface AccuracyBarsOptions extends ChartWords {
  /** Name of the error; default `MASE`. */
  readonly error?: string;
  /** An error that all models should beat, drawn as a line, for example 1 for MASE. */
  readonly baseline?: number;
}

/**
 * Bars of every model's error: by days ahead (rows of regime `all`) and by kind of day (rows of bucket `all`; without such
 * rows, the mean over the buckets).
 */
export function accuracyBars(errors: readonly ModelError[], options: AccuracyBarsOptions = {}): Figure {
  const { error = "MASE", baseline } = options;
  const finite = errors.filter(({ value }) => Number.isFinite(value));
  const byHorizon = meansBy(
    finite.filter(({ regime, horizon_bucket }) => regime === "all" && horizon_bucket !== "all"),
    "horizon_bucket",
  );
  const ofRegimes = finite.filter(({ regime }) => regime !== "all");
  const pooled = ofRegimes.filter(({ horizon_bucket }) => horizon_bucket === "all");
  const byRegime = meansBy(pooled.length > 0 ? pooled : ofRegimes, "regime");
  const overall = overallOf(finite);
  const models = overall.map(({ model }) => model);
  // A model keeps its colour when the ranking changes; those without one take theirs in the caller's order.
  const color = colorScale(MODEL_COLORS, errors.map(({ model }) => model));
  const top = topOf([...byHorizon, ...byRegime, { value: baseline }].map(({ value }) => value), 1.02);
  const panels: Panel[] = [
    { title: "By days ahead", plot: barsPlot(byHorizon, models, color, top, baseline) },
    { title: "By kind of day", plot: barsPlot(byRegime, models, color, top, baseline) },
  ].filter((_, index) => (index === 0 ? byHorizon : byRegime).length > 0);
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(overall, error),
      measure: `${error}, mean over the backtest; shorter is better`,
    }),
    columns: Math.max(1, panels.length),
    panels: panels.length > 0 ? panels : [{ plot: emptyPlot("no backtest") }],
    legend: [
      ...legendItems(color),
      ...(baseline === undefined
        ? []
        : [{ label: `${error} ${numberText(baseline)}`, color: INK.limit, shape: "dash" as const }]),
    ],
  });
}

function takeawayOf(overall: readonly { readonly model: string; readonly value: number }[], error: string): string {
  const [best] = overall;
  if (!best) return "No errors to compare";
  const text = best.value.toFixed(2);
  const equal = overall.filter(({ value }) => value.toFixed(2) === text).map(({ model }) => model);
  if (equal.length > 1) return `${sentence(listText(equal))} are equally accurate: ${error} ${text}`;
  const [, second] = overall;
  return second
    ? `${sentence(best.model)} is most accurate: ${error} ${text}, next ${second.model} with ${second.value.toFixed(2)}`
    : `${sentence(best.model)} has ${error} ${text}`;
}

interface Bar {
  readonly model: string;
  readonly slice: string;
  readonly value: number;
}

function meansBy(errors: readonly ModelError[], field: "horizon_bucket" | "regime"): Bar[] {
  return [...Map.groupBy(errors, (row) => row[field])].flatMap(([slice, rows]) =>
    [...Map.groupBy(rows, ({ model }) => model)].map(([model, own]) => ({ model, slice, value: meanOf(own) }))
  );
}

function overallOf(errors: readonly ModelError[]): { model: string; value: number }[] {
  return [...Map.groupBy(errors, ({ model }) => model)].map(([model, own]) => {
    const whole = own.filter(({ regime }) => regime === "all");
    return { model, value: meanOf(whole.length > 0 ? whole : own) };
  }).sort((a, b) => a.value - b.value);
}

function meanOf(rows: readonly ModelError[]): number {
  return rows.reduce((sum, { value }) => sum + value, 0) / rows.length;
}

function barsPlot(
  bars: readonly Bar[],
  models: readonly string[],
  color: ColorScale,
  top: number,
  baseline: number | undefined,
): Plot.PlotOptions {
  const slices = sliceOrder(bars.map(({ slice }) => slice));
  return {
    height: 40 + slices.length * (16 + 15 * models.length),
    marginTop: 4,
    marginRight: 40,
    marginBottom: 30,
    marginLeft: rowLabelMargin(slices.map(sliceLabel), 110),
    x: { ...VALUE_AXIS, label: null, domain: [0, top], ticks: 5 },
    y: { axis: null, domain: models, padding: 0.15 },
    fy: {
      domain: slices,
      label: null,
      axis: "left",
      padding: 0.12,
      tickFormat: (slice: string) => rowLabel(sliceLabel(slice), 110),
    },
    color,
    marks: [
      ...(baseline === undefined ? [] : [Plot.ruleX([baseline], { stroke: INK.limit, strokeDasharray: "5 3" })]),
      Plot.barX(bars, { fy: "slice", y: "model", x: "value", fill: "model" }),
      Plot.text(bars, {
        fy: "slice",
        y: "model",
        // In a column of their own: beside the bars they would lie on the baseline.
        frameAnchor: "right",
        text: ({ value }) => value.toFixed(2),
        textAnchor: "end",
        dx: 36,
      }),
      Plot.ruleX([0]),
    ],
  };
}
