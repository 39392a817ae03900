/**
 * What the nearest-rank p95 of a day (its second busiest hour) is expected to be, given the curve and noise of its hours.
 *
 * Hours are correlated and unlike each other, so there is no closed form: a fixed bank of noise days answers, the same
 * for every seed, so that the truth is a property of the parameters.
 */
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { randomFor } from "@lib/core/random.ts";
import { type Archetype, DAY_SHAPES } from "./archetypes.ts";
import { curveIndex, CURVES, hourCurve } from "./hour_curves.ts";
import { normalStream } from "./normal_stream.ts";
import { METRIC_TRAITS, PERSISTENCE } from "./traits.ts";

/** Pairs of noise days; each day has a mirror image, which takes the error out of the mean. */
const PAIRS = 400;
/** Amplitudes at which the bank is asked; between them a parabola answers. */
const AMPLITUDES = [0.7, 1, 1.3] as const;

/** Mean and standard deviation of the logarithm of the second busiest hour. */
export interface BusiestHour {
  readonly mean: number;
  readonly sd: number;
}

/** Noise of 800 days of 24 hours, standard normal with the persistence of hours. */
export function noiseBank(): Float64Array {
  const stream = normalStream(randomFor("bank", "hours"));
  const bank = new Float64Array(PAIRS * 2 * 24);
  const fresh = Math.sqrt(1 - PERSISTENCE.hour * PERSISTENCE.hour);
  const normals = new Float64Array(24);
  for (let pair = 0; pair < PAIRS; pair++) {
    stream.fill(normals, 24);
    let state = normals[0]!;
    for (let hour = 0; hour < 24; hour++) {
      if (hour > 0) state = PERSISTENCE.hour * state + fresh * normals[hour]!;
      bank[pair * 48 + hour] = state;
      bank[pair * 48 + 24 + hour] = -state;
    }
  }
  return bank;
}

/** The busiest hours of an archetype: for each metric and curve (see curveIndex), a function of the amplitude. */
export type BusiestHours = (metric: Metric, curve: number, amplitude: number) => BusiestHour;

/** Asks the bank for every metric and curve of an archetype. */
export function busiestHoursOf(archetype: Archetype, bank: Float64Array): BusiestHours {
  const answers = METRICS.map((metric) =>
    Array.from({ length: CURVES }, (_, curve) =>
      AMPLITUDES.map((amplitude) => {
        const shape = DAY_SHAPES[curve >> 1]!;
        const hours = hourCurve(archetype, metric, shape, {
          amplitude,
          isSpiking: curve === curveIndex(curve >> 1, 1),
        });
        return secondBusiest(hours, METRIC_TRAITS[metric].hourNoise, bank);
      }))
  );
  return (metric, curve, amplitude) => {
    const points = answers[METRICS.indexOf(metric)]![curve]!;
    return {
      mean: parabola(points.map((point) => point.mean), amplitude),
      sd: parabola(points.map((point) => point.sd), amplitude),
    };
  };
}

function secondBusiest(curve: Float64Array, noise: number, bank: Float64Array): BusiestHour {
  let sum = 0, squares = 0;
  const days = bank.length / 24;
  for (let at = 0; at < bank.length; at += 24) {
    let first = -Infinity, second = -Infinity;
    for (let hour = 0; hour < 24; hour++) {
      const value = curve[hour]! + noise * bank[at + hour]!;
      if (value > second) {
        if (value > first) second = first, first = value;
        else second = value;
      }
    }
    sum += second;
    squares += second * second;
  }
  const mean = sum / days;
  return { mean, sd: Math.sqrt(Math.max(0, squares / days - mean * mean)) };
}

/** The parabola through three values at AMPLITUDES (Lagrange). */
function parabola(values: readonly number[], x: number): number {
  const [a, b, c] = AMPLITUDES, [fa, fb, fc] = values as [number, number, number];
  return fa * (x - b) * (x - c) / ((a - b) * (a - c)) + fb * (x - a) * (x - c) / ((b - a) * (b - c)) +
    fc * (x - a) * (x - b) / ((c - a) * (c - b));
}
