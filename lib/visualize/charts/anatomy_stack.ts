/** What one server's load is made of: level, growth, week, events and chance. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, rowLabel, rowLabelMargin, TIME_MARGINS, VALUE_AXIS } from "../axes.ts";
import { differenceSuffix, measureOf, metricWord, serverWord, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { colorScale, INK } from "../theme.ts";
import { dateText, listText, loadText, numberText, sentence, signedText } from "../value_text.ts";

/** One driver of the load. */
export interface LoadDriver {
  /** For example `level and growth`, `week`, `quarter end`; the generator's short names are written out. */
  readonly name: string;
  /** Contribution of each day in the metric's unit; all drivers add up to the expected load. */
  readonly values: ArrayLike<number>;
}

/** One server's load and its drivers. */
export interface LoadAnatomy {
  readonly server: string;
  readonly metric: string;
  /** The days of all values. */
  readonly timestamps: readonly Date[];
  /** The first is the level, the others are deviations around 0. */
  readonly drivers: readonly LoadDriver[];
  /** Measured values, `NaN` = missing; what the drivers leave of them is drawn as chance. */
  readonly observed?: ArrayLike<number>;
}

/** Options of the anatomy. */
export interface AnatomyStackOptions extends ChartWords {
  /** Days shown, the last of the series; default 180. */
  readonly days?: number;
  /** What the sum of the drivers is called; default `expected`. */
  readonly sumLabel?: string;
}

/** What the generator's short names mean to a reader. */
const DRIVER_WORDS: Readonly<Record<string, string>> = {
  base: "level at the start",
  season: "time of year",
  weekday: "day of the week",
  calendar: "holidays and period ends",
  habit: "clean-ups of the disk",
  bound: "ceiling and spikes",
};

/** Pixels that all strips share, the least that one takes, and the least between two ticks. */
const STRIPS_HEIGHT = 250, LEAST_HEIGHT = 30, TICK_DISTANCE = 17;
const NAME_WIDTH = 170, TICK_WIDTH = 44;
/** A driver that never moves the load by more than this share of it gets no strip. */
const LEAST_SHARE = 0.01;
/** What no driver explains. */
const CHANCE = "chance";

interface Strip {
  readonly name: string;
  readonly color: string;
  readonly low: number;
  readonly high: number;
  readonly rows: readonly { readonly timestamp: Date; readonly value: number | null }[];
}

/** The load above, its drivers below, each on its own strip; a point is equally high on each strip. */
export function anatomyStack(anatomy: LoadAnatomy, options: AnatomyStackOptions = {}): Figure {
  const { server, metric, drivers, observed } = anatomy;
  const from = Math.max(0, anatomy.timestamps.length - (options.days ?? 180));
  const timestamps = anatomy.timestamps.slice(from);
  const at = (values: ArrayLike<number> | undefined, index: number): number | null => {
    const value = values?.[from + index] ?? NaN;
    return Number.isFinite(value) ? value : null;
  };
  const series = (values: ArrayLike<number> | undefined) =>
    timestamps.map((timestamp, index) => ({ timestamp, value: at(values, index) }));
  const expected = timestamps.map((timestamp, index) => ({
    timestamp,
    value: drivers.reduce((sum, { values }) => sum + (at(values, index) ?? 0), 0),
  }));
  const colors = colorScale({}, drivers.map(({ name }) => name)).range;
  const all = drivers.map(({ name, values }, index): Strip => {
    const rows = series(values), present = rows.flatMap(({ value }) => value ?? []);
    // Deviations grow from 0, the level does not.
    const ends = index === 0 && present.length > 0 ? present : [0, ...present];
    const color = colors[index] ?? INK.accent;
    return { name: DRIVER_WORDS[name] ?? name, color, low: Math.min(...ends), high: Math.max(...ends), rows };
  });
  const least = LEAST_SHARE * Math.max(0, ...expected.map(({ value }) => value));
  const acting = all.filter(({ low, high }, index) => index === 0 || high - low >= least);
  const idle = all.filter((strip) => !acting.includes(strip)).map(({ name }) => name);
  const strips = observed ? [...acting, chanceOf(series(observed), expected)] : acting;
  const total = strips.reduce((sum, { low, high }) => sum + high - low, 0);
  const pixels = STRIPS_HEIGHT / (total || 1);
  const marginLeft = rowLabelMargin(strips.map(({ name }) => sentence(name)), NAME_WIDTH) + TICK_WIDTH;
  const x = { type: "utc", label: null } as const;
  // A few days are marked day by day, not by the hour.
  const days = timestamps.length <= 10 ? { ticks: "day" } as const : {};
  const load: Panel = {
    plot: {
      height: 150,
      ...TIME_MARGINS,
      marginLeft,
      marginBottom: 8,
      x: { ...x, axis: null },
      y: { ...VALUE_AXIS, label: null, ticks: 4, zero: true, nice: true },
      marks: [
        Plot.ruleY([0]),
        Plot.lineY(series(observed), { x: "timestamp", y: "value", stroke: INK.quiet, strokeWidth: 3 }),
        Plot.lineY(expected, { x: "timestamp", y: "value", stroke: INK.text, strokeWidth: 1.5 }),
        textMark("Load", marginLeft, { fontWeight: "bold" }),
      ],
    },
  };
  const panels = strips.map((strip, index): Panel => ({
    plot: stripPlot(strip, pixels, marginLeft, {
      isLevel: index === 0,
      isLast: index === strips.length - 1,
      days,
    }),
  }));
  const isSeries = timestamps.length > 1;
  const [strongest] = acting.slice(1).toSorted((a, b) => b.high - b.low - (a.high - a.low));
  const [first] = timestamps, last = timestamps.at(-1);
  return figure({
    ...wordsOf(options, {
      takeaway: !isSeries
        ? `Too few days to take the ${metricWord(metric)} of ${serverWord(server)} apart`
        : strongest && strongest.high > strongest.low
        ? `The ${metricWord(metric)} of ${serverWord(server)} swings most with ${strongest.name}: ${
          loadText(strongest.high - strongest.low)
        }${differenceSuffix(metric)} between the extremes`
        : `The ${metricWord(metric)} of ${serverWord(server)} follows its level only`,
      measure: `${measureOf(metric)}; the strips add up to the load, and a point is equally high on each`,
      ...(first && last
        ? {
          source: `${dateText(first)} to ${dateText(last)}, UTC${
            idle.length === 0 || !isSeries ? "" : `. Hardly anything comes from: ${listText(idle)}`
          }`,
        }
        : {}),
    }),
    panels: isSeries ? [load, ...panels] : [{ plot: emptyPlot("no days to show") }],
    rowGap: 4,
    legend: [
      ...(observed ? [{ label: "observed", color: INK.quiet, shape: "line" as const }] : []),
      { label: options.sumLabel ?? "expected", color: INK.text, shape: "line" },
    ],
  });
}

