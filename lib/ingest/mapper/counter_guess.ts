/** Counters, which only grow, told from gauges by the shape of their first values and by name or magnitude. */
import { type ColumnMeaning, isOwnMetric, networkMetric, plainName } from "./metric_guess.ts";
import { mappedMetric } from "./column_map.ts";
import { unitInName } from "./name_unit.ts";

/** Values of one server that show a shape. */
const FEWEST_VALUES = 8;
/** A counter that starts anew falls at least to this share of what it was. */
const RESET_SHARE = 0.1;
/** More resets, or odd values among many, than this are the ups and downs of a gauge. */
const MOST_RESETS = 0.02;
/** Fewer steps show no odd value. */
const MANY_STEPS = 50;
/** A counter grows in at least this share of the steps; a disk that fills up does not. */
const LEAST_GROWTH = 0.3;
/** Names alone never make a counter, and without one only large numbers that grow nearly always do. */
const LARGE = 1e6, NEARLY_ALWAYS = 0.9;

const NAME = /(^|_)(total|counter|cumulative|cum|octets|bytes|packets|pkts|errors|drops|jiffies|ticks|seconds)(_|$)/;
/** What is used, free or provided rises and falls with what is stored, however steadily it may grow for a while. */
const STOCK =
  /(^|_)(mem|memory|ram|swap|used|usage|use|util|utilization|utilisation|free|avail|available|capacity|size|limit|quota|percent|pct|rate|ratio|heap|cache|cached|temp|temperature)(_|$)/;

/** Whether the values of a server's rows only grow, rare fresh starts aside. */
function growth(
  series: readonly (readonly number[])[],
): { steps: number; rises: number; resets: number; falls: number } {
  const count = { steps: 0, rises: 0, resets: 0, falls: 0 };
  for (const all of series) {
    const values = all.filter((value) => !Number.isNaN(value));
    if (values.length < FEWEST_VALUES) continue;
    for (let index = 1; index < values.length; index++) {
      const before = values[index - 1]!, value = values[index]!;
      count.steps++;
      if (value > before) count.rises++;
      else if (value < before && value >= 0 && value <= before * RESET_SHARE) count.resets++;
      else if (value < before) count.falls++;
    }
  }
  return count;
}

/**
 * The column as a counter, or `undefined` when it is a gauge.
 *
 * @param meaning What it is otherwise taken for; a metric of the fleet that has a unit is a gauge.
 * @param series First values of each server, in the order of the rows; `NaN` = empty.
 * @see https://prometheus.io/docs/concepts/metric_types/ for the words
 */
export function counterMeaning(
  name: string,
  meaning: ColumnMeaning,
  series: readonly (readonly number[])[],
): ColumnMeaning | undefined {
  const plain = plainName(name);
  if (!isOwnMetric(meaning) || STOCK.test(plain) || /\/s$|bps$/.test(meaning.sourceUnit)) return undefined;
  const { steps, rises, resets, falls } = growth(series);
  if (steps === 0 || resets > Math.max(1, steps * MOST_RESETS) || rises < steps * LEAST_GROWTH) return undefined;
  const isNamed = NAME.test(plain);
  if (falls > (isNamed && steps >= MANY_STEPS ? steps * MOST_RESETS : 0)) return undefined;
  const values = series.flat().filter((value) => !Number.isNaN(value));
  const isLarge = rises >= steps * NEARLY_ALWAYS && values.filter((value) => value >= LARGE).length * 2 > values.length;
  if (!isNamed && !isLarge) return undefined;
  const counts = /octets/.test(plain) ? "bytes" : unitInName(name);
  const metric = counts === "bytes" ? networkMetric(plain) : undefined;
  const counter = mappedMetric(name, { metric: metric ?? plain, unit: counts ?? "1", counter: true });
  return {
    ...counter,
    because: isNamed ? "never falls, and counts by its name" : "never falls, and too large for anything else",
    confidence: isNamed ? 0.85 : 0.5,
  };
}
