/**
 * What the errors of a backtest have in common: whatever they share, the model has missed.
 *
 * Errors are measured in units of the forecast's own spread, so that idle and busy servers count the same: (actual − median) over the
 * standard deviation that a normal with this 80 % band has (q90 − q10 = 2.563 of them).
 */
import { numbersOf } from "@lib/core/table.ts";
import { QUANTILE_COLUMNS, QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { weekdayOf } from "@lib/core/day.ts";
import type { TriedDays } from "./tried_days.ts";

/** How alike errors some days apart are, within the forecasts from one origin. */
export interface ErrorLag {
  /** Days apart, 1 or more. */
  readonly lag: number;
  /** −1 to 1, about zero error, not about the mean error: a level that is missed for weeks counts. */
  readonly correlation: number;
}

/** The errors of one weekday. */
export interface WeekdayBias {
  /** Monday = 0. */
  readonly weekday: number;
  readonly n: number;
  /** Sum of median less actual over the sum of what came, percent; above 0 = forecast too high. */
  readonly bias: number;
}

/** Values between two neighbouring quantiles of their forecast. */
export interface QuantileBin {
  /** Ends of the bin as probabilities; 0 and 1 are the outer ends. */
  readonly low: number;
  readonly high: number;
  /** Share of the values; an honest forecast has `high − low`. */
  readonly share: number;
}

/** Days outside of the 95 % band at one distance. */
export interface OutsideStep {
  /** Days ahead. */
  readonly step: number;
  readonly n: number;
  /** Shares above and below the band. */
  readonly above: number;
  readonly below: number;
}

/** What the errors of a backtest look like. */
export interface ResidualDiagnostics {
  /** Values compared. */
  readonly n: number;
  readonly lags: readonly ErrorLag[];
  readonly weekdays: readonly WeekdayBias[];
  readonly bins: readonly QuantileBin[];
  readonly steps: readonly OutsideStep[];
  /** Share of errors beyond three spreads; 0.0027 if errors were normal. */
  readonly beyondThree: number;
}

/** Normal standard deviations between q10 and q90. */
const SPREADS_OF_80 = 2.5631;
const LONGEST_LAG = 28;
/** Share of the days that a lag must still have a partner for: the ends of short forecasts are few and alike. */
const FEWEST_PAIRS = 0.4;

/** Looks at the errors of a backtest; `NaN` where there is nothing to see. */
export function residualDiagnostics(days: TriedDays): ResidualDiagnostics {
  const scores = standardErrors(days);
  let beyond = 0, known = 0;
  for (const score of scores) {
    if (score !== score) continue;
    known++;
    if (Math.abs(score) > 3) beyond++;
  }
  return {
    n: days.count,
    lags: lagsOf(days, scores),
    weekdays: weekdaysOf(days),
    bins: binsOf(days),
    steps: stepsOf(days),
    beyondThree: beyond / known,
  };
}

/** Errors in units of the forecast's spread; `NaN` where the forecast had none. */
function standardErrors({ table, row, count }: TriedDays): Float64Array {
  const actual = numbersOf(table, "actual"), middle = numbersOf(table, "q50");
  const low = numbersOf(table, "q10"), high = numbersOf(table, "q90");
  const scores = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const own = row[index]!, spread = (high[own]! - low[own]!) / SPREADS_OF_80;
    scores[index] = spread > 0 ? (actual[own]! - middle[own]!) / spread : NaN;
  }
  return scores;
}

