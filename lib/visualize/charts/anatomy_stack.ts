/** What one server's load is made of: level, week, events and what is left. */
import * as Plot from "@observablehq/plot";
import { emptyPlot, TIME_MARGINS, VALUE_AXIS } from "../axes.ts";
import { differenceSuffix, measureOf, metricWord, wordsOf } from "../chart_words.ts";
import { type ChartWords, type Figure, figure, type Panel } from "../figure.ts";
import { colorScale, INK } from "../theme.ts";
import { dateText, numberText, sentence } from "../value_text.ts";

/** One driver of the load. */
export interface LoadDriver {
  /** For example `level and growth`, `week`, `quarter end`. */
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
  /** Measured values, `NaN` = missing. */
  readonly observed?: ArrayLike<number>;
}

/** Options of the anatomy. */
export interface AnatomyStackOptions extends ChartWords {
  /** Days shown, the last of the series; default 180. */
  readonly days?: number;
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
  const color = colorScale({}, drivers.map(({ name }) => name));
  const swings = drivers.slice(1).map(({ name, values }) => {
    const present = timestamps.flatMap((_, index) => at(values, index) ?? []);
    return { name, low: Math.min(0, ...present), high: Math.max(0, ...present) };
  });
  const low = Math.min(0, ...swings.map((swing) => swing.low)),
    high = Math.max(0, ...swings.map((swing) => swing.high));
  const isLast = (index: number): boolean => index === drivers.length - 1;
  const x = { type: "utc", label: null } as const;
  const panels: Panel[] = timestamps.length === 0 ? [{ plot: emptyPlot("no days to show") }] : [
    {
      title: "Load",
      plot: {
        height: 170,
        ...TIME_MARGINS,
        marginBottom: 8,
        x: { ...x, axis: null },
        y: { ...VALUE_AXIS, label: null, ticks: 4, zero: true, nice: true },
        marks: [
          Plot.ruleY([0]),
          Plot.lineY(series(observed), { x: "timestamp", y: "value", stroke: INK.quiet, strokeWidth: 3 }),
          Plot.lineY(expected, { x: "timestamp", y: "value", stroke: INK.text, strokeWidth: 1.5 }),
        ],
      },
    },
    ...drivers.map(({ name, values }, index): Panel => {
      const stroke = color.range[index] ?? INK.accent;
      const shape = { x: "timestamp", y: "value", curve: "step-after" } as const;
      return {
        title: sentence(name),
        plot: {
          height: isLast(index) ? 122 : 90,
          ...TIME_MARGINS,
          marginBottom: isLast(index) ? 40 : 8,
          x: isLast(index) ? x : { ...x, axis: null },
          y: index === 0
            ? { ...VALUE_AXIS, label: null, ticks: 3, domain: levelDomain(series(values), high - low), nice: true }
            : { ...VALUE_AXIS, label: null, ticks: 3, domain: low === high ? [-1, 1] : [low, high], nice: true },
          marks: index === 0 ? [Plot.lineY(series(values), { x: "timestamp", y: "value", stroke, strokeWidth: 2 })] : [
            Plot.areaY(series(values), { ...shape, fill: stroke, fillOpacity: 0.45 }),
            Plot.lineY(series(values), { ...shape, stroke, strokeWidth: 1 }),
            Plot.ruleY([0], { stroke: INK.axis }),
          ],
        },
      };
    }),
  ];
  const [strongest] = swings.toSorted((a, b) => b.high - b.low - (a.high - a.low));
  const [first] = timestamps, last = timestamps.at(-1);
  return figure({
    ...wordsOf(options, {
      takeaway: strongest
        ? `The largest swing in the ${metricWord(metric)} of ${server} comes from the driver ${strongest.name}: ${
          numberText(strongest.high - strongest.low, 0)
        }${differenceSuffix(metric)}`
        : `The ${metricWord(metric)} of ${server} follows its level only`,
      measure: `${measureOf(metric)}; the strips add up to the expected load`,
      ...(first && last ? { source: `${dateText(first)} to ${dateText(last)}, UTC` } : {}),
    }),
    panels,
    legend: [
      ...(observed ? [{ label: "observed", color: INK.quiet, shape: "line" as const }] : []),
      { label: "expected", color: INK.text, shape: "line" },
    ],
  });
}

/** The level's axis: as long as those of the deviations, so that a point is equally high on every strip. */
function levelDomain(level: readonly { readonly value: number | null }[], span: number): [number, number] {
  const present = level.flatMap(({ value }) => value ?? []);
  if (present.length === 0) return [0, 1];
  const low = Math.min(...present), high = Math.max(...present);
  const room = Math.max(0, (span || Math.max(1, high * 0.1)) - (high - low)) / 2;
  return [low - room, high + room];
}
