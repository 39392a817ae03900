/** One series before and after its repair. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, TIME_MARGINS, VALUE_AXIS } from "../axes.ts";
import { measureOf, metricWord, serverName, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import type { LegendItem } from "../legend.ts";
import { ACTION_COLORS, INK } from "../theme.ts";
import { dateText, numberText } from "../value_text.ts";

/** One value of the series. */
export interface RepairPoint {
  readonly timestamp: Date;
  /** Raw value, `null` = missing. */
  readonly before: number | null;
  /** Value after repair, `null` = left missing. */
  readonly after: number | null;
  /** What the ledger says of it, one of LEDGER_ACTIONS. */
  readonly action?: string | null;
}

/** Options of the comparison. */
export interface RepairBeforeAfterOptions extends ChartWords {
  readonly server: string;
  /** Metric of the values. */
  readonly metric: string;
}

/** Raw values in grey, repaired ones in blue, every repair marked by its action. */
export function repairBeforeAfter(points: readonly RepairPoint[], options: RepairBeforeAfterOptions): Figure {
  const { server, metric } = options;
  const repairs = points.filter((point) => point.action ?? (point.before !== point.after ? "changed" : ""))
    .map((point) => ({ ...point, action: point.action ?? (point.before === null ? "imputed" : "changed") }));
  const flagged = repairs.filter(({ action }) => action === "flagged").length, mended = repairs.length - flagged;
  const actions = [...new Set(repairs.map(({ action }) => action))];
  const colorOf = (action: string): string => ACTION_COLORS[action] ?? INK.second;
  const hasValues = points.some(({ before, after }) => before !== null || after !== null);
  const [first] = points, last = points.at(-1);
  return figure({
    ...wordsOf(options, {
      takeaway: `${serverName(server)}: ${
        mended === 0 ? "no" : `${numberText(mended)} of ${numberText(points.length)}`
      } ${metricWord(metric)} ${points.length === 1 ? "value" : "values"} repaired${
        flagged === 0 ? "" : `, ${numberText(flagged)} flagged and kept`
      }`,
      measure: measureOf(metric),
      ...(first && last ? { source: `${dateText(first.timestamp)} to ${dateText(last.timestamp)}, UTC` } : {}),
    }),
    plot: !hasValues ? emptyPlot("no readings") : {
      height: 280,
      ...TIME_MARGINS,
      x: { type: "utc", label: null },
      y: { ...VALUE_AXIS, label: null, zero: true, nice: true },
      marks: [
        Plot.ruleY([0]),
        Plot.lineY(points, { x: "timestamp", y: "before", stroke: INK.quiet, strokeWidth: 3.5 }),
        Plot.lineY(points, { x: "timestamp", y: "after", stroke: INK.accent, strokeWidth: 1.5 }),
        Plot.link(repairs.filter(({ before, after }) => before !== null && after !== null), {
          x: "timestamp",
          y1: "before",
          y2: "after",
          stroke: (point) => colorOf(point.action),
          strokeDasharray: "2 2",
        }),
        Plot.dot(repairs.filter(({ after, before }) => (after ?? before) !== null), {
          x: "timestamp",
          y: (point) => point.after ?? point.before,
          fill: (point) => colorOf(point.action),
          r: 3.5,
        }),
      ],
    },
    legend: [
      { label: "before", color: INK.quiet, shape: "line" },
      { label: "after", color: INK.accent, shape: "line" },
      ...actions.map((action): LegendItem => ({ label: action, color: colorOf(action), shape: "dot" })),
    ],
  });
}
