/** Stretches in which gauges of percentages show fractions of 1. */
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { LARGEST_FRACTION, percentStretches, type Stretch } from "./fraction_stretches.ts";

/** A stretch of days of one series in the wrong unit. */
export interface UnitSlip {
  /** Indices of its days, ascending. */
  readonly days: readonly number[];
  /** Index of the day on which it is known for what it was. */
  readonly knownFrom: number;
}

/** What a series shows of a wrong unit. */
export interface UnitSlips {
  /** In order of time. */
  readonly slips: readonly UnitSlip[];
  /**
   * For a day that looked a hundred times too small on that very day the index of the day from which on it no longer
   * does; 0 for other days; `undefined` when there is no such day. Days of slips stay suspect until they are mended.
   */
  readonly suspectUntil: Int32Array | undefined;
}

/** Shortest stretch that is believed, days. */
const SHORTEST = 7;
/** Where one metric has slipped, this many known days around, and the fewest that tell, show what another one was. */
const AROUND = 28, FEWEST = 10;
/** The other metric lies a hundred times lower then, give or take this factor. */
const LEVEL = 3;
/** A day of a slip lies this far below what is usual. */
const BELOW = 10;

/**
 * Finds the stretches of a week or more in which percentages of a server stand as fractions of 1.
 *
 * A stretch of days that are a hundred times smaller than the good days around them (see `percentStretches`) is a slip
 * when it is over and when, a hundred times larger, it has the level and the spread of the days before it, or of those
 * after it. Where one metric has slipped, another one that lies about a hundred times lower from its first to its last
 * day has slipped too: a collector that changes its unit changes it for all. A server that goes idle falls anywhere and
 * keeps no pattern, and a stretch that is not over, or lasts longer than three months, is never called a slip. Only this server is looked at; days after a
 * stretch take part in calling it a slip.
 *
 * @param percentages The server's series in percent, one value per day, `NaN` = missing.
 * @returns One for each series.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { unitSlips } from "@lib/etl/repair/unit_slips.ts";
 * const values = Float64Array.from({ length: 90 }, (_, day) => (day % 7 < 5 ? 50 : 30) + day % 3);
 * for (let day = 40; day < 60; day++) values[day]! /= 100;
 * const [slip] = unitSlips([values])[0]!.slips;
 * deepStrictEqual([slip?.days[0], slip?.days.length], [40, 20]);
 * ```
 */
export function unitSlips(percentages: readonly Float64Array[]): UnitSlips[] {
  const found = percentages.map(percentStretches);
  const certain = found.map(({ stretches }) =>
    stretches.filter(({ days, isAlike }) => isAlike && days.length >= SHORTEST)
  );
  return percentages.map((values, own) => {
    const spans = [...certain[own]!];
    for (const span of certain.flatMap((ofOther, other) => other === own ? [] : ofOther)) {
      if (!spans.some((known) => overlaps(known, span)) && hasSlippedToo(values, span)) spans.push(span);
    }
    const slips = spans.sort((a, b) => a.days[0]! - b.days[0]!).map((span) => slipOf(values, span));
    return { slips, suspectUntil: found[own]!.suspectUntil };
  });
}

/** A fraction of 1 as the percentage that it stands for, at the resolution of the gauges. */
export function percentOf(fraction: number): number {
  return Math.round(fraction * 10_000) / 100;
}

const overlaps = ({ days: a }: Stretch, { days: b }: Stretch): boolean => a[0]! <= b.at(-1)! && b[0]! <= a.at(-1)!;

function hasSlippedToo(values: Float64Array, { days }: Stretch): boolean {
  const within = known(values.slice(days[0]!, days.at(-1)! + 1));
  if (within.length < SHORTEST || within.some((value) => value > LARGEST_FRACTION)) return false;
  const ratio = usualAround(values, days).usual / medianInPlace(within);
  return ratio >= 100 / LEVEL && ratio <= 100 * LEVEL;
}

/** All days of a span that lie far below the usual, also those that are odd among their own. */
function slipOf(values: Float64Array, { days, knownFrom }: Stretch): UnitSlip {
  const { usual, lastUsed } = usualAround(values, days);
  const slipped: number[] = [];
  for (let day = days[0]!; day <= days.at(-1)!; day++) {
    const value = values[day]!;
    if (days.includes(day) && value > 0 || value > 0 && value <= LARGEST_FRACTION && value < usual / BELOW) {
      slipped.push(day);
    }
  }
  return { days: slipped, knownFrom: Math.max(knownFrom, lastUsed) };
}

/** Median of the days before a span, or of those after it where there are too few, and the last day that was used. */
function usualAround(values: Float64Array, days: readonly number[]): { usual: number; lastUsed: number } {
  const first = days[0]!, last = days.at(-1)!;
  const before = known(values.slice(Math.max(0, first - AROUND), first));
  if (before.length >= FEWEST) return { usual: medianInPlace(before), lastUsed: last };
  const after = known(values.slice(last + 1, last + 1 + AROUND));
  return { usual: after.length >= FEWEST ? medianInPlace(after) : NaN, lastUsed: last + AROUND };
}

const known = (values: Float64Array): Float64Array => values.filter((value) => !Number.isNaN(value));
