/**
 * What a fleet teaches each of its servers: how strongly to hold back each kind of term, and what to expect of it.
 *
 * Empirical Bayes: the coefficients of many servers show how much those of one kind differ, and around which mean. A server then starts from
 * the fleet's effects and leaves them as far as its own days say so; an event that it has never seen takes the fleet's effect. Lessons go
 * from an earlier origin to the next later one, so that no origin learns from days after it.
 *
 * @see Efron and Morris, Data analysis using Stein's estimator and its generalizations (1975); MacKay, Bayesian interpolation (1992), section 4
 */
import { solveLower } from "@lib/stats/cholesky.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { FactoredDesign } from "./factored_design.ts";
import { TERM_KINDS, type TermKind } from "./calendar_terms.ts";
import { DEFAULT_PENALTIES, type Penalties } from "./penalties.ts";
import { wanderPrecision } from "./wander.ts";

/** What is known of the terms before a series is seen. */
export interface Lesson {
  readonly penalties: Penalties;
  /** Expected coefficients by term; those not named are expected to be 0. */
  readonly means: ReadonlyMap<string, number>;
}

/** What is known without a fleet. */
export const NO_LESSON: Lesson = { penalties: DEFAULT_PENALTIES, means: new Map() };

/** A fitted series, as far as it teaches. */
export interface Pupil {
  readonly model: FactoredDesign;
  readonly coefficients: Float64Array;
  /** Standard deviation of its noise, on the scale of the coefficients. */
  readonly noise: number;
}

/** Coefficients that the default penalties count for, beside those of the fleet. */
const DEFAULT_COUNT = 6;
/** Servers without any effect that are thought beside those of the fleet, so that a few servers make no mean. */
const PLAIN_SERVERS = 3;
/** Penalties beyond these make no difference. */
const WEAKEST = 0.002, STRONGEST = 30_000;
/** Times the median server that one server counts at most. */
const MOST_SHARE = 20;
/** Kinds whose coefficients have a common mean; levels, bends and wanderings are each server's own. */
const COMMON: readonly TermKind[] = TERM_KINDS.filter((kind) => !["level", "bend", "wander"].includes(kind));

/**
 * Learns from fitted series of one metric.
 *
 * With γ the number of coefficients of a kind that the days determine, the penalty that explains them best is γ / Σ (β − mean)², β in units of
 * the noise.
 *
 * @param pupils Series without noise teach nothing.
 */
export function learn(pupils: readonly Pupil[]): Lesson {
  const noisy = pupils.filter(({ noise }) => noise > 0);
  if (noisy.length === 0) return NO_LESSON;
  const means = meansOf(noisy);
  const determined = sums();
  for (const [model, own] of Map.groupBy(noisy, (pupil) => pupil.model)) {
    const shares = determinedBy(model);
    for (const kind of TERM_KINDS) determined[kind] += own.length * shares[kind];
  }
  const squares = cappedSums(noisy.map((pupil) => squaresOf(pupil, means)));
  const penalties = { ...DEFAULT_PENALTIES };
  for (const kind of TERM_KINDS) {
    if (kind === "level") continue;
    const penalty = (determined[kind] + DEFAULT_COUNT) /
      (squares[kind] + DEFAULT_COUNT / DEFAULT_PENALTIES[kind]);
    penalties[kind] = Math.min(STRONGEST, Math.max(WEAKEST, penalty));
  }
  return { penalties, means };
}

/** Kinds that tell whether a series moves as its peers do. */
const OWN_WAYS = ["slope", "bend", "wander"] as const;
/** Times what is expected of the squares of a kind that a series like its peers does not reach. */
const UNLIKE = 8;
/** Penalties of a trend that is let loose. */
const LOOSE = 0.05, LOOSE_SLOPE = 1e-4;

/**
 * What a series teaches itself that moves unlike what it was taught, such as a disk that fills steadily where others stay: penalties of its own
 * on slope, bends and wandering level.
 *
 * @returns `undefined` when it is like its peers.
 */
