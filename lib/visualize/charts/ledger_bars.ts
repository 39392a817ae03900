/** What the repairs did, rule by rule. */
// @ts-types="@types/d3-array"
import { sum } from "d3-array";
import * as Plot from "@observablehq/plot";
import { emptyPlot, rowLabel, rowLabelMargin, VALUE_AXIS, wholeTicks } from "../axes.ts";
import { wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import { legendItems } from "../legend.ts";
import { ACTION_COLORS, colorScale, INK, UNKNOWN } from "../theme.ts";
import { countText, numberText } from "../value_text.ts";

/** Ledger entries of one action and rule. */
export interface LedgerCount {
  /** One of LEDGER_ACTIONS. */
  readonly action: string;
  readonly rule: string;
  readonly count: number;
}

/** Rules shown by name; the rarest are counted together. */
const MOST_RULES = 14;

/** Bars of ledger entries by rule, coloured by action. */
export function ledgerBars(counts: readonly LedgerCount[], options: ChartWords = {}): Figure {
  const sorted = [...counts].sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
  const rest = sorted.length > MOST_RULES ? sorted.slice(MOST_RULES - 1) : [];
  const rows = [
    // Two actions may share a rule: the row is named by both.
    ...sorted.slice(0, sorted.length - rest.length).map((row) => ({ ...row, row: `${row.action}: ${row.rule}` })),
    ...(rest.length === 0 ? [] : [{
      action: UNKNOWN,
      rule: "",
      row: `${rest.length} other rules`,
      count: sum(rest, ({ count }) => count),
    }]),
  ];
  const total = sum(counts, ({ count }) => count);
  const color = colorScale(ACTION_COLORS, rows.map(({ action }) => action));
  const names = rows.map(({ row }) => row);
  const [most] = sorted;
  return figure({
    ...wordsOf(options, {
      takeaway: most
        ? sorted.length === 1
          ? `${countText(total, "ledger entry", "ledger entries")}, all ${most.action}: ${most.rule}`
          : `${countText(total, "ledger entry", "ledger entries")}; most often ${most.action}: ${most.rule} (${
            numberText(most.count)
          })`
        : "Nothing had to be repaired or flagged",
      measure: "Ledger entries by action and rule",
    }),
    plot: rows.length === 0 ? emptyPlot("the ledger is empty", 90) : {
      height: 44 + 26 * rows.length,
      marginTop: 4,
      marginRight: 70,
      marginBottom: 30,
      marginLeft: rowLabelMargin(names, 260),
      x: { ...VALUE_AXIS, label: null, ticks: wholeTicks(most?.count ?? 1), tickFormat: (n: number) => numberText(n) },
      y: { domain: names, label: null, tickSize: 0, tickFormat: (name: string) => rowLabel(name, 260) },
      color,
      marks: [
        Plot.barX(rows, { x: "count", y: "row", fill: "action", insetTop: 2, insetBottom: 2 }),
        Plot.ruleX([0]),
        Plot.text(rows, {
          x: "count",
          y: "row",
          text: (row) => numberText(row.count),
          textAnchor: "start",
          dx: 5,
          stroke: INK.paper,
          strokeWidth: 3,
          fill: INK.text,
        }),
      ],
    },
    legend: legendItems(color).filter(({ label }) => label !== UNKNOWN),
  });
}
