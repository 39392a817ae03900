/** How far a generated fleet is from a real one, in noise floors. */
import * as Plot from "@observablehq/plot";
import { dailyMetricOf, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { emptyPlot, rowLabel, rowLabelMargin } from "../axes.ts";
import { metricWord, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { legendItems } from "../legend.ts";
import { colorScale, INK, METRIC_COLORS } from "../theme.ts";
import { numberText, percentText, sentence } from "../value_text.ts";

/** One property of a passport, as the chart draws it. */
export interface PassportRatio {
  /** Side of fidelity, for example `tails`; each is a panel. */
  readonly group?: string;
  readonly property: string;
  /** Metric or pair of metrics; empty when there is none. */
  readonly metric: string;
  /** Distance to the real fleet over the distance between two halves of it, 0 or more, infinite when it lacks it. */
  readonly ratio: number;
}

/** Options of the chart. */
export interface PassportRatiosOptions extends ChartWords {
  /** Floors within which a property counts as met; default 2. */
  readonly within?: number;
}

/** Colours of the metrics by the words that the chart shows. */
const COLORS = Object.fromEntries(METRICS.map((metric) => [METRIC_INFO[metric].label, METRIC_COLORS[metric]]));
/** The widest label of a property, in pixels. */
const LABEL_WIDTH = 260;
/** Ratios above this are drawn at the edge: how far beyond tells nothing more. */
const EDGE = 6;

/** A row per property, a dot per metric, and a line at what still counts as met. */
export function passportRatios(rows: readonly PassportRatio[], options: PassportRatiosOptions = {}): Figure {
  const { within = 2 } = options;
  const known = rows.filter(({ ratio }) => !Number.isNaN(ratio)).map((row) => ({
    ...row,
    metric: metricsText(row.metric),
    place: Math.min(EDGE, row.ratio),
    isMet: row.ratio <= within,
  }));
  const color = colorScale(COLORS, known.map(({ metric }) => metric));
  const marginLeft = rowLabelMargin(known.map(({ property }) => property), LABEL_WIDTH);
  const groups = [...Map.groupBy(known, ({ group = "" }) => group)];
  const panels = groups.map(([group, own]): Panel => {
    const properties = [...new Set(own.map(({ property }) => property))];
    return {
      ...(group === "" ? {} : { title: sentence(group) }),
      plot: {
        height: 40 + 24 * properties.length,
        marginTop: 4,
        marginBottom: 30,
        marginLeft,
        x: {
          domain: [0, EDGE],
          label: null,
          grid: true,
          tickSize: 0,
          ticks: [0, 1, 2, 4, EDGE],
          tickFormat: (floors: number) => floors === EDGE ? `≥ ${EDGE}` : `${floors}`,
        },
        y: {
          domain: properties,
          label: null,
          tickSize: 0,
          tickFormat: (property: string) => rowLabel(property, LABEL_WIDTH),
        },
        color,
        marks: [
          Plot.ruleX([within], { stroke: INK.limit, strokeWidth: 1.5, strokeDasharray: "5 3" }),
          // The dots of a row each a little lower than the one before, so that equal ratios do not hide each other.
          ...lowered(own).map(({ dy, rows }) =>
            Plot.dot(rows, { y: "property", x: "place", dy, r: 3.5, fill: "metric", stroke: INK.paper })
          ),
        ],
      },
    };
  });
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(known, within),
      measure: "Distance to the real trace over the distance between two halves of its machines",
    }),
    width: 960,
    columns: Math.min(2, Math.max(1, panels.length)),
    panels: panels.length > 0 ? panels : [{ plot: emptyPlot("no passport") }],
    legend: [
      ...legendItems(color, "dot"),
      { label: `${numberText(within)} noise floors`, color: INK.limit, shape: "dash" },
    ],
  });
}

/** The most pixels between the first and the last dot of a row. */
const ROW_DEPTH = 10;

/** The rows by how far down their dots go within their property. */
function lowered<Row extends { readonly property: string }>(rows: readonly Row[]): { dy: number; rows: Row[] }[] {
  const placed = [...Map.groupBy(rows, ({ property }) => property).values()].flatMap((own) =>
    own.map((row, index) => {
      const step = Math.min(5, ROW_DEPTH / Math.max(1, own.length - 1));
      return { dy: (index - (own.length - 1) / 2) * step, row };
    })
  );
  return [...Map.groupBy(placed, ({ dy }) => dy)].map(([dy, own]) => ({ dy, rows: own.map(({ row }) => row) }));
}

/** A metric, in its daily or its reading form, or a pair of them, in words. */
function metricsText(metric: string): string {
  return metric.split(" ~ ").map((one) => metricWord(dailyMetricOf(one) ?? one)).join(" – ") || "all metrics";
}

function takeawayOf(rows: readonly { readonly isMet: boolean }[], within: number): string {
  if (rows.length === 0) return "No property was compared with a real fleet";
  const met = rows.filter(({ isMet }) => isMet).length;
  return `${met} of ${rows.length} properties (${percentText(met / rows.length)}) lie within ${
    numberText(within)
  } noise floors of the real trace`;
}
