/** Sensors that keep saying the same. */

/** Days in a row with the very same value from which on a run is looked at. */
const SHORTEST = 4;
/** Runs as long that a series may be expected to have by chance; fewer than this, and the sensor is frozen. */
const CHANCE = 0.01;
/** Pairs of neighbouring days that must be known beside a run: a series of one run says nothing about its nature. */
const FEWEST_PAIRS = 20;
/** Values so close are the same level: two steps of the resolution at which metrics are kept. */
const SAME_LEVEL = 0.02;

/**
 * Days on which a sensor is frozen: the repetitions in a run of four or more days with the very same value, where such
 * a run is no chance. The first day of a run is honest; the days after it only repeat it.
 *
 * What chance can do is told by the rest of the series: when a share q of its other neighbouring days are equal (longer
 * runs apart, which are what is asked about, as long as they make up less than half of it), n days have about n·qʳ⁻¹
 * runs of r days. A memory reservation or a full disk repeats by nature, so its q is high and its runs stay; so do the
 * runs at a level at which a share larger than q of the other days lies: a machine at rest shows the same few values.
 * Idle (0) and saturated (at the gauge's maximum) days are not frozen. The whole series is looked at, later days too;
 * nothing is repaired by this rule.
 *
 * @param values One value per day, `NaN` = missing; missing days neither end a run nor are part of it.
 * @param maximum Largest value that the gauge can show; default none.
 * @returns Indices of the days, ascending.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { frozenDays } from "@lib/etl/repair/frozen_sensor.ts";
 * const values = Float64Array.from({ length: 60 }, (_, day) => 40 + (day * 7919 % 101) / 10).fill(44.4, 40, 45);
 * deepStrictEqual(frozenDays(values), [41, 42, 43, 44]);
 * ```
 */
export function frozenDays(values: Float64Array, maximum = Infinity): number[] {
  const { known, long, inLong, equalInShort } = runsOf(values);
  const frozen = long.filter(({ value }) => value !== 0 && value < maximum);
  if (frozen.length === 0) return [];
  // Where long runs make up half of a series, they are its nature.
  const isSteady = 2 * inLong > known;
  const equal = isSteady ? equalInShort + inLong - long.length : equalInShort;
  const pairs = isSteady ? known - 1 : known - inLong;
  if (pairs < FEWEST_PAIRS) return [];
  // Half a pair more: a series without a single equal pair has not shown that it cannot have one.
  const share = (equal + 0.5) / (pairs + 1);
  const found: number[] = [];
  for (const { value, first, last, length } of frozen) {
    if (known * share ** (length - 1) >= CHANCE) continue;
    const atLevel = values.reduce((count, other) => Math.abs(other - value) <= SAME_LEVEL ? count + 1 : count, -length);
    if (known * (atLevel / (known - length)) ** (length - 1) >= CHANCE) continue;
    for (let day = first + 1; day <= last; day++) if (!Number.isNaN(values[day])) found.push(day);
  }
  return found;
}

interface Run {
  readonly value: number;
  /** Indices of its first and last day, and how many of the days between are known, these two included. */
  readonly first: number;
  readonly last: number;
  readonly length: number;
}

interface Runs {
  /** Known days. */
  readonly known: number;
  readonly long: readonly Run[];
  /** Days in long runs. */
  readonly inLong: number;
  /** Pairs of equal neighbours in the other runs. */
  readonly equalInShort: number;
}

function runsOf(values: Float64Array): Runs {
  let known = 0, inLong = 0, equalInShort = 0;
  const long: Run[] = [];
  let value = NaN, first = -1, last = -1, length = 0;
  const finish = (): void => {
    if (length >= SHORTEST) {
      long.push({ value, first, last, length });
      inLong += length;
    } else {
      equalInShort += length - 1;
    }
  };
  for (let day = 0; day < values.length; day++) {
    const next = values[day]!;
    if (next !== next) continue;
    known++;
    if (next === value) {
      last = day;
      length++;
      continue;
    }
    if (length > 1) finish();
    value = next;
    first = last = day;
    length = 1;
  }
  if (length > 1) finish();
  return { known, long, inLong, equalInShort };
}
