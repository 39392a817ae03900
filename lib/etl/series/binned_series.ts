/** From the readings of one metric of one server to one value a bin: a day, an hour or five minutes. */
import { DAY_MS } from "@lib/core/day.ts";
import { dailyMetricOf } from "@lib/core/metric.ts";
import { rateUnitOf, type ReadingBatch } from "@lib/core/reading_batch.ts";
import { nearestRank } from "@lib/stats/nearest_rank.ts";
import { noteBackwardsTime } from "./backwards_time.ts";
import type { ClockShift } from "./clock_shifts.ts";
import { ratesInPlace } from "./counter_rates.ts";
import { expectedReadings } from "./expected_readings.ts";
import type { Bins } from "./grain.ts";
import type { Ledger, LedgerAction } from "../ledger.ts";
import type { CompleteEtlOptions, Stat } from "../options.ts";
import { inTimeOrder, type OrderedReadings, picked } from "./reading_order.ts";
import { DUPLICATE_ROW, DUPLICATE_TIMESTAMP } from "../rules.ts";
import { ABOVE_100, valueRules } from "./value_rules.ts";

/** One value a bin of one metric of one server. */
export interface BinnedSeries {
  readonly serverId: string;
  /** Name of the readings' metric. */
  readonly metric: string;
  /** Unit of the values; of a counter that of its rate. */
  readonly unit: string;
  /** Starts of the bins with a value, milliseconds since 1970, ascending; of days the UTC midnight of the date. */
  readonly bins: Float64Array;
  readonly values: Float64Array;
  /** Readings behind each value. */
  readonly readings: Int32Array;
  /** Readings that each value should have behind it; see `expectedReadings`. 1 for bins finer than a day. */
  readonly expected: Int32Array;
  /** Readings that came in. */
  readonly read: number;
  /** The same by the dates that the rows bore; absent where none had to be moved. */
  readonly asDated?: DatedSeries;
}

/** A daily series before rows with a wrong date were moved back. */
export interface DatedSeries {
  readonly bins: Float64Array;
  readonly values: Float64Array;
  readonly shifts: readonly ClockShift[];
}

/** What a server's series share. */
export interface BinningContext {
  readonly bins: Bins;
  readonly stat: Stat;
  /** Times at which the server was off. */
  readonly poweredOff: ReadonlySet<number>;
  readonly ledger: Ledger;
  readonly options: CompleteEtlOptions;
}

const HOUR_MS = 3_600_000;
/** Values of the fleet's metrics are kept at this resolution: 0.01 % and 0.01 Mbps. */
const RESOLUTION = 100;

/**
 * One value a bin. What is dropped on the way goes into the ledger, one entry a reading: readings of a powered-off
 * server, impossible values, repeated times (the first one stays; see `resolveRepeats`), the first reading of a counter, and all readings of a
 * day that has too few; a finer bin needs one. Values above 100 % stay and are flagged.
 *
 * A daily percentile of the fleet's metrics is rounded to 0.01, the resolution of silver; all else is not rounded.
 *
 * @param batches Batches of one metric of one server, in any order.
 * @returns The bins that have a value; a single reading of a bin passes through as it is.
 */
export function binReadings(batches: readonly ReadingBatch[], context: BinningContext): BinnedSeries {
  const { bins, stat, ledger, options } = context;
  const { serverId = "", metric = "", unit = "" } = batches[0] ?? {};
  const readings = inTimeOrder(batches);
  if (!readings.cameInOrder) noteBackwardsTime(batches, ledger);
  const { length } = readings;
  const note = (index: number, action: LedgerAction, rule: string, after: number): void =>
    ledger.add({
      serverId,
      metric,
      timestamp: readings.timestamps[index]!,
      action,
      rule,
      before: readings.values[index]!,
      after,
      sourceFile: readings.fileAt(index),
      sourceRow: readings.sourceRows[index]!,
    });
  const { at, timestamps, values, isAboveMaximum } = keptReadings(readings, { metric, unit, context, note });
  const count = at.length;
  const isDay = bins.ms === DAY_MS, isByHour = isDay && options.p95Of === "hourly means";
  const firsts = firstOfBins(timestamps, bins);
  const expectedOfDays = isDay ? expectedReadings(timestamps, firsts) : undefined;
  const isRounded = isDay && stat === "p95" && dailyMetricOf(metric) !== undefined;
  const starts: number[] = [], binned: number[] = [], counts: number[] = [], expected: number[] = [];
  const buffer = new Float64Array(stat === "p95" ? count : 0);
  for (const [bin, from] of firsts.entries()) {
    const to = firsts[bin + 1] ?? count, whole = expectedOfDays?.[bin] ?? 1;
    if (isDay && to - from < options.minimumCompleteness * whole) {
      for (let index = from; index < to; index++) note(at[index]!, "dropped", "incomplete day", NaN);
      continue;
    }
    if (isAboveMaximum) {
      for (let index = from; index < to; index++) {
        if (isAboveMaximum(values[index]!)) note(at[index]!, "flagged", ABOVE_100, values[index]!);
      }
    }
    const value = stat === "mean"
      ? meanOf(values, from, to)
      : stat === "max"
      ? maxOf(values, from, to)
      : nearestRank(buffer, 0.95, fillBuffer(buffer, { timestamps, values, from, to, isByHour }));
    starts.push(bins.startOf(timestamps[from]!));
    binned.push(isRounded && to - from > 1 ? Math.round(value * RESOLUTION) / RESOLUTION : value);
    counts.push(to - from);
    expected.push(whole);
  }
  return {
    serverId,
    metric,
    unit: rateUnitOf(unit) ?? unit,
    bins: Float64Array.from(starts),
    values: Float64Array.from(binned),
    readings: Int32Array.from(counts),
    expected: Int32Array.from(expected),
    read: length,
  };
}

