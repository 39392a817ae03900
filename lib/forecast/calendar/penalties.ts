/**
 * How strongly terms are held back: the variance of the noise over the variance expected of their coefficients.
 *
 * A weak penalty (0.02) lets a holiday of −50 % through at 5 % noise, a strong one (300) lets a trend bend only where many days ask for it.
 */
import type { TermKind } from "./calendar_terms.ts";

/** A penalty for each kind of term. */
export type Penalties = Readonly<Record<TermKind, number>>;

/** What is expected of a server of which nothing else is known: the middle of what fleets have taught. */
export const DEFAULT_PENALTIES: Penalties = {
  level: 1e-6,
  slope: 0.3,
  bend: 250,
  wander: 1.5,
  annual: 5,
  weekday: 0.2,
  "quarter-end ramp": 0.1,
  "quarter-end day": 3,
  "month end": 0.5,
  "any holiday": 0.02,
  "holiday on a weekend": 0.1,
  holiday: 0.5,
  "bridge day": 0.5,
};
