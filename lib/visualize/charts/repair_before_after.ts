/** One series before and after its repair. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, TIME_MARGINS, VALUE_AXIS } from "../axes.ts";
import { measureOf, metricWord, serverName, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import type { LegendItem } from "../legend.ts";
import { ACTION_COLORS, colorScale, INK } from "../theme.ts";
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
  /** Why, in the ledger's words. */
  readonly rule?: string | null;
}

/** Options of the comparison. */
export interface RepairBeforeAfterOptions extends ChartWords {
  readonly server: string;
  /** Metric of the values. */
  readonly metric: string;
}

interface Repair extends RepairPoint {
  readonly action: string;
  /** Action and rule, as the legend has them. */
  readonly what: string;
}

/** Raw values in grey, repaired ones in blue, every repair marked in the colour of its rule. */
export function repairBeforeAfter(points: readonly RepairPoint[], options: RepairBeforeAfterOptions): Figure {
  const { server, metric } = options;
  const repairs = points.flatMap((point) => repairOf(point));
  const flagged = repairs.filter(({ action }) => action === "flagged").length, mended = repairs.length - flagged;
  const colors = colorsOf(repairs);
  const colorOf = ({ what }: Repair): string => colors.get(what)!;
  const hasValues = points.some(({ before, after }) => before !== null || after !== null);
  const [first] = points, last = points.at(-1);
  return figure({
    ...wordsOf(options, {
      takeaway: `${serverName(server)}: ${
        mended === 0 ? "no" : `${numberText(mended)} of ${numberText(points.length)}`
      } ${metricWord(metric)} ${points.length === 1 ? "value" : "values"} repaired${
        flagged === 0 ? "" : `, ${numberText(flagged)} flagged`
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
          stroke: colorOf,
          strokeDasharray: "2 2",
        }),
        Plot.dot(repairs.filter(({ after, before }) => (after ?? before) !== null), {
          x: "timestamp",
          y: (point) => point.after ?? point.before,
          fill: colorOf,
          r: 3.5,
        }),
        // A day without a value on either side is marked on the axis.
        Plot.dot(repairs.filter(({ after, before }) => (after ?? before) === null), {
          x: "timestamp",
          y: 0,
          fill: INK.paper,
          stroke: colorOf,
          r: 3,
        }),
      ],
    },
    legend: [
      { label: "before", color: INK.quiet, shape: "line" },
      { label: "after", color: INK.accent, shape: "line" },
      ...[...colors].map(([label, color]): LegendItem => ({ label, color, shape: "dot" })),
    ],
  });
}

/** The repair of a point; none where nothing was said and nothing changed. */
function repairOf(point: RepairPoint): Repair[] {
  const { before, after, rule } = point;
  if (!point.action && before === after) return [];
  const action = point.action ?? (before === null ? "imputed" : "changed");
  return [{ ...point, action, what: rule ? `${action}: ${rule}` : action }];
}

/** The first rule of an action has the action's colour, the others one of their own. */
function colorsOf(repairs: readonly Repair[]): Map<string, string> {
  const firstOf = new Map<string, string>();
  for (const { action, what } of repairs) if (!firstOf.has(action)) firstOf.set(action, what);
  const palette = Object.fromEntries([...firstOf].map(([action, what]) => [what, ACTION_COLORS[action] ?? INK.second]));
  // The line after repair has the colour of an imputed cell; no other rule may look like it.
  const { domain, range } = colorScale({ ...palette, after: INK.accent }, [
    ...repairs.map(({ what }) => what),
    "after",
  ]);
  return new Map(domain.map((what, index) => [what, range[index]!] as const).filter(([what]) => what !== "after"));
}
