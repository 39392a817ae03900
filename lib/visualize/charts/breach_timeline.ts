/** When the first breach comes, how sure that is, and by when capacity must be ordered. */
import * as Plot from "@observablehq/plot";
import { DAY_MS } from "@lib/core/day.ts";
import { emptyPlot, rowLabel, rowLabelMargin } from "../axes.ts";
import { metricWord, serverWord, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import { INK } from "../theme.ts";
import { countText, dateText, numberText } from "../value_text.ts";

/** First breach of one server's metric: the fields of table `risk` that are drawn. */
export interface BreachInterval {
  readonly server_id: string;
  readonly metric?: string;
  /** Days after the origin; `null` = beyond the horizon. */
  readonly breach_days_q10: number | null;
  readonly breach_days_q50: number | null;
  readonly breach_days_q90: number | null;
  /** Last day to order, `null` = nothing to order. */
  readonly order_by?: Date | null;
}

/** Options of the timeline. */
export interface BreachTimelineOptions extends ChartWords {
  /** Last day of the history: day 0. */
  readonly origin: Date;
  /** Days that the forecast looks ahead. */
  readonly horizon: number;
  /** Rows at most, the most urgent first; default 15. */
  readonly most?: number;
}

/** One bar per server and metric that may breach within the horizon. */
export function breachTimeline(intervals: readonly BreachInterval[], options: BreachTimelineOptions): Figure {
  const { origin, horizon, most = 15 } = options;
  const start = origin.getTime();
  const dayAt = (days: number): Date => new Date(start + days * DAY_MS);
  const urgent = intervals.filter(({ breach_days_q10 }) => breach_days_q10 !== null && breach_days_q10 < horizon)
    .toSorted((a, b) =>
      (a.breach_days_q50 ?? Infinity) - (b.breach_days_q50 ?? Infinity) ||
      (a.breach_days_q10 ?? 0) - (b.breach_days_q10 ?? 0) || 0
    );
  const rows = urgent.slice(0, most).map((interval) => ({
    row: interval.metric ? `${interval.server_id} ${metricWord(interval.metric)}` : interval.server_id,
    early: dayAt(interval.breach_days_q10 ?? 0),
    // A bar without a known end runs off the chart.
    late: dayAt(Math.min(interval.breach_days_q90 ?? horizon, horizon)),
    isOpen: (interval.breach_days_q90 ?? Infinity) > horizon,
    median: (interval.breach_days_q50 ?? Infinity) > horizon ? null : dayAt(interval.breach_days_q50 ?? 0),
    order: interval.order_by ?? null,
  }));
  const names = rows.map(({ row }) => row);
  const orders = rows.flatMap(({ row, order }) =>
    order === null ? [] : [{ row, at: new Date(Math.max(order.getTime(), start)), isLate: order.getTime() <= start }]
  );
  const [first] = urgent, servers = new Set(urgent.map(({ server_id }) => server_id)).size;
  return figure({
    ...wordsOf(options, {
      takeaway: first
        ? `${countText(servers, "server")} may breach a limit within ${horizon} days, ${
          servers === 1 ? "" : "the first "
        }${serverWord(first.server_id)}${
          first.breach_days_q50 === null ? "" : ` around ${dateText(dayAt(first.breach_days_q50))}`
        }`
        : `No breach is in sight within ${horizon} days`,
      measure: rows.length === 0
        ? ""
        : `First breach of servers with a chance of 10 % or more: bar 10 to 90 %, dot the median${
          urgent.length > rows.length ? `; the ${numberText(rows.length)} most urgent` : ""
        }`,
      source: `Forecast from ${dateText(origin)}, UTC`,
    }),
    plot: rows.length === 0 ? emptyPlot("no breach in sight", 80) : {
      height: 60 + 26 * rows.length,
      marginTop: 6,
      marginRight: 30,
      marginBottom: 40,
      marginLeft: rowLabelMargin(names) + 12,
      x: { type: "utc", domain: [origin, dayAt(horizon)], label: null, grid: true, tickSize: 0 },
      y: { domain: names, label: null, tickSize: 0, tickPadding: 12, tickFormat: (name: string) => rowLabel(name) },
      marks: [
        Plot.barX(rows, {
          y: "row",
          x1: "early",
          x2: "late",
          fill: INK.accent,
          fillOpacity: 0.35,
          insetTop: 5,
          insetBottom: 5,
        }),
        Plot.text(rows.filter(({ isOpen }) => isOpen), {
          y: "row",
          x: "late",
          text: () => "→",
          fill: INK.accent,
          textAnchor: "start",
          dx: 3,
        }),
        Plot.dot(rows.filter(({ median }) => median !== null), { y: "row", x: "median", fill: INK.accent, r: 5 }),
        Plot.ruleX([origin], { stroke: INK.axis }),
        Plot.dot(orders, {
          y: "row",
          x: "at",
          symbol: "diamond",
          r: 5.5,
          fill: ({ isLate }) => isLate ? INK.limit : INK.paper,
          stroke: INK.limit,
          strokeWidth: 1.8,
        }),
      ],
    },
    legend: rows.length === 0 ? [] : [
      { label: "first breach, 10 to 90 %", color: INK.accent, opacity: 0.35 },
      { label: "median", color: INK.accent, shape: "dot" },
      ...(orders.some(({ isLate }) => !isLate)
        ? [{ label: "order by", color: INK.limit, shape: "diamond" as const }]
        : []),
      ...(orders.some(({ isLate }) => isLate)
        ? [{ label: "order now", color: INK.limit, shape: "filled diamond" as const }]
        : []),
    ],
  });
}
