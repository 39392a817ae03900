/**
 * The weighted normal equations of a calendar regression on daily values, without its design matrix.
 *
 * Columns, in this order: ramps max(0, t − knot) in years, the constant, six weekdays (Sunday is what the constant says), sine and cosine of
 * each harmonic of the year, and one column per event. Most of their products are known sums: a ramp's follow from sums of w and w·t over the
 * days after its knot, those of two waves from the sums of the waves at the sum and the difference of their frequencies, and a weekday or an
 * event is 0 nearly everywhere. So a day costs a hundred multiplications in place of a thousand.
 */

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
  /** Per day sine and cosine of the first 2·`harmonics` harmonics, in turn: the upper half serves the products. */
  readonly waves: Float64Array;
}

/** Weekdays with a column of their own. */
export const WEEKDAY_COLUMNS = 6;
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
  const { knots, harmonics, weekday, event, waves } = columns;
  const size = columnCount(columns), places = placesOf(columns);
  const gram = new Float64Array(size * size), moments = new Float64Array(size);
  const wave = 2 * harmonics, row = 2 * wave;
  // Of the days from t on: Σ w·x and Σ w·t·x of the columns that are no ramps, Σ w·x of the upper waves, and the same for y.
  const sums = new Float64Array(size), timed = new Float64Array(size), upper = new Float64Array(wave);
  const addFlag = (column: number, day: number, weight: number, y: number): void => {
    sums[column]! += weight;
    timed[column]! += weight * day;
    moments[column]! += weight * y;
  };
  let squares = 0, sumY = 0, timedY = 0, ramp = knots.length - 1;
  for (let day = values.length - 1; day >= 0; day--) {
    const weight = weights[day]!, weightedTime = weight * day, y = values[day]!;
    squares += weightedTime * day;
    sumY += weight * y;
    timedY += weightedTime * y;
    addFlag(places.constant, day, weight, y);
    const ofWeekday = weekday[day]! < WEEKDAY_COLUMNS ? places.weekdays + weekday[day]! : -1;
    const ofEvent = event[day]! >= 0 ? places.events + event[day]! : -1;
    if (ofWeekday >= 0) addFlag(ofWeekday, day, weight, y);
    if (ofEvent >= 0) addFlag(ofEvent, day, weight, y);
    const at = day * row;
    for (let index = 0; index < wave; index++) {
      const value = waves[at + index]!;
      sums[places.waves + index]! += weight * value;
      timed[places.waves + index]! += weightedTime * value;
      upper[index]! += weight * waves[at + wave + index]!;
      moments[places.waves + index]! += weight * y * value;
    }
    if (ofWeekday >= 0) {
      for (let index = 0; index < wave; index++) {
        gram[(places.waves + index) * size + ofWeekday]! += weight * waves[at + index]!;
      }
    }
    if (ofEvent >= 0) {
      for (let index = 0; index < wave; index++) {
        gram[ofEvent * size + places.waves + index]! += weight * waves[at + index]!;
      }
      if (ofWeekday >= 0) gram[ofEvent * size + ofWeekday]! += weight;
    }
    for (; ramp >= 0 && day - 1 < knots[ramp]!; ramp--) {
      const knot = knots[ramp]!;
      moments[ramp] = (timedY - knot * sumY) / YEAR;
      for (let column = places.constant; column < size; column++) {
        gram[column * size + ramp] = (timed[column]! - knot * sums[column]!) / YEAR;
      }
      for (let other = 0; other <= ramp; other++) {
        const both = squares - (knot + knots[other]!) * timed[places.constant]! +
          knot * knots[other]! * sums[places.constant]!;
        gram[ramp * size + other] = both / YEAR / YEAR;
      }
    }
  }
  for (let column = places.constant; column < size; column++) {
    gram[column * size + places.constant] = sums[column]!;
    if (column < places.waves || column >= places.events) gram[column * size + column] = sums[column]!;
  }
  waveProducts(
    gram,
    size,
    places.waves,
    harmonics,
    (index) => index < wave ? sums[places.waves + index]! : upper[index - wave]!,
    sums[places.constant]!,
  );
  return { gram, moments };
}

/**
 * The products of two waves: sin a·sin b = ½[cos(a − b) − cos(a + b)], and so on.
 *
 * @param sum Σ w·sin (even index) and Σ w·cos (odd) of harmonic index / 2 + 1.
 * @param weight Σ w, which is that of cos 0.
 */
function waveProducts(
  gram: Float64Array,
  size: number,
  first: number,
  harmonics: number,
  sum: (index: number) => number,
  weight: number,
): void {
  const sine = (k: number): number => k === 0 ? 0 : k > 0 ? sum(2 * k - 2) : -sum(-2 * k - 2);
  const cosine = (k: number): number => k === 0 ? weight : sum(2 * Math.abs(k) - 1);
  for (let a = 1; a <= harmonics; a++) {
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
 * What the coefficients say of the days `from` to `end` (not included). The ramps stop growing at `trendEnd`: what the trend was, it is from then on.
 */
export function calendarFit(
  columns: CalendarColumns,
  coefficients: Float64Array,
  from: number,
  end: number,
  trendEnd: number,
): Float64Array {
  const { knots, harmonics, weekday, event, waves } = columns, places = placesOf(columns);
  const wave = 2 * harmonics;
  const fit = new Float64Array(end - from);
  for (let day = from; day < end; day++) {
    const time = Math.min(day, trendEnd);
    let sum = coefficients[places.constant]!;
    for (let ramp = 0; ramp < knots.length && knots[ramp]! < time; ramp++) {
      sum += coefficients[ramp]! * (time - knots[ramp]!) / YEAR;
    }
    if (weekday[day]! < WEEKDAY_COLUMNS) sum += coefficients[places.weekdays + weekday[day]!]!;
    if (event[day]! >= 0) sum += coefficients[places.events + event[day]!]!;
    for (let index = 0, at = day * 2 * wave; index < wave; index++) {
      sum += coefficients[places.waves + index]! * waves[at + index]!;
    }
    fit[day - from] = sum;
  }
  return fit;
}
