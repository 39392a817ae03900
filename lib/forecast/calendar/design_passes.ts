/**
 * Xᵀy and y − Xβ over a history, each in one pass over its days.
 *
 * Most columns of the design need no multiplication by entries: a bend's ramp is a sum of sums, the wandering level a straight line from knot to
 * knot, a weekday one of seven places. What remains are two yearly waves and the few days on which the calendar acts.
 */
import type { CalendarDesign } from "./calendar_design.ts";
import { YEAR } from "./calendar_terms.ts";
import { WANDER_DAYS } from "./wander.ts";

/**
 * Xᵀy over the history.
 *
 * @param values y, one per day of history, `NaN` = missing (its row does not take part).
 * @returns One per term.
 */
export function projected(design: CalendarDesign, values: Float64Array): Float64Array {
  const { bends, sine, cosine, weekdays, knots, wander, terms } = design;
  const result = new Float64Array(terms.length);
  const level = bends.length;
  const byWeekday = new Float64Array(7);
  let weekday = (values.length - 1) % 7, sineSum = 0, cosineSum = 0;
  let bend = bends.length - 1, nextBend = bends[bend]!, later = 0, ramp = 0;
  for (let place = knots.length - 2; place >= 0; place--) {
    const knot = knots[place]!, first = place === 0 ? 0 : knot + 1;
    let sum = 0, rising = 0;
    for (let day = knots[place + 1]!; day >= first; day--) {
      // Here `ramp` is Σ over the days t after this one of (t − day)·y.
      if (day === nextBend) {
        result[bend] = ramp / YEAR;
        nextBend = bends[--bend] ?? -1;
      }
      const value = values[day]!;
      if (value === value) {
        later += value;
        sum += value;
        rising += value * (day - knot);
        byWeekday[weekday]! += value;
        sineSum += value * sine[day]!;
        cosineSum += value * cosine[day]!;
      }
      ramp += later;
      weekday = weekday === 0 ? 6 : weekday - 1;
    }
    result[wander + place]! += sum - rising / WANDER_DAYS;
    result[wander + place + 1]! += rising / WANDER_DAYS;
  }
  result[level] = later;
  if (hasWaves(design)) {
    result[level + 1] = sineSum;
    result[level + 2] = cosineSum;
  }
  for (let day = 0; day < 7; day++) result[weekdays[day]!] = byWeekday[day]!;
  addEvents(result, design, values);
  return result;
}

function hasWaves({ terms, bends }: CalendarDesign): boolean {
  return terms[bends.length + 1]?.kind === "annual";
}

function addEvents(result: Float64Array, { events, column, entry }: CalendarDesign, values: Float64Array): void {
  const { days, first, end } = events;
  for (let event = 0; event < days.length; event++) {
    const value = values[days[event]!]!;
    if (value !== value) continue;
    for (let at = first[event]!, last = end[event]!; at < last; at++) result[column[at]!]! += entry[at]! * value;
  }
}

/**
 * y − Xβ over the history.
 *
 * @param values y, `NaN` = missing.
 * @param residuals Filled.
 */
export function fillResiduals(
  design: CalendarDesign,
  coefficients: Float64Array,
  values: Float64Array,
  residuals: Float64Array,
): void {
  const { bends, sine, cosine, weekdays, knots, wander } = design;
  const level = bends.length;
  const ofWeekday = Float64Array.from(weekdays, (column) => coefficients[column]! + coefficients[level]!);
  const sineSize = hasWaves(design) ? coefficients[level + 1]! : 0;
  const cosineSize = hasWaves(design) ? coefficients[level + 2]! : 0;
  let bend = 0, nextBend = bends[0]!, slope = 0, trend = 0, weekday = 0;
  for (let place = 0; place + 1 < knots.length; place++) {
    const knot = knots[place]!, end = knots[place + 1]!;
    const height = coefficients[wander + place]!;
    const rise = (coefficients[wander + place + 1]! - height) / WANDER_DAYS;
    for (let day = place === 0 ? 0 : knot + 1; day <= end; day++) {
      trend += slope;
      if (day === nextBend) {
        slope += coefficients[bend]! / YEAR;
        nextBend = bends[++bend] ?? -1;
      }
      residuals[day] = values[day]! - trend - height - rise * (day - knot) - ofWeekday[weekday]! -
        sineSize * sine[day]! - cosineSize * cosine[day]!;
      weekday = weekday === 6 ? 0 : weekday + 1;
    }
  }
  const { events, column, entry } = design;
  for (let event = 0; event < events.days.length; event++) {
    let sum = 0;
    for (let at = events.first[event]!, last = events.end[event]!; at < last; at++) {
      sum += coefficients[column[at]!]! * entry[at]!;
    }
    residuals[events.days[event]!]! -= sum;
  }
}

/** Xβ over the history: the fit of every day. */
export function fitOf(design: CalendarDesign, coefficients: Float64Array): Float64Array {
  const fit = new Float64Array(design.days);
  fillResiduals(design, coefficients, fit, fit);
  for (let day = 0; day < fit.length; day++) fit[day] = -fit[day]!;
  return fit;
}
