/** Whether the calendar's effects came out as they were asked for. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, rowLabel, rowLabelMargin, VALUE_AXIS } from "../axes.ts";
import { wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import { INK, inTypeOrder } from "../theme.ts";
import { numberText, signedText } from "../value_text.ts";

/** One effect on one kind of server. */
export interface CalendarEffect {
  /** For example `weekend` or `last day of a quarter`. */
  readonly effect: string;
  /** Type of server or metric; each group is a panel. */
  readonly group?: string;
  /** Change against an ordinary day that was asked for, percent; `null` = none was. */
  readonly asked: number | null;
  /** Change that the data show, percent; `null` = no such day. */
  readonly got: number | null;
}

/** Points beyond which an effect is not what was asked for. */
const LARGEST_MISS = 5;
/** Points below which an effect is none. */
const UNSEEN = 0.1;

/** Bars of what the data show, with a mark at what was asked. */
export function calendarEffectBars(effects: readonly CalendarEffect[], options: ChartWords = {}): Figure {
  // A day that never came has no bar to write beside.
  const named = effects.map((row) => ({ ...row, row: row.got === null ? `${row.effect}: no such day` : row.effect }));
  const widest = named.map(({ row }) => row);
  const values = effects.flatMap(({ asked, got }) => [asked ?? 0, got ?? 0]);
  const low = Math.min(0, ...values), high = Math.max(0, ...values);
  // Room for the numbers beside the bars.
  const room = Math.max(2, (high - low) * 0.3);
  // Effects too small to see get an axis that shows how small they are.
  const domain = high - low < 2 ? [-5, 5] : [low < 0 ? low - room : 0, high > 0 ? high + room : room / 4];
  const groups = inTypeOrder(Map.groupBy(named, ({ group = "" }) => group));
  const columns = Math.min(2, Math.max(1, groups.length));
  const panels = groups.map(([group, rows]) => ({
    ...(group === "" ? {} : { title: group }),
    plot: {
      height: 44 + 30 * rows.length,
      marginTop: 4,
      marginBottom: 30,
      marginLeft: rowLabelMargin(widest, 190),
      x: { ...VALUE_AXIS, domain, label: null, ticks: 5, tickFormat: (change: number) => signedText(change, 0) },
      y: {
        domain: rows.map(({ row }) => row),
        label: null,
        tickSize: 0,
        tickFormat: (label: string) => rowLabel(label, 190),
      },
      marks: [
        Plot.barX(rows.filter(({ got }) => got !== null), {
          y: "row",
          x: "got",
          fill: INK.accent,
          insetTop: 3,
          insetBottom: 3,
        }),
        Plot.ruleX([0]),
        Plot.tickX(rows.filter(({ asked }) => asked !== null), {
          y: "row",
          x: "asked",
          stroke: INK.second,
          strokeWidth: 3,
        }),
        Plot.text(rows.filter(({ got }) => got !== null && got >= 0), {
          y: "row",
          x: (row) => Math.max(row.got ?? 0, row.asked ?? 0),
          text: (row) => signedText(row.got ?? 0),
          textAnchor: "start",
          dx: 6,
          stroke: INK.paper,
          strokeWidth: 3,
          fill: INK.text,
        }),
        Plot.text(rows.filter(({ got }) => (got ?? 0) < 0), {
          y: "row",
          x: (row) => Math.min(row.got ?? 0, row.asked ?? 0),
          text: (row) => signedText(row.got ?? 0),
          textAnchor: "end",
          dx: -6,
          stroke: INK.paper,
          strokeWidth: 3,
          fill: INK.text,
        }),
      ],
    },
  }));
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(effects),
      measure: "Change against an ordinary day, %",
    }),
    columns,
    panels: panels.length > 0 ? panels : [{ plot: emptyPlot("no special day with ordinary days around it", 100) }],
    legend: panels.length === 0 ? [] : [
      { label: "in the data", color: INK.accent },
      ...(effects.some(({ asked }) => asked !== null)
        ? [{ label: "asked for", color: INK.second, shape: "tick" as const }]
        : []),
    ],
  });
}

function takeawayOf(effects: readonly CalendarEffect[]): string {
  const gaps = effects.flatMap((effect) =>
    effect.asked === null || effect.got === null ? [] : [{ ...effect, gap: Math.abs(effect.got - effect.asked) }]
  ).sort((a, b) => b.gap - a.gap);
  const [worst] = gaps;
  if (!worst) {
    return effects.length > 0 ? "The calendar's effects in these data" : "No effect of the calendar to measure";
  }
  if (gaps.every(({ asked, got }) => Math.abs(asked ?? 0) < UNSEEN && Math.abs(got ?? 0) < UNSEEN)) {
    return "No effect of the calendar was asked for, and none came";
  }
  const missed = gaps.filter(({ gap }) => gap > LARGEST_MISS).length;
  if (missed > 0) {
    const { group = "", effect, got, asked } = worst;
    return `${missed} of ${gaps.length} calendar effects miss what was asked by more than ${LARGEST_MISS} points, most of all ${
      [group, effect].filter(Boolean).join(", ")
    }: ${signedText(got ?? 0, 0)} instead of ${signedText(asked ?? 0, 0)} %`;
  }
  return `Every calendar effect is within ${numberText(Math.max(0.1, worst.gap), 1)} points of what was asked`;
}
