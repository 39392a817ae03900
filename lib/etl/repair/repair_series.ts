/** The repair of one metric of one server. */
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";
import { QUALITY_FLAG } from "@lib/core/tables.ts";
import type { DayMove } from "./day_moves.ts";
import { frozenDays } from "./frozen_sensor.ts";
import { type Hindsight, knownOn } from "./hindsight.ts";
import type { LedgerAction } from "../ledger.ts";
import type { CompleteEtlOptions } from "../options.ts";
import { outlierDays } from "./outliers.ts";
import {
  CLOCK_SHIFT_RULE,
  FROZEN_RULE,
  IMPUTED_RULE,
  LONG_GAP_RULE,
  OUTLIER_RULE,
  UNFILLED_RULE,
  UNIT_SLIP_RULE,
} from "../rules.ts";
import { carriedForward, gapsOf } from "./short_gaps.ts";
import { percentOf, type UnitSlips } from "./unit_slips.ts";
import { ABOVE_100 } from "../series/value_rules.ts";

/** What is known of a series beside its values. */
export interface SeriesFacts {
  /** What the cells held before anything was dropped or moved, as long as the values. */
  readonly raw: Float64Array;
  /** 1 on days of expected peaks, as long as the values. */
  readonly isPeakDay: Uint8Array;
  /** Days whose rows were moved back before. */
  readonly moves: readonly DayMove[];
  /** What was found of a wrong unit. */
  readonly units: UnitSlips | undefined;
}

/** One step of a repair. */
export interface RepairStep {
  readonly action: LedgerAction;
  readonly rule: string;
  /** Index of the day. */
  readonly day: number;
}

/** A series after repair. */
export interface RepairedSeries {
  readonly values: Float64Array;
  /** QUALITY_FLAG of each day. */
  readonly flags: Uint8Array;
  /** What was flagged and imputed; a flagged value is that of the repaired series. */
  readonly steps: readonly RepairStep[];
  /** Rules of the days whose values were changed on purpose. */
  readonly changes: ReadonlyMap<number, string>;
}

/**
 * Repairs a series: fractions are scaled back, odd days flagged, short gaps filled.
 *
 * A missing day gets a value of an earlier day, by what was known on the morning of the missing day: a repair that later
 * days led to is undone for that, and days that were odd by then are passed over. Only whether a gap is a short one is
 * told by its end.
 *
 * @param used Values that may be used, one per day, `NaN` = missing; left as they are.
 */
export function repairSeries(
  metric: Metric,
  used: Float64Array,
  { raw, isPeakDay, moves, units }: SeriesFacts,
  { longestImputedGapDays, outlierZ }: CompleteEtlOptions,
): RepairedSeries {
  const { max } = METRIC_INFO[metric];
  const steps: RepairStep[] = [], changes = new Map<number, string>(), hindsights: Hindsight[] = [];
  for (const { first, last, knownFrom } of moves) {
    const days = Array.from({ length: last - first + 1 }, (_, place) => first + place);
    for (const day of days) changes.set(day, CLOCK_SHIFT_RULE);
    hindsights.push({ days, before: raw, knownFrom });
  }
  const known = used.slice();
  for (const { days, knownFrom } of units?.slips ?? []) {
    for (const day of days) {
      known[day] = percentOf(used[day]!);
      changes.set(day, UNIT_SLIP_RULE);
    }
    hindsights.push({ days, before: used, knownFrom });
  }

  const flags = new Uint8Array(used.length);
  const flag = (rule: string, days: readonly number[]): void => {
    for (const day of days) {
      flags[day] = QUALITY_FLAG.anomaly;
      steps.push({ action: "flagged", rule, day });
    }
  };
  const above = daysAbove(known, max), outliers = outlierDays(metric, known, isPeakDay, outlierZ);
  flag(ABOVE_100, above);
  flag(OUTLIER_RULE, outliers);
  flag(FROZEN_RULE, frozenDays(known, max));

  /** What is not to be copied into a missing day: odd days, and days that look like fractions until they are scaled. */
  const unfitDays = (of: Float64Array, odd: readonly number[], missing: number): Uint8Array => {
    const isUnfit = new Uint8Array(of.length);
    units?.suspectUntil?.forEach((until, day) => isUnfit[day] = until > missing && of[day] === used[day] ? 1 : 0);
    for (const day of odd) isUnfit[day] = 1;
    return isUnfit;
  };
  const isOdd = unfitDays(known, [...above, ...outliers], Infinity);
  const guessFor = (day: number): number => {
    const past = knownOn(day, known, hindsights);
    if (past === known && !units?.suspectUntil) return carriedForward(known, isOdd, day);
    const odd = [...daysAbove(past, max), ...outlierDays(metric, past, isPeakDay, outlierZ)];
    return carriedForward(past, unfitDays(past, odd, day), day);
  };

  const values = known.slice();
  for (const gap of gapsOf(known)) {
    const isLong = gap.days > longestImputedGapDays;
    for (let day = gap.first; day < gap.first + gap.days; day++) {
      const guess = isLong ? NaN : guessFor(day);
      if (Number.isNaN(guess)) {
        steps.push({ action: "flagged", rule: isLong ? LONG_GAP_RULE : UNFILLED_RULE, day });
        continue;
      }
      values[day] = guess;
      flags[day] = QUALITY_FLAG.imputed;
      // A row that was moved away may have left the very value that is carried forward: then the cell has not changed.
      steps.push({ action: guess === raw[day] ? "flagged" : "imputed", rule: IMPUTED_RULE, day });
    }
  }
  return { values, flags, steps, changes };
}

function daysAbove(values: Float64Array, max: number): number[] {
  const found: number[] = [];
  for (let day = 0; day < values.length; day++) if (values[day]! > max) found.push(day);
  return found;
}
