/** A hierarchy's forecast as rows: a table to read, and the days to draw. */
import { DAY_MS } from "@lib/core/day.ts";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { aggregateForecast } from "./aggregate_forecast.ts";
import type { HierarchyForecast } from "./forecast_hierarchy.ts";
import type { HierarchyLevel } from "./hierarchy.ts";

/** One line of the table. */
export interface HierarchyRow {
  readonly level: HierarchyLevel;
  readonly name: string;
  /** Name of what it is a part of; empty for the fleet. */
  readonly partOf: string;
  /** Cores, mean of the last four weeks. */
  readonly coresNow: number;
  /** Cores, mean of the last four weeks ahead: expected, and the bounds that it stays between with 80 %. */
  readonly coresAhead: number;
  readonly q10: number;
  readonly q90: number;
}

/** One day of one node. */
export interface HierarchyDay {
  readonly level: HierarchyLevel;
  readonly name: string;
  readonly date: Date;
  /** Cores used, or the expected cores. */
  readonly cores: number;
  /** 80 % bounds of a day ahead; absent in the past. */
  readonly q10?: number;
  readonly q90?: number;
}

/** Spans around a span whose errors stand for its own. */
const REACH_SPANS = 2;
/** Days that are compared: a week would set a week of holidays against one with a quarter end. */
const SPAN_DAYS = 28;

/**
 * Now and at the end of the horizon, node by node. Both are means of four weeks, so that a holiday at either end says little; the bounds are those
 * of that mean, from the errors that such means had on earlier origins.
 *
 * @param levels Default all but servers.
 */
export function hierarchyRows(
  forecast: HierarchyForecast,
  levels: readonly HierarchyLevel[] = ["fleet", "business unit", "application"],
): HierarchyRow[] {
  const { hierarchy: { nodes }, horizon, days, history, mean } = forecast;
  const length = Math.min(SPAN_DAYS, horizon), spans = Math.floor(horizon / length);
  const ahead = spanMeans(mean, horizon, length);
  const errors = forecast.errors.map((error) => spanMeans(error, horizon, length));
  const [low, high] = aggregateForecast({ mean: ahead, steps: spans, errors, levels: [0.1, 0.9], reach: REACH_SPANS });
  return nodes.flatMap(({ level, name, parent }, node): HierarchyRow[] => {
    if (!levels.includes(level)) return [];
    const last = node * spans + spans - 1;
    return [{
      level,
      name,
      partOf: nodes[parent]?.name ?? "",
      coresNow: meanOf(history.subarray((node + 1) * days - Math.min(SPAN_DAYS, days), (node + 1) * days)),
      coresAhead: ahead[last]!,
      q10: low![last]!,
      q90: high![last]!,
    }];
  });
}

/**
 * The days of some levels, the last ones of the history and all that are ahead.
 *
 * @param past Days of history.
 */
export function hierarchyDays(
  { hierarchy: { nodes }, start, days, horizon, history, mean, quantiles }: HierarchyForecast,
  { levels, past }: { readonly levels: readonly HierarchyLevel[]; readonly past: number },
): HierarchyDay[] {
  const low = quantiles[QUANTILE_LEVELS.indexOf(0.1)]!, high = quantiles[QUANTILE_LEVELS.indexOf(0.9)]!;
  return nodes.flatMap(({ level, name }, node): HierarchyDay[] => {
    if (!levels.includes(level)) return [];
    const first = Math.max(0, days - past);
    const before = Array.from({ length: days - first }, (_, index): HierarchyDay => ({
      level,
      name,
      date: new Date((start + first + index) * DAY_MS),
      cores: history[node * days + first + index]!,
    }));
    const after = Array.from({ length: horizon }, (_, step): HierarchyDay => ({
      level,
      name,
      date: new Date((start + days + step) * DAY_MS),
      cores: mean[node * horizon + step]!,
      q10: low[node * horizon + step]!,
      q90: high[node * horizon + step]!,
    }));
    return [...before, ...after];
  });
}

/** Means of the whole spans at the end of each node's steps; `NaN` days are left out. */
function spanMeans(values: Float64Array, steps: number, length: number): Float64Array {
  const nodes = values.length / steps, spans = Math.floor(steps / length), skipped = steps - spans * length;
  return Float64Array.from({ length: nodes * spans }, (_, index) => {
    const first = Math.floor(index / spans) * steps + skipped + index % spans * length;
    return meanOf(values.subarray(first, first + length));
  });
}

function meanOf(values: Float64Array): number {
  let sum = 0, known = 0;
  for (const value of values) if (value === value) sum += value, known++;
  return sum / known;
}
