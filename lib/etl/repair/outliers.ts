/** Days that stand far off what the same weekday has shown, judged from the past alone. */
import { type Metric, METRIC_INFO, type Unit } from "@lib/core/metric.ts";

/** Same weekdays that a day is compared with, and the fewest that make a judgement. */
const HISTORY = 8, FEWEST = 4;
/** Days just before that are asked too: when most of them were as far off, it is a new level and no outlier. */
const RECENT = 5;
/**
 * A day is no outlier when so many of the days in the half year before it were half as far off or more, to the same side:
 * what comes for the third time is the load's habit (a report, a backup, bursts).
 */
const HABITS = 2, HABIT_DAYS = 182, HABIT_SHARE = 0.5;
/** Spread below which a calm history is not trusted to be that calm: a fixed part, and a part of the level. */
const SPREAD_FLOOR: Readonly<Record<Unit, readonly [fixed: number, share: number]>> = {
  percent: [0.5, 0.02],
  Mbps: [0.1, 0.05],
};

/**
 * Marks outliers by robust z: distance to the median of the last eight same weekdays over 1.4826 times their median
 * absolute deviation. Days of expected peaks (holidays, quarter and month ends) are neither judged nor used as history;
 * what comes for the third time in half a year, and a new level that lasts, are no outliers either.
 *
 * @param values One value per day, `NaN` = missing.
 * @param isPeakDay 1 on days of expected peaks, as long as the values.
 * @param z Distance from which on a day is an outlier.
 * @returns Indices of the outliers, ascending.
 */
export function outlierDays(metric: Metric, values: Float64Array, isPeakDay: Uint8Array, z: number): number[] {
  const [fixed, share] = SPREAD_FLOOR[METRIC_INFO[metric].unit];
  const found: number[] = [];
  const weekdays = new Float64Array(HISTORY), recent = new Float64Array(RECENT);
  /** Distance of each day to what its weekday was, `NaN` where nothing can be said. */
  const surprises = new Float64Array(values.length).fill(NaN);
  for (let day = FEWEST * 7; day < values.length; day++) {
    const value = values[day]!;
    if (value !== value || isPeakDay[day]) continue;
    let count = 0;
    for (let past = day - 7; past >= 0 && count < HISTORY; past -= 7) {
      const earlier = values[past]!;
      if (earlier === earlier && !isPeakDay[past]) weekdays[count++] = earlier;
    }
    if (count < FEWEST) continue;
    const median = medianOfFew(weekdays, count);
    surprises[day] = value - median;
    const distance = Math.abs(value - median);
    const floor = fixed + share * Math.abs(median);
    // The spread is at least the floor, so most days need no second median.
    if (distance <= z * floor) continue;
    for (let index = 0; index < count; index++) weekdays[index] = Math.abs(weekdays[index]! - median);
    const spread = Math.max(floor, 1.4826 * medianOfFew(weekdays, count));
    if (distance <= z * spread) continue;
    if (isHabit(surprises, day)) continue;
    let days = 0;
    for (let past = day - 1; past >= 0 && days < RECENT; past--) {
      if (surprises[past] === surprises[past]) recent[days++] = surprises[past]!;
    }
    const isNewLevel = days > 0 && Math.abs(surprises[day]! - medianOfFew(recent, days)) <= z * spread;
    if (!isNewLevel) found.push(day);
  }
  return found;
}

function isHabit(surprises: Float64Array, day: number): boolean {
  const surprise = surprises[day]!;
  let alike = 0;
  for (let past = Math.max(0, day - HABIT_DAYS); past < day; past++) {
    if (surprises[past]! / surprise >= HABIT_SHARE && ++alike === HABITS) return true;
  }
  return false;
}

/** Sorts the first few values by insertion, the quickest way for eight of them, and returns their median. */
function medianOfFew(values: Float64Array, length: number): number {
  for (let index = 1; index < length; index++) {
    const value = values[index]!;
    let place = index;
    while (place > 0 && values[place - 1]! > value) {
      values[place] = values[place - 1]!;
      place--;
    }
    values[place] = value;
  }
  return length % 2 === 1 ? values[length >> 1]! : (values[(length >> 1) - 1]! + values[length >> 1]!) / 2;
}
