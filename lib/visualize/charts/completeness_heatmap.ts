/** Where readings are missing: servers by weeks, on short spans by days. */
import * as Plot from "@observablehq/plot";
import { dateOf, isoDate } from "@lib/core/day.ts";
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { emptyPlot, rowLabel, rowLabelMargin } from "../axes.ts";
import { metricWord, serverName, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import { INK, SEQUENTIAL } from "../theme.ts";
import { countText, numberText, percentText } from "../value_text.ts";

/** Shares of the expected readings that came, by server, metric and step of time. */
export interface ReadingShares {
  readonly servers: readonly string[];
  /** Days of a step. */
  readonly stepDays: number;
  /** The day on which each step starts. */
  readonly starts: Int32Array;
  /** Per metric: 0–1, server by server, `NaN` = outside of the server's life. */
  readonly shares: Readonly<Partial<Record<Metric, Float64Array>>>;
}

/** Options of the heat map. */
export interface CompletenessHeatmapOptions extends ChartWords {
  /** Metric whose readings are counted; default the mean over the metrics that a server has. */
  readonly metric?: Metric;
  /** Servers shown by name at most, those with the largest gaps; default 30. */
  readonly most?: number;
}

/** Classes of completeness: few enough to be told apart, and runs of one class become one bar. */
const CLASSES = [
  { label: "none", color: "#b3261e", from: -1 },
  { label: "below half", color: "#e69f00", from: 1e-9 },
  { label: "half or more", color: SEQUENTIAL[2], from: 0.5 },
  { label: "90 % or more", color: SEQUENTIAL[3], from: 0.9 },
  { label: "complete", color: SEQUENTIAL[4], from: 1 - 1e-9 },
] as const;
const OUTSIDE = { label: "no server yet, or no more", color: INK.grid } as const;
/** Rows of servers that are not shown by name: each stands for as many. */
const BANDS = 6;

interface Row {
  readonly name: string;
  /** One share for each step. */
  readonly shares: Float64Array;
}

interface Run {
  readonly row: string;
  readonly from: Date;
  readonly to: Date;
  readonly color: string;
}

/**
 * Share of the expected readings by server and week. Servers with gaps come first, the largest gaps on top; where there
 * are too many to be named, the others are rows of many servers with their mean.
 */
export function completenessHeatmap(came: ReadingShares, options: CompletenessHeatmapOptions = {}): Figure {
  const { metric, most = 30 } = options;
  const { servers, starts, stepDays } = came;
  const byServer = servers.map((name, server): Row => ({ name, shares: sharesOf(came, server, metric) }));
  const present = byServer.map((row) => ({ ...row, mean: meanOf(row.shares) }));
  const gappy = present.filter(({ mean }) => mean < 1 - 1e-9).toSorted((a, b) => a.mean - b.mean);
  const complete = present.length - gappy.length;
  const named = gappy.length === 0 && present.length === 1 ? present : gappy.slice(0, most);
  const rows: Row[] = [
    ...named,
    ...bandsOf(gappy.slice(named.length), named.length + 1, starts.length),
    // Complete servers look all the same: one row stands for them.
    ...complete === 0 || present.length === 1 ? [] : [{
      name: `${gappy.length === 0 ? "all" : "the other"} ${countText(complete, "server")}`,
      shares: meansOf(present.filter(({ mean }) => mean >= 1 - 1e-9), starts.length),
    }],
  ];
  const runs = rows.flatMap((row) => runsOf(row, starts, stepDays));
  const missing = 1 - meanOf(Float64Array.from(byServer.flatMap(({ shares }) => [...shares])));
  const what = metric === undefined ? "" : `${metricWord(metric)} `;
  const names = rows.map(({ name }) => name), end = (starts.at(-1) ?? 0) + stepDays;
  const [worst] = gappy;
  return figure({
    ...wordsOf(options, {
      takeaway: rows.length === 0 || Number.isNaN(missing)
        ? "No readings at all"
        : !worst
        ? `No ${what}reading is missing`
        : present.length === 1
        ? `${serverName(worst.name)} lacks ${percentText(missing)} of its ${what}readings`
        : `${complete === 0 ? "All" : `${numberText(gappy.length)} of`} ${countText(present.length, "server")} ${
          gappy.length === 1 ? "misses" : "miss"
        } ${what}readings: ${percentText(missing)} of all`,
      measure: `Share of the expected ${what}readings that were used, by server and ${stepDays === 1 ? "day" : "week"}${
        named.length < gappy.length ? `; by name the ${named.length} with the largest gaps` : ""
      }`,
      ...(starts.length === 0 ? {} : { source: `${isoDate(starts[0]!)} to ${isoDate(end - 1)}, UTC` }),
    }),
    plot: rows.length === 0 || starts.length === 0 ? emptyPlot("no servers") : {
      height: 52 + names.length * (names.length > 12 ? 15 : 24),
      marginTop: 4,
      marginBottom: 40,
      marginLeft: rowLabelMargin(names),
      marginRight: 24,
      x: { type: "utc", label: null, domain: [dateOf(starts[0]!), dateOf(end)] },
      y: { domain: names, label: null, tickSize: 0, padding: 0.12, tickFormat: (name: string) => rowLabel(name) },
      marks: [Plot.barX(runs, { x1: "from", x2: "to", y: "row", fill: "color", shapeRendering: "crispEdges" })],
    },
    legend: [...CLASSES.toReversed(), OUTSIDE].filter(({ color }) => runs.some((run) => run.color === color)),
  });
}

/** Shares of a server in each step: of one metric, or the mean over those that it has at all. */
function sharesOf({ shares, starts }: ReadingShares, server: number, metric: Metric | undefined): Float64Array {
  const place = server * starts.length;
  const own = (metric === undefined ? METRICS : [metric]).flatMap((name) => {
    const values = shares[name]?.subarray(place, place + starts.length);
    return values && (metric !== undefined || values.some((share) => share > 0)) ? [{ name: "", shares: values }] : [];
  });
  return meansOf(own, starts.length);
}

/** Rows of equally many servers, named by their ranks. */
function bandsOf(rows: readonly Row[], first: number, steps: number): Row[] {
  const size = Math.max(1, Math.ceil(rows.length / BANDS));
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, band) => {
    const own = rows.slice(band * size, (band + 1) * size), rank = first + band * size;
    const name = own.length === 1
      ? `rank ${rank}`
      : `ranks ${numberText(rank)} to ${numberText(rank + own.length - 1)}`;
    return { name, shares: meansOf(own, steps) };
  });
}

/** Mean of the rows in each step, of those that are there; `NaN` where none is. */
function meansOf(rows: readonly Row[], steps: number): Float64Array {
  return Float64Array.from({ length: steps }, (_, step) => meanOf(rows.map(({ shares }) => shares[step]!)));
}

function meanOf(shares: ArrayLike<number>): number {
  let sum = 0, count = 0;
  for (let index = 0; index < shares.length; index++) {
    const share = shares[index]!;
    if (Number.isNaN(share)) continue;
    sum += share;
    count++;
  }
  return sum / count;
}

function runsOf({ name, shares }: Row, starts: Int32Array, stepDays: number): Run[] {
  const runs: { row: string; from: Date; to: Date; color: string }[] = [];
  shares.forEach((share, step) => {
    const color: string = CLASSES.findLast(({ from }) => share >= from)?.color ?? OUTSIDE.color;
    const from = dateOf(starts[step]!), to = dateOf(starts[step]! + stepDays);
    const last = runs.at(-1);
    if (last?.color === color) last.to = to;
    else runs.push({ row: name, from, to, color });
  });
  return runs;
}
