/** How many cores a fleet and its parts use, and how many they will: forecasts that add up. */
import * as Plot from "@observablehq/plot";
import { DAY_MS } from "@lib/core/day.ts";
import { emptyPlot, rowLabel, rowLabelMargin, TIME_MARGINS, topOf, VALUE_AXIS } from "../axes.ts";
import { wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { INK, UNKNOWN } from "../theme.ts";
import { dateText, loadText, numberText, signedText } from "../value_text.ts";

/** One day of the whole fleet. */
export interface CoresDay {
  readonly date: Date;
  /** Cores used, or the expected cores; `NaN` = missing. */
  readonly cores: number;
  /** 80 % bounds of a day ahead; absent in the past. */
  readonly q10?: number;
  readonly q90?: number;
}

/** Cores of one part of the fleet, now and at the end of the horizon. */
export interface CoresPart {
  /** For example `business unit`; each level is a panel. */
  readonly level: string;
  readonly name: string;
  readonly coresNow: number;
  readonly coresAhead: number;
  readonly q10: number;
  readonly q90: number;
}

/** Parts of a level at most, the largest: a fleet has many applications. */
const MOST_PARTS = 12;
const LABEL_WIDTH = 140;

/** The fleet day by day with its 80 % band above; below, where each part stands and where it goes. */
export function coresAhead(
  days: readonly CoresDay[],
  parts: readonly CoresPart[],
  options: ChartWords = {},
): Figure {
  const known = days.filter(({ cores }) => Number.isFinite(cores));
  const past = known.filter(({ q10 }) => q10 === undefined), ahead = known.filter(({ q10 }) => q10 !== undefined);
  const whole = parts.find(({ level }) => level === "fleet");
  // A level whose parts have no names says nothing that the fleet does not say.
  const levels = [...Map.groupBy(parts.filter(({ level }) => level !== "fleet"), ({ level }) => level)]
    .filter(([, own]) => own.some(({ name }) => name !== UNKNOWN));
  const panels = [
    ...(known.length > 0 ? [{ span: 2, plot: daysPlot(past, ahead) }] : []),
    ...levels.map(([level, own]) => partsPanel(level, own)),
  ];
  const end = ahead.at(-1);
  return figure({
    ...wordsOf(options, {
      takeaway: takeawayOf(whole, ahead.length),
      measure: "CPU cores in use (daily p95 of CPU times vCPUs), expected value with the 80 % band; parts add up",
      ...(end ? { source: `Forecast to ${dateText(end.date)}, UTC; now and ahead: means of four weeks` } : {}),
    }),
    columns: 2,
    panels: panels.length > 0 ? panels : [{ span: 2, plot: emptyPlot("no server with a known number of vCPUs") }],
    legend: panels.length === 0 ? [] : [
      { label: "used", color: INK.text, shape: "line" },
      { label: "expected", color: INK.accent, shape: "line" },
      { label: "80 % band", color: INK.accent, opacity: 0.3 },
      ...(levels.length > 0
        ? [{ label: "now", color: INK.quiet, shape: "dot" as const }, {
          label: "at the end of the horizon",
          color: INK.accent,
          shape: "dot" as const,
        }]
        : []),
    ],
  });
}

function daysPlot(past: readonly CoresDay[], ahead: readonly CoresDay[]): Plot.PlotOptions {
  const last = past.at(-1);
  return {
    height: 250,
    ...TIME_MARGINS,
    marginRight: 20,
    x: { type: "utc", label: null },
    y: {
      ...VALUE_AXIS,
      label: null,
      ticks: 5,
      domain: [0, topOf([...past, ...ahead].map(({ cores, q90 }) => q90 ?? cores))],
    },
    marks: [
      Plot.ruleY([0]),
      Plot.areaY(ahead, { x: "date", y1: "q10", y2: "q90", fill: INK.accent, fillOpacity: 0.3 }),
      ...(last && ahead.length > 0
        ? [Plot.ruleX([new Date(last.date.getTime() + DAY_MS / 2)], { stroke: INK.axis, strokeDasharray: "2 3" })]
        : []),
      Plot.lineY(past, { x: "date", y: "cores", stroke: INK.text, strokeWidth: 1.2 }),
      Plot.lineY(ahead, { x: "date", y: "cores", stroke: INK.accent, strokeWidth: 2 }),
      ahead.length === 1 ? Plot.dot(ahead, { x: "date", y: "cores", fill: INK.accent, r: 4 }) : null,
    ],
  };
}

function partsPanel(level: string, all: readonly CoresPart[]): Panel {
  const rows = all.filter(({ coresNow, coresAhead }) => Number.isFinite(coresNow + coresAhead))
    .toSorted((a, b) => b.coresAhead - a.coresAhead).slice(0, MOST_PARTS);
  const more = all.length > rows.length ? `, the ${rows.length} largest of ${numberText(all.length)}` : "";
  const names = rows.map(({ name }) => name);
  return {
    title: `By ${level}${more}`,
    plot: {
      height: 40 + 24 * rows.length,
      marginTop: 4,
      marginBottom: 30,
      marginRight: 60,
      marginLeft: rowLabelMargin(names, LABEL_WIDTH),
      x: {
        ...VALUE_AXIS,
        label: null,
        ticks: 5,
        domain: [0, topOf(rows.flatMap(({ coresNow, q90 }) => [coresNow, q90]))],
      },
      y: { domain: names, label: null, tickSize: 0, tickFormat: (name: string) => rowLabel(name, LABEL_WIDTH) },
      marks: [
        Plot.ruleY(rows, { y: "name", x1: "q10", x2: "q90", stroke: INK.accent, strokeWidth: 2 }),
        Plot.dot(rows, { y: "name", x: "coresNow", r: 4, fill: INK.quiet, stroke: INK.paper }),
        Plot.dot(rows, { y: "name", x: "coresAhead", r: 4.5, fill: INK.accent, stroke: INK.paper }),
        Plot.text(rows, {
          y: "name",
          text: ({ coresNow, coresAhead }: CoresPart) =>
            coresNow > 0 ? `${signedText(100 * (coresAhead / coresNow - 1))} %` : "",
          frameAnchor: "right",
          textAnchor: "end",
          dx: 54,
        }),
      ],
    },
  };
}

function takeawayOf(whole: CoresPart | undefined, days: number): string {
  if (!whole || !Number.isFinite(whole.coresNow + whole.coresAhead)) {
    return "How many cores the fleet uses is not known";
  }
  const { coresNow, coresAhead, q10, q90 } = whole;
  return `The fleet uses ${loadText(coresNow)} cores now and ${loadText(coresAhead)} in ${numberText(days)} ${
    days === 1 ? "day" : "days"
  } (${loadText(q10)} to ${loadText(q90)} in 80 of 100 cases)`;
}
