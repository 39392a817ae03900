/** From the readings of one metric of one server to one value a day. */
import { DAY_MS } from "@lib/core/day.ts";
import { dailyMetricOf } from "@lib/core/metric.ts";
import { nearestRank } from "@lib/stats/nearest_rank.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { Ledger } from "./ledger.ts";
import type { CompleteEtlOptions } from "./options.ts";
import { inTimeOrder, type OrderedReadings } from "./reading_order.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { ABOVE_100, valueRules } from "./value_rules.ts";

/** Daily values of one metric of one server. */
export interface DailySeries {
  readonly serverId: string;
  /** Name of the readings' metric. */
  readonly metric: string;
  readonly unit: string;
  /** Days with a value, ascending. */
  readonly days: Int32Array;
  /** 95th percentile of each of these days. */
  readonly values: Float64Array;
  /** Readings behind each value. */
  readonly readings: Int32Array;
  /** Readings of a complete day, judged from the usual step between readings; 1 for daily and coarser ones. */
  readonly expectedPerDay: number;
  /** Readings that came in. */
  readonly read: number;
}

const HOUR_MS = 3_600_000;
/** Values of the fleet's metrics are kept at this resolution: 0.01 % and 0.01 Mbps. */
const RESOLUTION = 100;

/**
 * Daily 95th percentiles by nearest rank. What is dropped on the way goes into the ledger, one entry a reading:
 * readings of a powered-off server, missing and impossible values, repeated times (the first one stays), and all
 * readings of a day that has too few. Values above 100 % stay and are flagged.
 *
 * @param batches Batches of one metric of one server, in any order.
 * @param poweredOff Times at which the server was off.
 * @returns The days that have a value; a single value a day passes through as it is.
 */
export function dailyFromReadings(
  batches: readonly ReadingBatch[],
  poweredOff: ReadonlySet<number>,
  { ledger, options }: { ledger: Ledger; options: CompleteEtlOptions },
): DailySeries {
  const { serverId = "", metric = "", unit = "" } = batches[0] ?? {};
  const readings = inTimeOrder(batches);
  const { timestamps, values } = readings;
  const drop = (index: number, rule: string): void => note(index, "dropped", rule, NaN);
  const note = (index: number, action: "dropped" | "flagged", rule: string, after: number): void =>
    ledger.add({
      serverId,
      metric,
      timestamp: timestamps[index]!,
      action,
      rule,
      before: values[index]!,
      after,
      sourceFile: readings.fileAt(index),
      sourceRow: readings.sourceRows[index]!,
    });
  const { kept, isAboveMaximum } = keepReadings(readings, metric, { poweredOff, drop });
  const stepMs = usualStep(timestamps, kept);
  const expectedPerDay = Math.max(1, Math.round(DAY_MS / stepMs));
  const days: number[] = [], daily: number[] = [], counts: number[] = [];
  const buffer = new Float64Array(kept.length);
  for (let from = 0, to = 0; from < kept.length; from = to) {
    const day = Math.floor(timestamps[kept[from]!]! / DAY_MS);
    while (to < kept.length && timestamps[kept[to]!]! < (day + 1) * DAY_MS) to++;
    if (to - from < options.minimumCompleteness * expectedPerDay) {
      for (let index = from; index < to; index++) drop(kept[index]!, "incomplete day");
      continue;
    }
    for (let index = from; index < to; index++) {
      const value = values[kept[index]!]!;
      if (isAboveMaximum(value)) note(kept[index]!, "flagged", ABOVE_100, value);
    }
    const isByHour = options.p95Of === "hourly means" && stepMs < HOUR_MS;
    const length = isByHour ? hourlyMeans(readings, kept, { from, to, into: buffer }) : to - from;
    if (!isByHour) { for (let index = 0; index < length; index++) buffer[index] = values[kept[from + index]!]!; }
    const p95 = nearestRank(buffer, 0.95, length);
    days.push(day);
    daily.push(dailyMetricOf(metric) && to - from > 1 ? Math.round(p95 * RESOLUTION) / RESOLUTION : p95);
    counts.push(to - from);
  }
  return {
    serverId,
    metric,
    unit,
    days: Int32Array.from(days),
    values: Float64Array.from(daily),
    readings: Int32Array.from(counts),
    expectedPerDay,
    read: readings.length,
  };
}

/** Indices of the readings that stay, one per time at most; the others are dropped with their rule. */
function keepReadings(
  readings: OrderedReadings,
  metric: string,
  { poweredOff, drop }: { poweredOff: ReadonlySet<number>; drop: (index: number, rule: string) => void },
): { kept: Int32Array; isAboveMaximum: (value: number) => boolean } {
  const { timestamps, values, length } = readings;
  const { dropRule, isAboveMaximum } = valueRules(metric, values);
  const kept = new Int32Array(length);
  let count = 0;
  for (let index = 0; index < length; index++) {
    const value = values[index]!, time = timestamps[index]!;
    const previous = count > 0 ? kept[count - 1]! : -1;
    let rule = poweredOff.size > 0 && poweredOff.has(time) ? "powered off" : dropRule(value);
    if (rule === undefined && previous >= 0 && timestamps[previous] === time) {
      rule = values[previous] === value ? "duplicate row" : "duplicate timestamp";
    }
    if (rule === undefined) kept[count++] = index;
    else drop(index, rule);
  }
  return { kept: kept.subarray(0, count), isAboveMaximum };
}

/** The median step between readings, in milliseconds; a day when there is none to see. */
function usualStep(timestamps: Float64Array, kept: Int32Array): number {
  if (kept.length < 2) return DAY_MS;
  const steps = new Float64Array(kept.length - 1);
  for (let index = 0; index < steps.length; index++) {
    steps[index] = timestamps[kept[index + 1]!]! - timestamps[kept[index]!]!;
  }
  return medianInPlace(steps);
}

function hourlyMeans(
  { timestamps, values }: OrderedReadings,
  kept: Int32Array,
  { from, to, into }: { from: number; to: number; into: Float64Array },
): number {
  let hours = 0;
  for (let index = from, next = from; index < to; index = next) {
    const hour = Math.floor(timestamps[kept[index]!]! / HOUR_MS);
    let sum = 0;
    while (next < to && Math.floor(timestamps[kept[next]!]! / HOUR_MS) === hour) sum += values[kept[next++]!]!;
    into[hours++] = sum / (next - index);
  }
  return hours;
}
