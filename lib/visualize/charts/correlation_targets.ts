/** Whether the metrics of a server move together as they were asked to. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, rowLabel, rowLabelMargin } from "../axes.ts";
import { metricWord, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { INK, inTypeOrder } from "../theme.ts";
import { numberText } from "../value_text.ts";

/** One pair of metrics of one type of server. */
export interface CorrelationTarget {
  /** Type of server; each is a panel. */
  readonly server_type: string;
  /** The metrics, for example `cpu_p95 ~ mem_p95`. */
  readonly pair: string;
  /** Correlation that was asked for and that came, -1 to 1. */
  readonly asked: number;
  readonly got: number;
}

/** Options of the chart. */
export interface CorrelationTargetsOptions extends ChartWords {
  /** Distance from what was asked that still counts as met, drawn as a band; default 0.15. */
  readonly tolerance?: number;
}

/** Dots at what came, a mark at what was asked, a band around it; one panel per type. */
export function correlationTargets(
  rows: readonly CorrelationTarget[],
  options: CorrelationTargetsOptions = {},
): Figure {
  const { tolerance = 0.15 } = options;
  const finite = rows.filter(({ asked, got }) => Number.isFinite(asked) && Number.isFinite(got));
  const low = Math.min(0, ...finite.flatMap(({ asked, got }) => [asked - tolerance, got])) - 0.04;
  const groups = inTypeOrder(Map.groupBy(finite, ({ server_type }) => server_type));
  const panels = groups.map(([title, own]): Panel => {
    const named = own.map((row) => ({ ...row, row: row.pair.split(" ~ ").map(metricWord).join(" – ") }));
    return {
      title,
      plot: {
        height: 40 + 26 * named.length,
        marginTop: 4,
        marginBottom: 30,
        marginLeft: rowLabelMargin(named.map(({ row }) => row), 150),
        x: { domain: [Math.max(-1, low), 1], label: null, grid: true, tickSize: 0, ticks: 5 },
        y: {
          domain: named.map(({ row }) => row),
          label: null,
          tickSize: 0,
          tickFormat: (row: string) => rowLabel(row, 150),
        },
        marks: [
          Plot.barX(named, {
            y: "row",
            x1: (row) => row.asked - tolerance,
            x2: (row) => Math.min(1, row.asked + tolerance),
            fill: INK.grid,
            insetTop: 6,
            insetBottom: 6,
          }),
          Plot.tickX(named, { y: "row", x: "asked", stroke: INK.second, strokeWidth: 3, insetTop: 3, insetBottom: 3 }),
          Plot.dot(named, { y: "row", x: "got", r: 4.5, fill: INK.accent, stroke: INK.paper }),
        ],
      },
    };
  });
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(finite, tolerance),
      measure: `Correlation within a server, median of its type; the band is ± ${numberText(tolerance)}`,
    }),
    columns: Math.min(2, Math.max(1, panels.length)),
    panels: panels.length > 0 ? panels : [{ plot: emptyPlot("no correlations") }],
    legend: [
      { label: "in the data", color: INK.accent, shape: "dot" },
      { label: "asked for", color: INK.second, shape: "tick" },
    ],
  });
}

function takeawayOf(rows: readonly CorrelationTarget[], tolerance: number): string {
  const [worst] = rows.map((row) => ({ ...row, gap: Math.abs(row.got - row.asked) })).sort((a, b) => b.gap - a.gap);
  if (!worst) return "No correlations to compare";
  const missed = rows.filter(({ asked, got }) => Math.abs(got - asked) > tolerance).length;
  return missed === 0
    ? `Every correlation is within ${worst.gap.toFixed(2)} of what was asked`
    : `${missed} of ${rows.length} correlations miss what was asked by more than ${numberText(tolerance)}`;
}
