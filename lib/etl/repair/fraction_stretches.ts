/** Days of a percentage that look like fractions of 1. */
import { medianInPlace } from "@lib/stats/order_statistic.ts";

/** Days in a row that look like fractions, and are over. */
export interface Stretch {
  /** Indices, ascending. */
  readonly days: readonly number[];
  /** Index of the day on which all of this is known. */
  readonly knownFrom: number;
  /** Whether the stretch, a hundred times larger, has the level and the spread of the days that it was told from. */
  readonly isAlike: boolean;
}

/** The stretches of a series. */
export interface Stretches {
  /** In order of time. */
  readonly stretches: readonly Stretch[];
  /**
   * For a day that looked like a fraction on that very day the index of the day from which on it no longer does, because
   * its stretch turned out to be a level; 0 for other days; `undefined` when there is no such day.
   */
  readonly suspectUntil: Int32Array | undefined;
}

const PERCENT = 100;
/** No fraction of 1 is larger than this, on however overloaded a machine. */
export const LARGEST_FRACTION = 2;
/** Days that a value is compared with, and the fewest that make a judgement. */
const HISTORY = 28, FEWEST = 10;
/** A fraction lies this far below all of them. */
const BELOW = 4;
/** A hundred times larger, it fits into their range, so much widened. */
const RANGE = 2;
/** Factor by which the median of a stretch may differ from theirs. */
const LEVEL = 1.6;
/** Factor by which its spread in logarithms may differ, with a floor for gauges that hardly move. */
const SPREAD = 3, SPREAD_FLOOR = 0.05;
/** A stretch of more days is a new level: no collector shows a wrong unit for a quarter of a year without being noticed. */
const LONGEST = 92;
/** The end of a suspicion that never ends. */
const NEVER = 0x7fffffff;
/** Days back in the old unit that end a stretch; fewer in a row are odd days within it, but at the end of the series. */
const BACK = 2;

/**
 * Finds the stretches of days that lie far below the last 28 good days and, a hundred times larger, among them.
 *
 * The series is walked forwards, where each day is judged by the days before it, and backwards, where it is judged by
 * those after it: a stretch in the first days has only these, and an incident on one side does not hide it.
 *
 * @param values Percent, one value per day, `NaN` = missing.
 */
export function percentStretches(values: Float64Array): Stretches {
  if (!mayHoldFractions(values)) return { stretches: [], suspectUntil: undefined };
  const last = values.length - 1;
  const { stretches, suspectUntil } = walk(values);
  const mirrored = walk(values.slice().reverse()).stretches.map(({ days, isAlike, compared }) => ({
    days: days.map((day) => last - day).reverse(),
    knownFrom: last - Math.min(...compared),
    isAlike,
  }));
  return { stretches: joined([...stretches, ...mirrored]), suspectUntil };
}

/** Both walks may see the same stretch; it is alike when either of them says so. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.days[0]! - b.days[0]!)) {
    const last = joined.at(-1);
    if (!last || last.days.at(-1)! < stretch.days[0]!) {
      joined.push(stretch);
      continue;
    }
    const isOneEnough = last.isAlike && !stretch.isAlike;
    joined[joined.length - 1] = {
      days: [...new Set([...last.days, ...stretch.days])].sort((a, b) => a - b),
      knownFrom: isOneEnough ? last.knownFrom : Math.max(last.knownFrom, stretch.knownFrom),
      isAlike: last.isAlike || stretch.isAlike,
    };
  }
  return joined;
}

/** Nearly every series is passed over here: none of its days is a fraction beside a percentage. */
function mayHoldFractions(values: Float64Array): boolean {
  for (let day = 0; day < values.length; day++) if (values[day]! > 0 && values[day]! <= LARGEST_FRACTION) return true;
  return false;
}

interface WalkedStretch extends Stretch {
  /** Indices of the good days that it was told from. */
  readonly compared: readonly number[];
}

function walk(values: Float64Array): { stretches: WalkedStretch[]; suspectUntil: Int32Array | undefined } {
  const stretches: WalkedStretch[] = [];
  let suspectUntil: Int32Array | undefined;
  const good = new GoodDays(values);
  /** The stretch that is not over yet, and the days that may end it. */
  let days: number[] = [], back: number[] = [];
  for (let day = 0; day < values.length; day++) {
    const value = values[day]!;
    if (value !== value) continue;
    if (good.isFarBelow(value)) {
      (suspectUntil ??= new Int32Array(values.length))[day] = NEVER;
      days.push(day);
      back = [];
      if (days.length > LONGEST) acceptAsLevel(day);
      continue;
    }
    if (days.length === 0) {
      good.add(day);
      continue;
    }
    back.push(day);
    if (back.length === BACK) finish(day);
  }
  // The series may end on the first day back.
  if (back.length > 0) finish(values.length);
  return { stretches, suspectUntil };

  function finish(today: number): void {
    if (back.every((at) => good.includes(values[at]!))) {
      const isAlike = good.isLike(days.map((at) => PERCENT * values[at]!));
      stretches.push({ days, knownFrom: back.at(-1)!, isAlike, compared: good.days });
      days = [];
    } else {
      acceptAsLevel(today);
    }
    for (const at of back) good.add(at);
    back = [];
  }

  function acceptAsLevel(today: number): void {
    for (const at of days) {
      good.add(at);
      suspectUntil![at] = today;
    }
    days = [];
  }
}

/** The last good days of a series, and the range that most of them lie in. A class because it owns their ring. */
class GoodDays {
  readonly #days = new Int32Array(HISTORY);
  #count = 0;
  /** Second lowest and second highest value, so that one odd day widens nothing. */
  #low = NaN;
  #high = NaN;
  #isMeasured = false;

  constructor(readonly values: Float64Array) {}

  get days(): number[] {
    return [...this.#days.subarray(0, Math.min(this.#count, HISTORY))];
  }

  add(day: number): void {
    this.#days[this.#count++ % HISTORY] = day;
    this.#isMeasured = false;
  }

  /** Whether a value lies far below these days and, a hundred times larger, among them. */
  isFarBelow(value: number): boolean {
    if (!(value > 0 && value <= LARGEST_FRACTION) || this.#count < FEWEST) return false;
    return this.includes(PERCENT * value) && value < this.#low / BELOW;
  }

  includes(value: number): boolean {
    this.#measure();
    return value >= this.#low / RANGE && value <= this.#high * RANGE;
  }

  isLike(stretch: readonly number[]): boolean {
    const here = Float64Array.from(this.days, (day) => Math.log(this.values[day]!));
    const there = Float64Array.from(stretch, Math.log);
    const spread = (SPREAD_FLOOR + deviation(there)) / (SPREAD_FLOOR + deviation(here));
    return Math.abs(medianInPlace(there) - medianInPlace(here)) <= Math.log(LEVEL) &&
      spread <= SPREAD && spread >= 1 / SPREAD;
  }

  #measure(): void {
    if (this.#isMeasured) return;
    const sorted = Float64Array.from(this.days, (day) => this.values[day]!).sort();
    this.#low = sorted[1]!;
    this.#high = sorted.at(-2)!;
    this.#isMeasured = true;
  }
}

/** Mean distance to the median: it sees weekends, which a median of distances does not, and forgives an odd day. */
function deviation(values: Float64Array): number {
  const median = medianInPlace(values.slice());
  return values.reduce((sum, value) => sum + Math.abs(value - median), 0) / values.length;
}
