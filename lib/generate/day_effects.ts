/** What the calendar does to the demand on a day, as logarithms, so that effects add up and elasticities multiply. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import { DAY_MS } from "@lib/core/day.ts";
import type { Archetype, DayShape } from "./archetypes.ts";
import { DAY_SHAPES } from "./archetypes.ts";

/** The quarter-end ramp: factors on the last five days of a quarter, the last day last. */
export const QUARTER_END_RAMP = [1.06, 1.12, 1.18, 1.24, 1.3] as const;
/** How much of the month-end effect the last three days of a month show. */
const MONTH_END_RAMP = [1 / 3, 2 / 3, 1] as const;
/** Day of the year on which the annual swing peaks: 15 December. */
const PEAK_DAY_OF_YEAR = 349;

/** Logarithms of the factors on CPU demand, one value per day. */
export interface DayEffects {
  readonly days: readonly CalendarDay[];
  readonly weekend: Float64Array;
  /** Bank holidays and bridge days; on a free weekend only what goes beyond the weekend. */
  readonly holiday: Float64Array;
  /** Month ends and quarter ends. */
  readonly periodEnd: Float64Array;
  readonly annual: Float64Array;
  /** Place in DAY_SHAPES: which hour-of-day curve the day follows. */
  readonly shape: Uint8Array;
}

/** The effects of a calendar on an archetype. */
export function dayEffectsOf(archetype: Archetype, calendar: readonly CalendarDay[]): DayEffects {
  const zeros = (): Float64Array => new Float64Array(calendar.length);
  const weekend = zeros(), holiday = zeros(), periodEnd = zeros(), annual = zeros();
  const shape = new Uint8Array(calendar.length);
  let year = NaN, newYear = NaN;
  for (const [index, day] of calendar.entries()) {
    if (day.isWeekend) weekend[index] = Math.log(archetype.weekend);
    if (isQuiet(day)) {
      // A holiday on a weekend frees nobody twice: the smaller factor acts alone.
      const alone = day.isWeekend ? Math.min(archetype.weekend, archetype.holiday) : archetype.holiday;
      holiday[index] = Math.log(alone) - weekend[index]!;
    } else if (day.isBridge && day.quarterEndStep === 0) {
      holiday[index] = Math.log(archetype.bridge);
    }
    if (day.quarterEndStep > 0) {
      periodEnd[index] = Math.log(1 + archetype.quarterEnd * (QUARTER_END_RAMP[day.quarterEndStep - 1]! - 1));
    } else if (day.monthEndStep > 0) {
      periodEnd[index] = MONTH_END_RAMP[day.monthEndStep - 1]! * Math.log(archetype.monthEnd);
    }
    if (day.year !== year) year = day.year, newYear = Date.UTC(year, 0, 0) / DAY_MS;
    const dayOfYear = day.day - newYear;
    annual[index] = archetype.annual * Math.cos(2 * Math.PI * (dayOfYear - PEAK_DAY_OF_YEAR) / 365.25);
    shape[index] = DAY_SHAPES.indexOf(shapeOf(day));
  }
  return { days: calendar, weekend, holiday, periodEnd, annual, shape };
}

/** Whether staff stay away: a bank holiday, unless the books of the year are being closed. */
function isQuiet(day: CalendarDay): boolean {
  return day.holiday !== null && !(day.quarter === 4 && day.quarterEndStep > 0);
}

function shapeOf(day: CalendarDay): DayShape {
  if (day.quarterEndStep > 0 || day.monthEndStep > 0) return day.isWeekend || isQuiet(day) ? "free" : "periodEnd";
  return day.isWeekend || isQuiet(day) ? "free" : "working";
}