export function ownLesson(pupil: Pupil): Lesson | undefined {
  const { model: { lesson }, noise } = pupil;
  if (!(noise > 0)) return undefined;
  const squares = squaresOf(pupil, lesson.means), determined = determinedBy(pupil.model);
  const isUnlike = (kind: TermKind): boolean =>
    squares[kind] * lesson.penalties[kind] > UNLIKE * Math.max(1, determined[kind]);
  if (!OWN_WAYS.some(isUnlike)) return undefined;
  const { slope, bend, wander } = lesson.penalties;
  const own = (determined.wander + 1) / (squares.wander + 1 / wander);
  // The trend is let loose first: what wanders fades, and a disk that fills does not.
  const penalties = bend > LOOSE
    ? { ...lesson.penalties, slope: Math.min(slope, LOOSE_SLOPE), bend: LOOSE }
    : { ...lesson.penalties, wander: Math.max(WEAKEST, Math.min(wander, own)) };
  return { ...lesson, penalties };
}

function sums(): Record<TermKind, number> {
  return Object.fromEntries(TERM_KINDS.map((kind) => [kind, 0])) as Record<TermKind, number>;
}

function meansOf(pupils: readonly Pupil[]): Map<string, number> {
  const totals = new Map<string, { sum: number; count: number }>();
  for (const { model: { design }, coefficients } of pupils) {
    design.terms.forEach(({ name, kind }, term) => {
      if (!COMMON.includes(kind)) return;
      const total = totals.get(name) ?? { sum: 0, count: PLAIN_SERVERS };
      total.sum += coefficients[term]!;
      total.count++;
      totals.set(name, total);
    });
  }
  return new Map([...totals].map(([name, { sum, count }]) => [name, sum / count]));
}

/** (β − mean)² in units of the noise, summed by kind; for the wandering level the quadratic form of its heights. */
function squaresOf(
  { model: { design: { terms, wander } }, coefficients, noise }: Pupil,
  means: ReadonlyMap<string, number>,
): Record<TermKind, number> {
  const squares = sums();
  const variance = noise ** 2, knots = terms.length - wander;
  for (let term = 0; term < wander; term++) {
    const { name, kind } = terms[term]!;
    squares[kind] += (coefficients[term]! - (means.get(name) ?? 0)) ** 2 / variance;
  }
  for (let knot = 0; knot < knots; knot++) {
    const height = coefficients[wander + knot]!, before = knot > 0 ? coefficients[wander + knot - 1]! : 0;
    squares.wander += height *
      (wanderPrecision(knots, knot, knot) * height + 2 * wanderPrecision(knots, knot, knot - 1) * before) / variance;
  }
  return squares;
}

/** Sums over the pupils, none of which counts more than MOST_SHARE times the median one: a server that idles has noise of next to nothing. */
function cappedSums(squares: readonly Record<TermKind, number>[]): Record<TermKind, number> {
  const totals = sums();
  for (const kind of TERM_KINDS) {
    const most = MOST_SHARE * medianInPlace(Float64Array.from(squares, (own) => own[kind]));
    for (const own of squares) totals[kind] += Math.min(most, own[kind]);
  }
  return totals;
}

/** What is known of models in use: all series that share one ask for it. */
const DETERMINED = new WeakMap<FactoredDesign, Record<TermKind, number>>();

/** How many coefficients of each kind the days determine rather than the penalty: their number less the trace of penalty × A⁻¹. */
function determinedBy(model: FactoredDesign): Record<TermKind, number> {
  const known = DETERMINED.get(model);
  if (known) return known;
  const { design: { terms, wander }, lesson: { penalties }, factor } = model;
  const size = terms.length, knots = size - wander;
  const determined = sums();
  let before = new Float64Array(size);
  for (let term = 0; term < size; term++) {
    // A⁻¹ = L⁻ᵀ·L⁻¹, so its entries are products of the columns of L⁻¹.
    const column = new Float64Array(size);
    column[term] = 1;
    solveLower(factor, size, column, term);
    const { kind } = terms[term]!;
    const trace = kind !== "wander"
      ? product(column, column, term)
      : wanderPrecision(knots, term - wander, term - wander) * product(column, column, term) +
        (term > wander
          ? 2 * wanderPrecision(knots, term - wander, term - wander - 1) * product(column, before, term)
          : 0);
    determined[kind] += 1 - penalties[kind] * trace;
    before = column;
  }
  DETERMINED.set(model, determined);
  return determined;
}

function product(a: Float64Array, b: Float64Array, from = 0): number {
  let sum = 0;
  for (let index = from; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}
