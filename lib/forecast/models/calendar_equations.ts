/**
 * The weighted normal equations of a calendar regression on daily values, without its design matrix.
 *
 * Columns, in this order: ramps max(0, t − knot) in years, the constant, six weekdays (Sunday is what the constant says), sine and cosine of
 * each harmonic of the year, and one column per event. Most of their products are known sums: a ramp's follow from sums of w and w·t over the
 * days after its knot, those of two waves from the sums of the waves at the sum and the difference of their frequencies, and a weekday or an
 * event is 0 nearly everywhere. So a day costs a hundred multiplications in place of a thousand.
 */

import { DAYS_A_WEEK } from "@lib/core/day.ts";
import { dotProduct } from "@lib/stats/dot_product.ts";

/** What is known of the days that take part, index 0 being the first day of the history. */
export interface CalendarColumns {
  /** Days on which the ramps begin, ascending; the first is 0. */
  readonly knots: Float64Array;
  /** Harmonics of the year. */
  readonly harmonics: number;
  /** Number of events. */
  readonly events: number;
  /** Per day the weekday, Monday = 0 … Sunday = 6. */
  readonly weekday: Uint8Array;
  /** Per day the event, or −1. */
  readonly event: Int16Array;
  /** Sine and cosine of each harmonic, in turn: `[wave * days + day]`. */
  readonly waves: Float64Array;
}

/** Weekdays with a column of their own. */
const WEEKDAY_COLUMNS = 6;
/** Days of the unit of a ramp. */
const YEAR = 365.25;

/** Number of columns. */
export function columnCount({ knots, harmonics, events }: CalendarColumns): number {
  return knots.length + 1 + WEEKDAY_COLUMNS + 2 * harmonics + events;
}

/** First column after the ramps: the constant. The weekdays, the waves and the events follow. */
export function placesOf(
  { knots, harmonics }: CalendarColumns,
): { constant: number; weekdays: number; waves: number; events: number } {
  const constant = knots.length, weekdays = constant + 1, waves = weekdays + WEEKDAY_COLUMNS;
  return { constant, weekdays, waves, events: waves + 2 * harmonics };
}

/**
 * The normal equations over the days of a history.
 *
 * @param values One per day, finite.
 * @param weights One per day, 0 or more.
 * @returns Σ w·x·xᵀ (row-major, its lower triangle only) and Σ w·x·y.
 */
export function calendarEquations(
  columns: CalendarColumns,
  values: Float64Array,
  weights: Float64Array,
): { gram: Float64Array; moments: Float64Array } {
  const size = columnCount(columns);
  const equations = { size, gram: new Float64Array(size * size), moments: new Float64Array(size) };
  addFlags(equations, columns, values, weights);
  addWaves(equations, columns, values, weights);
  return equations;
}

interface Equations {
  readonly size: number;
  readonly gram: Float64Array;
  readonly moments: Float64Array;
}

/** The products of all columns but the waves, day by day from the last to the first; a ramp is done when its knot is reached. */
function addFlags(
  { size, gram, moments }: Equations,
  columns: CalendarColumns,
  values: Float64Array,
  weights: Float64Array,
): void {
  const { knots, weekday, event } = columns, places = placesOf(columns);
  // Of the days from here on: Σ w·x and Σ w·t·x of each column.
  const sums = new Float64Array(size), timed = new Float64Array(size);
  const addFlag = (column: number, day: number, weight: number, y: number): void => {
    sums[column]! += weight;
    timed[column]! += weight * day;
    moments[column]! += weight * y;
  };
  let squares = 0, timedY = 0, ramp = knots.length - 1;
  for (let day = values.length - 1; day >= 0; day--) {
    const weight = weights[day]!, y = values[day]!;
    squares += weight * day * day;
    timedY += weight * day * y;
    addFlag(places.constant, day, weight, y);
    const ofWeekday = weekday[day]! < WEEKDAY_COLUMNS ? places.weekdays + weekday[day]! : -1;
    if (ofWeekday >= 0) addFlag(ofWeekday, day, weight, y);
    if (event[day]! >= 0) {
      const ofEvent = places.events + event[day]!;
      addFlag(ofEvent, day, weight, y);
      if (ofWeekday >= 0) gram[ofEvent * size + ofWeekday]! += weight;
    }
    for (; ramp >= 0 && day - 1 < knots[ramp]!; ramp--) {
      const knot = knots[ramp]!, count = sums[places.constant]!, time = timed[places.constant]!;
      moments[ramp] = (timedY - knot * moments[places.constant]!) / YEAR;
      for (let column = places.constant; column < size; column++) {
        gram[column * size + ramp] = (timed[column]! - knot * sums[column]!) / YEAR;
      }
      for (let other = 0; other <= ramp; other++) {
        const both = squares - (knot + knots[other]!) * time + knot * knots[other]! * count;
        gram[ramp * size + other] = both / YEAR / YEAR;
      }
    }
  }
  for (let column = places.constant; column < size; column++) {
    gram[column * size + places.constant] = gram[column * size + column] = sums[column]!;
  }
}

