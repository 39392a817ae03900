/** How many servers of each finding, and what acting on them is worth. */
// @ts-types="@types/d3-array"
import { sum } from "d3-array";
import * as Plot from "@observablehq/plot";
import { FINDINGS } from "@lib/core/tables.ts";
import { rowLabelMargin, topOf, VALUE_AXIS, wholeTicks } from "../axes.ts";
import { serverName, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import { textWidth } from "../text.ts";
import { FINDING_COLORS, INK, TYPE } from "../theme.ts";
import { countText, numberText } from "../value_text.ts";

/** A server with its finding; rows of further metrics of the same server are ignored. */
export interface ServerFinding {
  readonly server_id: string;
  /** One of FINDINGS. */
  readonly finding: string;
  /** USD per month that the advice saves, `null` = not known. */
  readonly saving_per_month?: number | null;
}

/** Bars of servers by finding. */
export function findingsBar(servers: readonly ServerFinding[], options: ChartWords = {}): Figure {
  const byServer = [...Map.groupBy(servers, ({ server_id }) => server_id).values()].flatMap(([first]) => first ?? []);
  const groups = Map.groupBy(byServer, ({ finding }) => finding);
  const names = [...new Set<string>([...FINDINGS, ...groups.keys()])];
  const rows = names.map((finding) => {
    const own = groups.get(finding) ?? [];
    const saving = sum(own, ({ saving_per_month }) => saving_per_month ?? 0);
    return {
      finding,
      count: own.length,
      text: `${numberText(own.length)}${saving > 0 ? ` · saves ${numberText(saving, 0)} USD a month` : ""}`,
      color: (FINDING_COLORS as Readonly<Record<string, string>>)[finding] ?? INK.quiet,
    };
  });
  const most = topOf(rows.map(({ count }) => count), 1);
  const short = sum(
    rows.filter(({ finding }) => finding === "under-provisioned" || finding === "at risk"),
    ({ count }) => count,
  );
  const large = sum(
    rows.filter(({ finding }) => finding === "over-provisioned" || finding === "idle"),
    ({ count }) => count,
  );
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(byServer, short, large),
      measure: "Servers by finding",
    }),
    plot: {
      height: 44 + 34 * rows.length,
      marginTop: 4,
      marginBottom: 30,
      // The numbers stand beside the bars.
      marginRight: Math.max(...rows.map(({ text }) => textWidth(text, TYPE.axis))) + 14,
      marginLeft: rowLabelMargin(names),
      x: {
        ...VALUE_AXIS,
        label: null,
        domain: [0, most],
        ticks: wholeTicks(most),
        tickFormat: (n: number) => numberText(n, 0),
      },
      y: { domain: names, label: null, tickSize: 0 },
      marks: [
        Plot.barX(rows, { x: "count", y: "finding", fill: "color", insetTop: 3, insetBottom: 3 }),
        Plot.ruleX([0]),
        Plot.text(rows, {
          x: "count",
          y: "finding",
          text: "text",
          textAnchor: "start",
          dx: 6,
          stroke: INK.paper,
          strokeWidth: 3,
          fill: INK.text,
        }),
      ],
    },
  });
}

function takeawayOf(servers: readonly ServerFinding[], short: number, large: number): string {
  const [only] = servers;
  if (!only) return "No servers to judge";
  if (servers.length === 1) {
    const name = serverName(only.server_id);
    return short > 0
      ? `${name} needs more capacity`
      : large > 0
      ? `${name} could do with less capacity`
      : `${name} has the capacity that it needs`;
  }
  const parts = [
    ...(short > 0 ? [`${numberText(short)} ${short === 1 ? "needs" : "need"} more capacity`] : []),
    ...(large > 0 ? [`${numberText(large)} could do with less`] : []),
  ];
  return parts.length === 0
    ? `All ${countText(servers.length, "server")} have the capacity that they need`
    : `Of ${countText(servers.length, "server")}, ${parts.join(" and ")}`;
}
