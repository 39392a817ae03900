/** How much room is left under the limit at the forecast's peak. */
import * as Plot from "@observablehq/plot";
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";
import { emptyPlot, rowLabel, rowLabelMargin, VALUE_AXIS } from "../axes.ts";
import { differenceSuffix, metricWord, serverName, serverWord, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import { legendItems } from "../legend.ts";
import { colorScale, FINDING_COLORS, INK } from "../theme.ts";
import { numberText, signedText } from "../value_text.ts";

/** Headroom of one server's metric: the fields of table `risk` that are drawn. */
export interface Headroom {
  readonly server_id: string;
  readonly metric: string;
  /** Limit less the 95 % forecast peak, in the metric's unit; below 0 the limit is crossed. */
  readonly headroom: number;
  readonly finding?: string | null;
  /** Of a breach; of two equal headrooms the likelier breach comes first. */
  readonly probability?: number | null;
}

/** Options of the headroom bars. */
export interface HeadroomBarsOptions extends ChartWords {
  /** Rows at most, the tightest first; default 20. */
  readonly most?: number;
}

/** Bars of the tightest servers. Metrics of another unit than the tightest percent metric are left out: they share no axis. */
export function headroomBars(all: readonly Headroom[], options: HeadroomBarsOptions = {}): Figure {
  const { most = 20 } = options;
  const finite = all.filter(({ headroom }) => Number.isFinite(headroom));
  const unit = finite.some(({ metric }) => unitOf(metric) === "percent") ? "percent" : unitOf(finite[0]?.metric ?? "");
  const comparable = finite.filter(({ metric }) => unitOf(metric) === unit).toSorted((a, b) =>
    a.headroom - b.headroom || (b.probability ?? -1) - (a.probability ?? -1)
  );
  const metrics = new Set(comparable.map(({ metric }) => metric));
  const rows = comparable.slice(0, most).map((row) => ({
    ...row,
    row: metrics.size > 1 ? `${row.server_id} ${metricWord(row.metric)}` : row.server_id,
  }));
  const names = rows.map(({ row }) => row);
  const color = colorScale(FINDING_COLORS, rows.map(({ finding }) => finding));
  const low = Math.min(0, ...rows.map(({ headroom }) => headroom)),
    high = Math.max(0, ...rows.map(({ headroom }) => headroom));
  const room = Math.max(1, (high - low) * 0.12);
  const crossed = comparable.filter(({ headroom }) => headroom < 0).length;
  const [tightest] = rows;
  const ties = comparable.filter(({ headroom }) => headroom === tightest?.headroom).length;
  const suffix = differenceSuffix(tightest?.metric ?? "");
  return figure({
    ...wordsOf(options, {
      takeaway: !tightest
        ? "No headroom to show"
        : crossed > 0
        ? `${numberText(crossed)} of ${numberText(comparable.length)} forecast peaks ${
          crossed === 1 ? "crosses its limit" : "cross their limit"
        }, ${ties === 1 ? serverWord(tightest.server_id) : `${numberText(ties)} of them`} by ${
          numberText(-tightest.headroom, 1)
        }${suffix}`
        : comparable.length === 1
        ? `${serverName(tightest.server_id)} keeps ${numberText(tightest.headroom, 1)}${suffix} below its limit`
        : `Every forecast peak stays below its limit; ${serverWord(tightest.server_id)} is tightest with ${
          numberText(tightest.headroom, 1)
        }${suffix} left`,
      measure: `Limit less the 95 % peak of the forecast,${suffix || " in the metric's unit"}${
        metrics.size === 1 && tightest ? ` of ${metricWord(tightest.metric)}` : ""
      }${comparable.length > rows.length ? `; the ${rows.length} tightest` : ""}`,
    }),
    plot: rows.length === 0 ? emptyPlot("no headroom to show", 120) : {
      height: 44 + 22 * rows.length,
      marginTop: 4,
      marginBottom: 30,
      marginLeft: rowLabelMargin(names) + 4,
      x: { ...VALUE_AXIS, label: null, domain: [low < 0 ? low - room : 0, high > 0 ? high + room : 0], ticks: 6 },
      y: { domain: names, label: null, tickSize: 0, tickFormat: (name: string) => rowLabel(name) },
      color,
      marks: [
        Plot.barX(rows, {
          y: "row",
          x: "headroom",
          fill: (row) => row.finding ?? "unknown",
          insetTop: 2,
          insetBottom: 2,
        }),
        Plot.ruleX([0], { stroke: INK.limit, strokeWidth: 1.5 }),
        ...([["start", 5], ["end", -5]] as const).map(([textAnchor, dx]) =>
          Plot.text(rows.filter(({ headroom }) => (headroom >= 0) === (dx > 0)), {
            y: "row",
            x: "headroom",
            text: ({ headroom }) => signedText(headroom, 1),
            textAnchor,
            dx,
            stroke: INK.paper,
            strokeWidth: 3,
            fill: INK.text,
          })
        ),
      ],
    },
    legend: rows.some(({ finding }) => finding) ? legendItems(color) : [],
  });
}

function unitOf(metric: string): string {
  return METRIC_INFO[metric as Metric]?.unit ?? metric;
}
