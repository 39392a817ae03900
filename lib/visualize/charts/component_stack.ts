/** What one forecast is made of: its components add up to its median. */
import { dateOf, type Day } from "@lib/core/day.ts";
import { differenceSuffix, metricWord, serverWord, wordsOf } from "../chart_words.ts";
import type { ChartWords, Figure } from "../figure.ts";
import { loadText, numberText } from "../value_text.ts";
import { anatomyStack } from "./anatomy_stack.ts";

/** A part of a forecast. */
export interface ForecastComponent {
  /** For example `trend`, `weekday`, `calendar`. */
  readonly name: string;
  /** One value per day ahead, in the metric's unit. */
  readonly values: ArrayLike<number>;
}

/** A forecast taken apart. */
export interface TakenApart {
  readonly server: string;
  readonly metric: string;
  /** First day ahead. */
  readonly start: Day;
  /** The first is the level; together they are the median. */
  readonly components: readonly ForecastComponent[];
  /** What came, for a forecast made in the past; `NaN` = missing. */
  readonly actual?: ArrayLike<number>;
}

/** What the components are called. */
const WORDS: Readonly<Record<string, string>> = { annual: "time of year", weekday: "day of the week" };

/** The median above, its components below, each on its own strip; a point is equally high on each strip. */
export function componentStack(
  { server, metric, start, components, actual }: TakenApart,
  options: ChartWords = {},
): Figure {
  const parts = fromToday(components), days = parts[0]?.values.length ?? 0;
  const strongest = parts.slice(1).map(({ name, values }) => ({ name, swing: swingOf(values) }))
    .sort((a, b) => b.swing - a.swing)[0];
  const what = `the ${metricWord(metric)} forecast of ${serverWord(server)}`;
  return anatomyStack({
    server,
    metric,
    timestamps: Array.from({ length: days }, (_, step) => dateOf(start + step)),
    drivers: parts.map(({ name, values }) => ({ name: WORDS[name] ?? name, values })),
    ...(actual ? { observed: actual } : {}),
  }, {
    ...wordsOf(options, {
      takeaway: strongest && strongest.swing > 0
        ? `What moves ${what} most is its ${wordOf(strongest.name)}: ${loadText(strongest.swing)}${
          differenceSuffix(metric)
        } between the extremes`
        : `Nothing moves ${what} but its level`,
      measure: `The strips add up to the median of the next ${
        numberText(days)
      } days, and a point is equally high on each`,
    }),
    days: Math.max(2, days),
    sumLabel: "median forecast",
  });
}

/** The level and the trend of the first day are one thing: what has grown before is where the forecast starts from. */
function fromToday(components: readonly ForecastComponent[]): readonly ForecastComponent[] {
  const grown = components.find(({ name }) => name === "trend")?.values[0] ?? 0;
  return components.map(({ name, values }, index) => {
    const shift = index === 0 ? grown : name === "trend" ? -grown : 0;
    return { name, values: Float64Array.from(values, (value) => value + shift) };
  });
}

function wordOf(name: string): string {
  return WORDS[name] ?? name;
}

function swingOf(values: ArrayLike<number>): number {
  let low = 0, high = 0;
  for (let step = 0; step < values.length; step++) {
    low = Math.min(low, values[step]!);
    high = Math.max(high, values[step]!);
  }
  return high - low;
}