/** Readings that stay, one per time at most, in time order. */
interface KeptReadings {
  /** Index of each among all readings. */
  readonly at: Int32Array;
  readonly timestamps: Float64Array;
  /** Values; of a counter its rates. */
  readonly values: Float64Array;
  /** Absent where no value can be above a maximum. */
  readonly isAboveMaximum?: (value: number) => boolean;
}

/** Writes about a reading into the ledger. */
type Note = (index: number, action: LedgerAction, rule: string, after: number) => void;

function keptReadings(readings: OrderedReadings, { metric, unit, context: { poweredOff, stat }, note }: {
  metric: string;
  unit: string;
  context: BinningContext;
  note: Note;
}): KeptReadings {
  const { timestamps, values, length } = readings;
  const isCounter = rateUnitOf(unit) !== undefined;
  // What a counter counts has no bounds; only its rate is of the metric.
  const { dropRule, isAboveMaximum } = isCounter ? valueRules("", values) : valueRules(metric, values, unit);
  const at = new Int32Array(length);
  let count = 0, areRepeated = false;
  for (let index = 0; index < length; index++) {
    const value = values[index]!, time = timestamps[index]!;
    let rule = poweredOff.size > 0 && poweredOff.has(time) ? "powered off" : dropRule(value);
    if (isCounter && value < 0) rule ??= "negative value";
    if (rule !== undefined) {
      note(index, "dropped", rule, NaN);
      continue;
    }
    if (count > 0 && timestamps[at[count - 1]!] === time) areRepeated = true;
    at[count++] = index;
  }
  if (areRepeated) {
    count = resolveRepeats(at.subarray(0, count), readings, { note, isMean: stat === "mean" && !isCounter });
  }
  if (count === length && !isCounter) return { at, timestamps, values, isAboveMaximum };
  const kept = at.subarray(0, count);
  const times = picked(timestamps, kept), keptValues = picked(values, kept);
  if (!isCounter) return { at: kept, timestamps: times, values: keptValues, isAboveMaximum };
  ratesInPlace(times, keptValues, (index) => note(kept[index]!, "flagged", "counter reset", values[kept[index]!]!));
  if (count > 0) note(kept[0]!, "dropped", "first reading of a counter", NaN);
  return { at: kept.subarray(1), timestamps: times.subarray(1), values: keptValues.subarray(1) };
}

/**
 * Leaves one reading a time: the first one, as nothing says that a later one is better. A mean takes all values of a time
 * that disagree, flagged: they may be an hour that a clock put on one moment, and a mean needs no choice.
 *
 * @param at Indices of the readings in time order; those that stay come first.
 * @returns How many stay.
 */
function resolveRepeats(
  at: Int32Array,
  { timestamps, values }: OrderedReadings,
  { note, isMean }: { note: Note; isMean: boolean },
): number {
  let kept = 0;
  for (let from = 0, to = 0; from < at.length; from = to) {
    const first = at[from]!;
    let areEqual = true;
    for (to = from + 1; to < at.length && timestamps[at[to]!] === timestamps[first]; to++) {
      if (values[at[to]!] !== values[first]) areEqual = false;
    }
    const areAllTaken = isMean && !areEqual;
    at[kept++] = first;
    for (let repeat = from + 1; repeat < to; repeat++) {
      const index = at[repeat]!, isSame = values[index] === values[first];
      if (areAllTaken) {
        note(index, "flagged", DUPLICATE_TIMESTAMP, values[index]!);
        at[kept++] = index;
      } else note(index, "dropped", isSame ? DUPLICATE_ROW : DUPLICATE_TIMESTAMP, NaN);
    }
  }
  return kept;
}

/** Index of the first reading of each bin that has one. */
function firstOfBins(timestamps: Float64Array, bins: Bins): number[] {
  const firsts: number[] = [];
  for (let index = 0; index < timestamps.length;) {
    firsts.push(index);
    const end = bins.endOf(timestamps[index]!);
    do index++; while (index < timestamps.length && timestamps[index]! < end);
  }
  return firsts;
}

/** A run of the readings that stay. */
interface Run {
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
}

/** Lays what a percentile is taken over into a buffer; returns how much it is. */
function fillBuffer(buffer: Float64Array, { isByHour, ...run }: Run & { isByHour: boolean }): number {
  const { values, from, to } = run;
  if (isByHour) return hourlyMeans(buffer, run);
  for (let index = from; index < to; index++) buffer[index - from] = values[index]!;
  return to - from;
}

function hourlyMeans(buffer: Float64Array, { timestamps, values, from, to }: Run): number {
  let hours = 0;
  for (let index = from, next = from; index < to; index = next) {
    const hour = Math.floor(timestamps[index]! / HOUR_MS);
    while (next < to && Math.floor(timestamps[next]! / HOUR_MS) === hour) next++;
    buffer[hours++] = meanOf(values, index, next);
  }
  return hours;
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += values[index]!;
  return sum / (to - from);
}

function maxOf(values: Float64Array, from: number, to: number): number {
  let largest = -Infinity;
  for (let index = from; index < to; index++) if (values[index]! > largest) largest = values[index]!;
  return largest;
}