/** The products of the waves with all columns, wave by wave, so that memory is read in order. */
function addWaves(
  { size, gram, moments }: Equations,
  columns: CalendarColumns,
  values: Float64Array,
  weights: Float64Array,
): void {
  const { knots, harmonics, weekday, event, waves } = columns, places = placesOf(columns);
  const history = values.length, days = weekday.length;
  const weightedDays = new Float64Array(history), weightedValues = new Float64Array(history);
  for (let day = 0; day < history; day++) {
    weightedDays[day] = weights[day]! * day;
    weightedValues[day] = weights[day]! * values[day]!;
  }
  // Σ w·sin and Σ w·cos of each harmonic, in turn, up to twice those that have columns.
  const sums = new Float64Array(4 * harmonics);
  for (let wave = 0; wave < 2 * harmonics; wave++) {
    const column = places.waves + wave, at = wave * days;
    let sum = 0, timed = 0, moment = 0;
    for (let ramp = knots.length - 1, end = history; ramp >= -1; ramp--) {
      const first = ramp >= 0 ? Math.floor(knots[ramp]!) + 1 : 0;
      for (let day = first; day < end; day++) {
        const value = waves[at + day]!;
        sum += weights[day]! * value;
        timed += weightedDays[day]! * value;
        moment += weightedValues[day]! * value;
      }
      end = first;
      if (ramp >= 0) gram[column * size + ramp] = (timed - knots[ramp]! * sum) / YEAR;
    }
    sums[wave] = gram[column * size + places.constant] = sum;
    moments[column] = moment;
    for (let first = 0; first < DAYS_A_WEEK; first++) {
      if (weekday[first]! >= WEEKDAY_COLUMNS) continue;
      let ofWeekday = 0;
      for (let day = first; day < history; day += DAYS_A_WEEK) ofWeekday += weights[day]! * waves[at + day]!;
      gram[column * size + places.weekdays + weekday[first]!] = ofWeekday;
    }
  }
  for (let day = 0; day < history; day++) {
    if (event[day]! < 0) continue;
    const row = (places.events + event[day]!) * size + places.waves;
    for (let wave = 0; wave < 2 * harmonics; wave++) gram[row + wave]! += weights[day]! * waves[wave * days + day]!;
  }
  const total = gram[places.constant * size + places.constant]!;
  addHigherSums(sums, columns, weights, total);
  waveProducts(gram, size, places.waves, sums, total);
}

/**
 * The sums of the harmonics above the highest one, H, from its products with the others: sin(H + b) = 2·sin H·cos b − sin(H − b), and the same
 * for the cosine.
 */
function addHigherSums(
  sums: Float64Array,
  { harmonics, weekday, waves }: CalendarColumns,
  weights: Float64Array,
  total: number,
): void {
  const history = weights.length, days = weekday.length, highest = 2 * (harmonics - 1) * days;
  const sine = new Float64Array(history), cosine = new Float64Array(history);
  for (let day = 0; day < history; day++) {
    sine[day] = weights[day]! * waves[highest + day]!;
    cosine[day] = weights[day]! * waves[highest + days + day]!;
  }
  for (let harmonic = 1; harmonic <= harmonics; harmonic++) {
    const other = (2 * harmonic - 1) * days, below = harmonics - harmonic, above = 2 * (harmonics + harmonic - 1);
    const sineBelow = below > 0 ? sums[2 * below - 2]! : 0, cosineBelow = below > 0 ? sums[2 * below - 1]! : total;
    sums[above] = 2 * dotProduct(sine, 0, waves, other, history) - sineBelow;
    sums[above + 1] = 2 * dotProduct(cosine, 0, waves, other, history) - cosineBelow;
  }
}

/**
 * The products of two waves: sin a·sin b = ½[cos(a − b) − cos(a + b)], and so on.
 *
 * @param sums Σ w·sin and Σ w·cos of each harmonic, in turn, up to twice those that have columns.
 * @param weight Σ w, which is that of cos 0.
 */
function waveProducts(gram: Float64Array, size: number, first: number, sums: Float64Array, weight: number): void {
  const sine = (k: number): number => k === 0 ? 0 : sums[2 * k - 2]!;
  const cosine = (k: number): number => k === 0 ? weight : sums[2 * k - 1]!;
  for (let a = 1; a <= sums.length / 4; a++) {
    const sinRow = (first + 2 * a - 2) * size + first, cosRow = sinRow + size;
    for (let b = 1; b <= a; b++) {
      const sin = 2 * b - 2, cos = sin + 1;
      gram[sinRow + sin] = (cosine(a - b) - cosine(a + b)) / 2;
      gram[cosRow + cos] = (cosine(a - b) + cosine(a + b)) / 2;
      gram[cosRow + sin] = (sine(a + b) - sine(a - b)) / 2;
      if (b < a) gram[sinRow + cos] = (sine(a + b) + sine(a - b)) / 2;
    }
  }
}

/**
 * What the coefficients say of the days `from` to `end` (not included). The ramps stop growing at `trendEnd`: what the trend was, it is from
 * then on.
 */
export function calendarFit(
  columns: CalendarColumns,
  coefficients: Float64Array,
  from: number,
  end: number,
  trendEnd: number,
): Float64Array {
  const { knots, harmonics, weekday, event, waves } = columns, places = placesOf(columns);
  const fit = new Float64Array(end - from);
  for (let day = from; day < end; day++) {
    const time = Math.min(day, trendEnd);
    let sum = coefficients[places.constant]!;
    for (let ramp = 0; ramp < knots.length && knots[ramp]! < time; ramp++) {
      sum += coefficients[ramp]! * (time - knots[ramp]!) / YEAR;
    }
    if (weekday[day]! < WEEKDAY_COLUMNS) sum += coefficients[places.weekdays + weekday[day]!]!;
    if (event[day]! >= 0) sum += coefficients[places.events + event[day]!]!;
    fit[day - from] = sum;
  }
  for (let harmonic = 0; harmonic < harmonics; harmonic++) {
    const sine = coefficients[places.waves + 2 * harmonic]!, cosine = coefficients[places.waves + 2 * harmonic + 1]!;
    const sineAt = 2 * harmonic * weekday.length + from, cosineAt = sineAt + weekday.length;
    for (let index = 0; index < fit.length; index++) {
      fit[index]! += sine * waves[sineAt + index]! + cosine * waves[cosineAt + index]!;
    }
  }
  return fit;
}
