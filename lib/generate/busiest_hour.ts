/**
 * What the nearest-rank p95 of a day (its second busiest hour) is expected to be, given the curve and noise of its hours.
 *
 * Hours are correlated and unlike each other, so there is no closed form: a fixed bank of noise days answers, the same
 * for every seed, so that the truth is a property of the parameters. With swing s and noise n the hours are
 * s·curve + n·z = n·(ρ·curve + z), ρ = s/n: one function of ρ answers for every server of a type.
 */
import { randomFor } from "@lib/core/random.ts";
import { fillInnovations, generatorState } from "./innovations.ts";
import type { Noise } from "./profiles/profile.ts";

/** Pairs of noise days; each day has a mirror image, which takes most of the error out of the mean. */
const PAIRS = 200;
/** Places per doubling of ρ at which the bank is asked; between them a cubic answers. */
const PLACES_PER_DOUBLING = 2;

/** The logarithm of the second busiest hour, against a quiet hour without noise: its first three cumulants. */
export interface BusiestHour {
  readonly mean: number;
  readonly variance: number;
  readonly thirdCumulant: number;
}

/** The cumulants at one place of ρ, in units of the noise; the mean less the second highest point of ρ·curve. */
type Cumulants = readonly [mean: number, variance: number, third: number];

/** Noise of 400 days of 24 hours, variance 1, with the persistence of hours. */
export function noiseBank({ persistence: { hour: keep } }: Noise): Float64Array {
  const state = generatorState(randomFor("bank", "hours"));
  const bank = new Float64Array(PAIRS * 2 * 24), steps = new Float64Array(WARM_UP + 24);
  const fresh = Math.sqrt(1 - keep * keep);
  for (let pair = 0; pair < PAIRS; pair++) {
    fillInnovations(state, steps);
    for (const side of [0, 1] as const) {
      let noise = 0;
      for (let hour = 0; hour < steps.length; hour++) {
        noise = keep * noise + fresh * (side === 0 ? steps[hour]! : -steps[hour]!);
        if (hour >= WARM_UP) bank[(pair * 2 + side) * 24 + hour - WARM_UP] = noise;
      }
    }
  }
  return bank;
}

/** Hours before the day begins: by then nothing is left of the start at zero. */
const WARM_UP = 24;

/**
 * The second busiest hour of a curve, as a function of a server's swing and noise.
 *
 * @param curve 24 values of the median server (see hourCurve).
 * @returns A function of the swing (1 = the median server's) and the standard deviation of the hourly noise.
 */
export function busiestHourOf(curve: Float64Array, bank: Float64Array): (swing: number, noise: number) => BusiestHour {
  const [, second] = curve.toSorted((a, b) => b - a) as unknown as [number, number];
  const known = new Map<number, Cumulants>();
  const cumulants = (place: number): Cumulants => {
    const found = known.get(place) ?? askBank(curve, 2 ** (place / PLACES_PER_DOUBLING), second, bank);
    known.set(place, found);
    return found;
  };
  return (swing, noise) => {
    const at = Math.log2(swing / noise) * PLACES_PER_DOUBLING;
    const place = Math.floor(at), step = at - place;
    const around = [cumulants(place - 1), cumulants(place), cumulants(place + 1), cumulants(place + 2)] as const;
    const read = (order: 0 | 1 | 2): number =>
      cubic(around[0][order], around[1][order], around[2][order], around[3][order], step);
    return {
      mean: noise * read(0) + swing * second,
      variance: noise ** 2 * read(1),
      thirdCumulant: noise ** 3 * read(2),
    };
  };
}

function askBank(curve: Float64Array, ratio: number, secondOfCurve: number, bank: Float64Array): Cumulants {
  const days = bank.length / 24;
  const values = new Float64Array(days);
  let sum = 0;
  for (let day = 0; day < days; day++) sum += values[day] = secondBusiest(curve, ratio, bank, day * 24);
  const mean = sum / days;
  let squares = 0, cubes = 0;
  for (const value of values) {
    const off = value - mean;
    squares += off * off;
    cubes += off * off * off;
  }
  return [mean - ratio * secondOfCurve, squares / days, cubes / days];
}

function secondBusiest(curve: Float64Array, ratio: number, bank: Float64Array, from: number): number {
  let first = -Infinity, second = -Infinity;
  for (let hour = 0; hour < 24; hour++) {
    const value = ratio * curve[hour]! + bank[from + hour]!;
    if (value > second) {
      if (value > first) second = first, first = value;
      else second = value;
    }
  }
  return second;
}

/** The cubic through four values at -1, 0, 1 and 2 (Lagrange). */
function cubic(a: number, b: number, c: number, d: number, x: number): number {
  return -a * x * (x - 1) * (x - 2) / 6 + b * (x + 1) * (x - 1) * (x - 2) / 2 - c * (x + 1) * x * (x - 2) / 2 +
    d * (x + 1) * x * (x - 1) / 6;
}
