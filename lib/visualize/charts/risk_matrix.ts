/** Which servers to look at first: how likely a breach is against how much the server matters, or how soon it comes. */
import * as Plot from "@observablehq/plot";
import { CRITICALITIES } from "@lib/core/tables.ts";
import { emptyPlot, rowLabelMargin } from "../axes.ts";
import { metricWord, serverName, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure } from "../figure.ts";
import { labelPlaces } from "../label_places.ts";
import { legendItems } from "../legend.ts";
import { shortenText, textWidth } from "../text.ts";
import { colorScale, FINDING_COLORS, INK, TYPE, UNKNOWN } from "../theme.ts";
import { countText, numberText, percentText } from "../value_text.ts";

/** One server's metric: the fields of table `risk` that are drawn. */
export interface RiskPoint {
  readonly server_id: string;
  readonly metric?: string;
  /** Probability of a breach within the horizon, 0 to 1; `null` = not known. */
  readonly probability: number | null;
  readonly criticality?: string | null;
  readonly finding?: string | null;
  /** Median days to the first breach, `null` = beyond the horizon. */
  readonly breach_days_q50?: number | null;
}

/** Options of the risk matrix. */
export interface RiskMatrixOptions extends ChartWords {
  /** What the height means; default criticality, or time when no server has one. */
  readonly by?: "criticality" | "time";
  /** Days that the probability looks ahead; default 90. */
  readonly horizon?: number;
  /** Probability from which one acts; default 0.5. */
  readonly action?: number;
  /** Servers named at most; default 8. */
  readonly named?: number;
}

const WIDTH = 800, INNER = WIDTH - 32, MARGIN = { marginTop: 10, marginBottom: 44 };
/** The widest name of a server, in pixels. */
const NAME_WIDTH = 170;
/** Keeps the dots of 0 and 100 % inside the frame. */
const INSET = 8;
/** Successive multiples of the golden ratio spread points evenly without chance. */
const GOLDEN = 0.618033988749895;

/** One point per server, of its riskiest metric, by breach probability; the riskiest are named. */
export function riskMatrix(points: readonly RiskPoint[], options: RiskMatrixOptions = {}): Figure {
  const { horizon = 90, action = 0.5, named = 8 } = options;
  const by = options.by ?? (points.some(({ criticality }) => criticality) ? "criticality" : "time");
  const bands = by === "criticality" ? bandsOf(points) : [];
  // In the order of their probability, neighbours of a band get heights that are far apart.
  const sorted = riskiestOfEach(points).toSorted((a, b) =>
    b.probability - a.probability || (a.server_id < b.server_id ? -1 : 1)
  );
  const ranks = new Map<string, number>();
  const dots = sorted.map((point, index) => ({
    ...point,
    finding: point.finding ?? UNKNOWN,
    height: by === "criticality"
      ? bands.indexOf(point.criticality ?? UNKNOWN) + 0.12 + 0.76 * ((nextRank(ranks, point.criticality) * GOLDEN) % 1)
      : (point.breach_days_q50 ?? Infinity) <= horizon
      ? point.breach_days_q50 ?? horizon
      : horizon * (1.05 + 0.1 * ((index * GOLDEN) % 1)),
  }));
  const height = by === "criticality" ? 70 + 110 * Math.max(1, bands.length) : dots.length > 3 ? 420 : 260;
  const marginLeft = by === "criticality" ? rowLabelMargin(bands, 120) : 60;
  const yDomain = by === "criticality" ? [0, bands.length] : [0, horizon * 1.18];
  const metrics = new Set(dots.map(({ metric }) => metric));
  const color = colorScale(FINDING_COLORS, dots.map(({ finding }) => finding));
  const important = dots.filter(({ probability }) => probability > 0).slice(0, named).map((dot) => ({
    ...dot,
    text: shortenText(
      metrics.size > 1 && dot.metric ? `${dot.server_id} ${metricWord(dot.metric)}` : dot.server_id,
      NAME_WIDTH,
      TYPE.label,
    ),
  }));
  // The riskiest dots stand on the right: their names find room beside the frame.
  const marginRight = 24 + Math.max(0, ...important.map(({ text }) => Math.round(0.8 * textWidth(text, TYPE.label))));
  const right = INNER - marginRight, bottom = height - MARGIN.marginBottom;
  const placeOf = (dot: { readonly probability: number; readonly height: number }) => ({
    x: marginLeft + INSET + dot.probability * (right - marginLeft - 2 * INSET),
    y: MARGIN.marginTop + (dot.height / (yDomain[1] ?? 1)) * (bottom - MARGIN.marginTop),
  });
  const places = labelPlaces(
    important.map((dot) => ({ ...placeOf(dot), text: dot.text })),
    { left: marginLeft, right: INNER, top: MARGIN.marginTop, bottom },
    dots.filter((dot) => !important.some(({ server_id }) => server_id === dot.server_id)).map(placeOf),
  );
  return figure({
    ...wordsOf(options, {
      takeaway: dots.length === 0 ? "No breach probability is known" : takeawayOf(dots, action, horizon),
      measure: `Probability of a breach within ${horizon} days${
        metrics.size > 1 ? " on the riskiest metric" : ""
      }, by ${by === "criticality" ? "criticality of the server" : "median days to the first breach"}`,
    }),
    width: WIDTH,
    plot: dots.length === 0 ? emptyPlot("no server was assessed", 80) : {
      ...MARGIN,
      marginRight,
      height,
      marginLeft,
      x: {
        domain: [0, 1],
        inset: INSET,
        label: `probability of a breach within ${horizon} days`,
        labelAnchor: "center",
        labelArrow: "none",
        tickFormat: (share: number) => percentText(share),
        ticks: 5,
        tickSize: 0,
        grid: true,
      },
      y: by === "criticality"
        ? {
          domain: yDomain,
          reverse: true,
          label: null,
          tickSize: 0,
          ticks: bands.map((_, band) => band + 0.5),
          tickFormat: (at: number) => bands[Math.floor(at)] ?? "",
        }
        : {
          domain: yDomain,
          reverse: true,
          label: "days to the first breach",
          labelAnchor: "center",
          labelArrow: "none",
          tickSize: 0,
          ticks: [0, Math.round(horizon / 3), Math.round((2 * horizon) / 3), horizon, horizon * 1.1],
          tickFormat: (days: number) => days > horizon ? "later" : numberText(days, 0),
        },
      color,
      marks: [
        Plot.rectX([[action, 1]], { x1: "0", x2: "1", fill: INK.limit, fillOpacity: 0.06 }),
        Plot.ruleX([action], { stroke: INK.limit, strokeDasharray: "5 3" }),
        ...(by === "criticality" ? [Plot.ruleY(bands.map((_, band) => band), { stroke: INK.grid })] : []),
        Plot.dot(dots, {
          x: "probability",
          y: "height",
          r: 5,
          fill: "finding",
          fillOpacity: 0.85,
          stroke: INK.paper,
          strokeWidth: 0.8,
        }),
        // A name that does not stand beside its dot is tied to it.
        ...places.filter(({ dy }) => dy !== 0).map(({ index, dx, dy }) =>
          Plot.link([important[index]], {
            x: "probability",
            y: "height",
            x2: (dot) => dot.probability + dx / (right - marginLeft - 2 * INSET),
            y2: (dot) => dot.height + dy * 0.5 * (yDomain[1] ?? 1) / (bottom - MARGIN.marginTop),
            stroke: INK.muted,
          })
        ),
        ...places.map(({ index, ...place }) =>
          Plot.text([important[index]], {
            x: "probability",
            y: "height",
            text: "text",
            stroke: INK.paper,
            strokeWidth: 3,
            fill: INK.text,
            ...place,
          })
        ),
      ],
    },
    legend: dots.length === 0 ? [] : [
      ...legendItems(color, "dot"),
      { label: `act from ${percentText(action)}`, color: INK.limit, shape: "dash" },
    ],
  });
}

