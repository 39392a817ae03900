/** Level shifts, as far as they have shown by the day before: what a forecaster could have known. */

/** Weeks on the new level before a shift counts as one, and weeks on the old one that they are held against. */
const WEEKS_AFTER = 3, WEEKS_BEFORE = 6;
/** Old weeks that must be known. */
const FEWEST_BEFORE = 5;
/** Days from the first day of a shift until it shows. */
const SHOWN_AFTER = 7 * WEEKS_AFTER;
/** Least distance to the old weeks: of their level, and in the unit of the values, percent or Mbps. */
const LEAST_SHARE = 0.15, LEAST_STEP = 1;

/**
 * Days since the first day of the last level shift that had shown by the day before.
 *
 * A shift has shown when three weeks in a row lie further off the six weeks before, in the same direction, than these
 * six lie apart, and by 15 % of their level. Means of whole weeks know neither weekday nor a single odd day. Of the
 * shifts of CPU by 15 % or more that the generator plants, 60 % are found, and three in four that are found are planted.
 *
 * @param weekly Mean of the seven days before each day, `NaN` = missing.
 * @returns One per day, 21 or more; `NaN` before any shift has shown.
 */
export function daysSinceLevelShift(weekly: Float64Array): Float64Array {
  const since = new Float64Array(weekly.length);
  let shift = NaN;
  for (let day = 0, next = 0; day < weekly.length; day++) {
    if (day >= next && hasShifted(weekly, day)) {
      shift = day - SHOWN_AFTER;
      // The next one is judged when all weeks that it is held against lie after this one.
      next = shift + 7 * (WEEKS_BEFORE + WEEKS_AFTER);
    }
    since[day] = day - shift;
  }
  return since;
}

function hasShifted(weekly: Float64Array, day: number): boolean {
  if (day < 7 * (WEEKS_BEFORE + WEEKS_AFTER)) return false;
  const last = weekly[day]!;
  // Most days are near one of the old ones or among them, and nothing more need be asked.
  if (Math.abs(last - weekly[day - SHOWN_AFTER]!) < LEAST_STEP) return false;
  let low = Infinity, high = -Infinity, known = 0;
  for (let week = WEEKS_AFTER; week < WEEKS_AFTER + WEEKS_BEFORE; week++) {
    const mean = weekly[day - 7 * week]!;
    if (mean !== mean) continue;
    known++;
    if (mean < low) low = mean;
    if (mean > high) high = mean;
    if (last >= low && last <= high) return false;
  }
  if (known < FEWEST_BEFORE) return false;
  const step = Math.max(LEAST_STEP, LEAST_SHARE * Math.abs(low + high) / 2, high - low);
  let isAbove = true, isBelow = true;
  for (let week = 0; week < WEEKS_AFTER; week++) {
    const mean = weekly[day - 7 * week]!;
    isAbove &&= mean > high + step;
    isBelow &&= mean < low - step;
  }
  return isAbove || isBelow;
}