function stripPlot(
  { name, color: stroke, low, high, rows }: Strip,
  pixels: number,
  marginLeft: number,
  { isLevel, isLast, days }: { readonly isLevel: boolean; readonly isLast: boolean; readonly days: { ticks?: "day" } },
): Plot.PlotOptions {
  const inside = Math.max(LEAST_HEIGHT, (high - low) * pixels);
  const room = (inside / pixels - (high - low)) / 2;
  const marginBottom = isLast ? TIME_MARGINS.marginBottom : 4;
  const shape = { x: "timestamp", y: "value", curve: "step-after" } as const;
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => size * pixels >= TICK_DISTANCE) ?? 1000;
  const count = Math.floor(high / step) - Math.ceil(low / step) + 1;
  const ticks = isLevel
    ? [(low + high) / 2]
    : Array.from({ length: count }, (_, index) => (Math.ceil(low / step) + index) * step);
  return {
    height: Math.round(inside) + 4 + marginBottom,
    marginTop: 4,
    marginBottom,
    marginLeft,
    x: { type: "utc", label: null, ...days, ...(isLast ? {} : { axis: null }) },
    y: {
      ...VALUE_AXIS,
      label: null,
      domain: [low - room, high + room],
      ticks,
      tickFormat: (value: number) => isLevel ? numberText(value, 0) : signedText(value, 0),
    },
    marks: [
      ...(isLevel ? [Plot.lineY(rows, { x: "timestamp", y: "value", stroke, strokeWidth: 2 })] : [
        Plot.areaY(rows, { ...shape, fill: stroke, fillOpacity: 0.45 }),
        Plot.lineY(rows, { ...shape, stroke, strokeWidth: 1 }),
        Plot.ruleY([0], { stroke: INK.axis }),
      ]),
      textMark(rowLabel(sentence(name), NAME_WIDTH), marginLeft, { fontWeight: "bold", dy: isLevel ? 0 : -7 }),
      ...(isLevel
        ? []
        : [textMark(rangeText(rows.flatMap(({ value }) => value ?? [])), marginLeft, { fill: INK.muted, dy: 7 })]),
    ],
  };
}

/** From the least to the most that a driver adds: a low strip has no room for ticks. */
function rangeText(values: readonly number[]): string {
  if (values.length === 0) return "";
  const low = Math.min(...values), high = Math.max(...values);
  const digits = high - low < 10 ? 1 : 0;
  return `${signedText(low, digits)} to ${signedText(high, digits)}`;
}

/** What the drivers leave over. */
function chanceOf(observed: Strip["rows"], expected: Strip["rows"]): Strip {
  const rows = observed.map(({ timestamp, value }, index) => ({
    timestamp,
    value: value === null ? null : value - (expected[index]?.value ?? 0),
  }));
  const present = rows.flatMap(({ value }) => value ?? []);
  return { name: CHANCE, color: INK.quiet, low: Math.min(0, ...present), high: Math.max(0, ...present), rows };
}

/** A text in the margin beside a strip. */
function textMark(text: string, marginLeft: number, options: Plot.TextOptions): Plot.Markish {
  return Plot.text([text], { frameAnchor: "left", textAnchor: "start", dx: -marginLeft, ...options });
}