function riskiestOfEach(points: readonly RiskPoint[]): (RiskPoint & { readonly probability: number })[] {
  const riskiest = new Map<string, RiskPoint & { readonly probability: number }>();
  for (const point of points) {
    const { probability } = point;
    if (
      probability === null || Number.isNaN(probability) ||
      probability <= (riskiest.get(point.server_id)?.probability ?? -1)
    ) continue;
    riskiest.set(point.server_id, { ...point, probability });
  }
  return [...riskiest.values()];
}

/** 1 for the first point of a band, 2 for the next. */
function nextRank(ranks: Map<string, number>, criticality: string | null | undefined): number {
  const rank = (ranks.get(criticality ?? UNKNOWN) ?? 0) + 1;
  ranks.set(criticality ?? UNKNOWN, rank);
  return rank;
}

function bandsOf(points: readonly RiskPoint[]): string[] {
  const present = new Set(points.map(({ criticality }) => criticality ?? UNKNOWN));
  const known: readonly string[] = CRITICALITIES;
  return [
    ...known.filter((name) => present.has(name)),
    ...[...present].filter((name) => !known.includes(name) && name !== UNKNOWN).sort(),
    ...(present.has(UNKNOWN) ? [UNKNOWN] : []),
  ];
}

function takeawayOf(
  dots: readonly { readonly server_id: string; readonly probability: number }[],
  action: number,
  horizon: number,
): string {
  const breach = `likely to breach a limit within ${horizon} days`;
  const share = percentText(action);
  const [riskiest] = dots;
  if (dots.length === 1 && riskiest) {
    return riskiest.probability >= action
      ? `${serverName(riskiest.server_id)} is ${breach}: probability ${percentText(riskiest.probability)}`
      : `${serverName(riskiest.server_id)} is not ${breach}: probability ${percentText(riskiest.probability)}`;
  }
  const atRisk = dots.filter(({ probability }) => probability >= action).length;
  if (atRisk === 0) return `None of ${countText(dots.length, "server")} is ${breach}: all stay below ${share}`;
  return atRisk === dots.length
    ? `All ${countText(atRisk, "server")} are ${breach}: probability ${share} or more`
    : `${numberText(atRisk)} of ${countText(dots.length, "server")} ${
      atRisk === 1 ? "is" : "are"
    } ${breach}: probability ${share} or more`;
}