/** Autocorrelation about zero, over pairs of days of one series and origin. */
function lagsOf({ server, metric, step, day, count }: TriedDays, scores: Float64Array): ErrorLag[] {
  const products = new Float64Array(LONGEST_LAG + 1), pairs = new Float64Array(LONGEST_LAG + 1);
  const path: number[] = [], steps: number[] = [];
  for (let first = 0, next = 0; first < count; first = next) {
    next = first + 1;
    while (next < count && step[next]! > step[next - 1]! && isOnePath(next - 1, next)) next++;
    path.length = steps.length = 0;
    for (let index = first; index < next; index++) {
      const score = scores[index]!;
      if (score !== score) continue;
      // A single wild error must not speak for all.
      path.push(Math.min(4, Math.max(-4, score)));
      steps.push(step[index]!);
    }
    for (let index = 0; index < path.length; index++) {
      const own = path[index]!, at = steps[index]!;
      for (let back = index; back >= 0 && at - steps[back]! <= LONGEST_LAG; back--) {
        products[at - steps[back]!]! += own * path[back]!;
        pairs[at - steps[back]!]!++;
      }
    }
  }
  const variance = products[0]! / pairs[0]!;
  return Array.from({ length: LONGEST_LAG }, (_, index) => ({
    lag: index + 1,
    correlation: products[index + 1]! / pairs[index + 1]! / variance,
  })).filter(({ lag }) => pairs[lag]! > FEWEST_PAIRS * pairs[0]!);

  function isOnePath(one: number, other: number): boolean {
    return server[one] === server[other] && metric[one] === metric[other] &&
      day[other]! - day[one]! === step[other]! - step[one]!;
  }
}

function weekdaysOf({ table, row, day, count }: TriedDays): WeekdayBias[] {
  const actual = numbersOf(table, "actual"), middle = numbersOf(table, "q50");
  const n = new Float64Array(7), errors = new Float64Array(7), sizes = new Float64Array(7);
  for (let index = 0; index < count; index++) {
    const weekday = weekdayOf(day[index]!), value = actual[row[index]!]!;
    n[weekday]!++;
    errors[weekday]! += middle[row[index]!]! - value;
    sizes[weekday]! += Math.abs(value);
  }
  return Array.from(n, (own, weekday) => ({ weekday, n: own, bias: 100 * errors[weekday]! / sizes[weekday]! }))
    .filter((own) => own.n > 0);
}

/**
 * The probability integral transform in the forecast's own steps. A value that equals several quantiles (a zero of a server that idles) is
 * dealt out over the bins between them by their width, half of it on the two that it only touches.
 */
function binsOf({ table, row, count }: TriedDays): QuantileBin[] {
  const actual = numbersOf(table, "actual"), quantiles = QUANTILE_COLUMNS.map((name) => numbersOf(table, name));
  const bins = Array.from({ length: quantiles.length + 1 }, (_, bin) => ({
    low: bin === 0 ? 0 : QUANTILE_LEVELS[bin - 1]!,
    high: QUANTILE_LEVELS[bin] ?? 1,
  }));
  const counts = new Float64Array(bins.length), weights = new Float64Array(bins.length);
  for (let index = 0; index < count; index++) {
    const own = row[index]!, value = actual[own]!;
    // The first quantile that is not below the value, by halves: quantiles ascend.
    let first = 0, above = quantiles.length;
    while (first < above) {
      const middle = (first + above) >> 1;
      if (quantiles[middle]![own]! < value) first = middle + 1;
      else above = middle;
    }
    let last = first;
    while (last < quantiles.length && quantiles[last]![own]! === value) last++;
    if (first === last) {
      counts[first]!++;
      continue;
    }
    let total = 0;
    for (let bin = first; bin <= last; bin++) {
      weights[bin] = (bins[bin]!.high - bins[bin]!.low) * (bin === first || bin === last ? 0.5 : 1);
      total += weights[bin]!;
    }
    for (let bin = first; bin <= last; bin++) counts[bin]! += weights[bin]! / total;
  }
  return bins.map((bin, place) => ({ ...bin, share: counts[place]! / count }));
}

function stepsOf({ table, row, step, count }: TriedDays): OutsideStep[] {
  const actual = numbersOf(table, "actual"), low = numbersOf(table, "q025"), high = numbersOf(table, "q975");
  const longest = step.reduce((most, own) => Math.max(most, own), 0);
  const n = new Float64Array(longest), above = new Float64Array(longest), below = new Float64Array(longest);
  for (let index = 0; index < count; index++) {
    const own = row[index]!, at = step[index]! - 1;
    n[at]!++;
    if (actual[own]! > high[own]!) above[at]!++;
    else if (actual[own]! < low[own]!) below[at]!++;
  }
  return Array.from(n, (own, at) => ({ step: at + 1, n: own, above: above[at]! / own, below: below[at]! / own }))
    .filter((own) => own.n > 0);
}
