/** Whether a probability means what it says. */
import * as Plot from "@observablehq/plot";
import { emptyPlot } from "../axes.ts";
import { wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import { INK } from "../theme.ts";
import { numberText, percentText } from "../value_text.ts";

/** Forecasts of nearly the same probability. */
export interface ReliabilityBin {
  /** Their mean probability, 0 to 1. */
  readonly predicted: number;
  /** Share of them that came true. */
  readonly observed: number;
  /** How many they are. */
  readonly n: number;
}

/** Keeps the dots at 0 and 100 % off the axes. */
const INSET = 18;

/** Predicted against observed shares; on the diagonal the probabilities are honest. */
export function reliabilityChart(bins: readonly ReliabilityBin[], options: ChartWords = {}): Figure {
  const shown = bins.filter(({ n, predicted, observed }) => n > 0 && Number.isFinite(predicted + observed))
    .map((bin) => ({ ...bin, error: Math.sqrt(bin.observed * (1 - bin.observed) / bin.n) }));
  const total = shown.reduce((sum, { n }) => sum + n, 0);
  const gap = shown.reduce((sum, { n, predicted, observed }) => sum + n * Math.abs(predicted - observed), 0) / total;
  return figure({
    ...wordsOf(options, {
      takeaway: total === 0
        ? "No probabilities to check"
        : `Breach probabilities are off by ${
          gap < 0.001 ? "less than 0.1" : numberText(gap * 100, 1)
        } points on average`,
      measure:
        "Share that came true against the probability that was given; dots grow with their number, lines are ±1 standard error",
    }),
    width: 560,
    legend: [{ label: "an honest probability", color: INK.axis, shape: "dash" }],
    plot: shown.length === 0 ? emptyPlot("no forecasts with a known outcome", 240) : {
      height: 420,
      marginTop: 12,
      marginLeft: 60,
      marginRight: 24,
      x: {
        domain: [0, 1],
        inset: INSET,
        label: "probability given",
        labelAnchor: "center",
        labelArrow: "none",
        tickFormat: percentText,
        tickSize: 0,
        ticks: 5,
      },
      y: {
        domain: [0, 1],
        inset: INSET,
        label: "share that came true",
        labelAnchor: "center",
        labelArrow: "none",
        tickFormat: percentText,
        tickSize: 0,
        ticks: 5,
        grid: true,
      },
      r: { range: [3, 10] },
      marks: [
        Plot.frame({ anchor: "bottom", stroke: INK.grid }),
        Plot.line([[0, 0], [1, 1]], { stroke: INK.axis, strokeDasharray: "4 4" }),
        Plot.ruleX(shown, {
          x: "predicted",
          y1: ({ observed, error }) => Math.max(0, observed - error),
          y2: ({ observed, error }) => Math.min(1, observed + error),
          stroke: INK.accent,
          strokeOpacity: 0.6,
        }),
        Plot.line(shown, { x: "predicted", y: "observed", stroke: INK.accent, strokeWidth: 1.5, sort: "predicted" }),
        Plot.dot(shown, { x: "predicted", y: "observed", r: "n", fill: INK.accent, stroke: INK.paper }),
        Plot.text(shown, {
          x: "predicted",
          y: "observed",
          text: ({ n }) => numberText(n),
          textAnchor: "start",
          dx: 12,
          dy: 11,
          stroke: INK.paper,
          strokeWidth: 3,
          fontSize: 10,
          fill: INK.muted,
        }),
      ],
    },
  });
}
