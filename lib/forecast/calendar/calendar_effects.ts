/** What the calendar does to a series, as a fitted calendar ridge sees it: each effect in percent of an ordinary day, with how sure it is. */
import { solveLower } from "@lib/stats/cholesky.ts";
import { normalQuantile } from "@lib/stats/normal_distribution.ts";
import { addScaledRow, type CalendarDesign } from "./calendar_design.ts";
import type { Term } from "./calendar_terms.ts";

/** An effect of one kind of day. */
export interface CalendarEffect {
  /** For example `weekend`, `quarter end, day 5`, `holiday`, `Christmas Day`, `growth a year`. */
  readonly effect: string;
  /** Percent of the level of an ordinary day: −50 halves it. */
  readonly estimate: number;
  /** Percent; from the posterior of the ridge. */
  readonly standardError: number;
  /** Ends of the 95 % interval, percent. */
  readonly low: number;
  readonly high: number;
}

/** What the effects are read from. */
export interface EffectSource {
  readonly design: CalendarDesign;
  readonly coefficients: Float64Array;
  /** Cholesky factor of XᵀX + penalties. */
  readonly factor: Float64Array;
  /** Standard deviation of the noise on the link scale. */
  readonly noise: number;
  /** An ordinary day at the end of the history on the link scale, and the way back from there. */
  readonly level: number;
  back(value: number): number;
}

/** Ends of a 95 % interval in standard errors. */
const REACH = normalQuantile(0.975);

/**
 * The effects of a fitted series: weekends, quarter ends, month ends, holidays, bridge days, growth.
 *
 * An effect is a sum of coefficients wᵀβ; its variance is that of the ridge's posterior, noise² · wᵀA⁻¹w.
 *
 * @see Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd ed., 3.4.1
 */
export function effectsOf(source: EffectSource): CalendarEffect[] {
  const { design, coefficients, factor, noise, level, back } = source;
  const percent = (value: number): number => 100 * (back(level + value) / back(level) - 1);
  return contrastsOf(design).map(({ effect, weights }) => {
    const value = weights.reduce((sum, weight, term) => sum + weight * coefficients[term]!, 0);
    const solved = solveLower(factor, weights.length, weights.slice());
    const error = noise * Math.sqrt(solved.reduce((sum, own) => sum + own * own, 0));
    const low = percent(value - REACH * error), high = percent(value + REACH * error);
    return { effect, estimate: percent(value), standardError: (high - low) / (2 * REACH), low, high };
  });
}

interface Contrast {
  readonly effect: string;
  /** One per term. */
  readonly weights: Float64Array;
}

function contrastsOf(design: CalendarDesign): Contrast[] {
  const { terms } = design;
  const contrast = (effect: string, weightOf: (term: Term) => number): Contrast => ({
    effect,
    weights: Float64Array.from(terms, weightOf),
  });
  const isWeekend = ({ name }: Term): boolean => name === "Saturday" || name === "Sunday";
  const ofKind = (kind: Term["kind"]): readonly Term[] => terms.filter((term) => term.kind === kind);
  return [
    contrast("growth a year", ({ group, bend }) => group === "trend" && bend !== undefined ? 1 : 0),
    contrast("weekend", (term) => term.kind !== "weekday" ? 0 : isWeekend(term) ? 1 / 2 : -1 / 5),
    ...ofKind("month end").map((own) => contrast(own.name, (term) => term === own ? 1 : 0)),
    ...ofKind("quarter-end day").map((own, place) =>
      contrast(own.name, (term) => term === own ? 1 : term.kind === "quarter-end ramp" ? (place + 1) / 5 : 0)
    ),
    ...ofKind("any holiday").map((own) => contrast("holiday", (term) => term === own ? 1 : 0)),
    ...ofKind("holiday").flatMap((own) => holidayContrast(design, own) ?? []),
    ...ofKind("bridge day").map((own) => contrast(own.name, (term) => term === own ? 1 : 0)),
  ];
}

/** A named holiday as it acts on a working day: its own coefficient and what holidays share, where it does share it. */
function holidayContrast(design: CalendarDesign, holiday: Term): Contrast | undefined {
  const { terms } = design, place = terms.indexOf(holiday);
  const row = new Float64Array(terms.length);
  for (let day = 0; day < design.rows; day++) {
    row.fill(0);
    addScaledRow(design, day, 1, row);
    if (row[place] === 0) continue;
    return {
      effect: holiday.name,
      weights: row.map((value, term) => terms[term] === holiday || terms[term]!.kind === "any holiday" ? value : 0),
    };
  }
  return undefined;
}
