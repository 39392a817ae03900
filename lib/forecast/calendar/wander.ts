/**
 * The wandering level: what lasts for weeks and then fades, as noise that persists does.
 *
 * A broken line through knots five weeks apart, whose heights are an autoregression of order 1 in continuous time (an Ornstein–Uhlenbeck
 * process): each height is expected at WANDER_MEMORY to the power of the days since the one before, of what that one was. The last knot is the
 * last day of the history, and beyond it the line decays towards the trend at the same rate: how high a server stands today says much of next
 * week and little of next quarter.
 *
 * @see Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), 4.2.1 and appendix B.2.1
 */

/** Days from knot to knot. */
export const WANDER_DAYS = 35;
/** What is left of a height after a day. */
export const WANDER_MEMORY = 0.97;

/** The knots of a history, ascending; the last one is its last day, the first one its first day or before it. */
export function wanderKnots(days: number): number[] {
  const knots: number[] = [];
  for (let knot = days - 1; knot > -WANDER_DAYS; knot -= WANDER_DAYS) knots.unshift(knot);
  return knots;
}

/** How much the height of a knot counts on a day: 1 at the knot, falling to 0 at its neighbours; after the last knot it fades. */
export function wanderValue(knots: readonly number[], place: number, day: number): number {
  const knot = knots[place]!;
  if (place === knots.length - 1 && day > knot) return WANDER_MEMORY ** (day - knot);
  return Math.max(0, 1 - Math.abs(day - knot) / WANDER_DAYS);
}

/** How much of one knot's height is left at the next. */
const KEPT = WANDER_MEMORY ** WANDER_DAYS;
/** Entries of the inverse covariance of the heights (unit variance): ends, middle, neighbours. */
const END = 1 / (1 - KEPT ** 2), MIDDLE = (1 + KEPT ** 2) * END, NEIGHBOUR = -KEPT * END;

/**
 * An entry of the inverse covariance of the heights, which is tridiagonal.
 *
 * @param knots Number of knots.
 */
export function wanderPrecision(knots: number, row: number, column: number): number {
  if (row === column) return knots === 1 ? 1 : row === 0 || row === knots - 1 ? END : MIDDLE;
  return Math.abs(row - column) === 1 ? NEIGHBOUR : 0;
}

/** Variance, in units of that of the heights, that a day so many days after the last knot adds of its own. */
export function freshVariance(daysAhead: number): number {
  return 1 - WANDER_MEMORY ** (2 * daysAhead);
}
