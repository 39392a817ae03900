/**
 * One server, hour by hour: demand, noise that persists, spikes. The daily p95 is the second busiest of the 24 hours.
 *
 * Everything adds up in logarithms and the bound keeps the order of values, so only the second busiest hour of a day
 * needs an exponential.
 */
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { randomFor } from "@lib/core/random.ts";
import { ARCHETYPES, DAY_SHAPES } from "./archetypes.ts";
import { boundedPercent } from "./demand_bound.ts";
import { curveIndex, CURVES, hourCurve } from "./hour_curves.ts";
import { normalStream } from "./normal_stream.ts";
import type { Scene } from "./scene.ts";
import { byMetric, type ServerPlan } from "./server_plan.ts";
import { METRIC_TRAITS, PERSISTENCE } from "./traits.ts";

const WIDTH = METRICS.length;
/** Normals of a day: five for each of 24 hours, five for the day, five for the weeks. */
const NORMALS_PER_DAY = 26 * WIDTH;
/** Days whose normals are drawn at once: 66 KB, which stays in the cache. */
const CHUNK_DAYS = 64;

/** The values of one server. */
export interface ServerValues {
  /** Daily p95, one value per day, percent or Mbps, rounded to 0.01. */
  readonly daily: Readonly<Record<Metric, Float64Array>>;
  /** Hourly means, 24 values per day in UTC, rounded to 0.01; present when asked for. */
  readonly hourly?: Readonly<Record<Metric, Float64Array>>;
}

/**
 * Simulates a server.
 *
 * @param grain `hourly` keeps the hours beside the days; the days are the same for both.
 */
export function simulate(scene: Scene, plan: ServerPlan, grain: "daily" | "hourly" = "daily"): ServerValues {
  const { seed } = scene.options;
  const { index, type } = plan.placement;
  const days = plan.calendar.length;
  const daily = METRICS.map(() => new Float64Array(days));
  const hourly = grain === "hourly" ? METRICS.map(() => new Float64Array(days * 24)) : undefined;

  const stream = normalStream(randomFor(seed, "noise", index));
  const chance = randomFor(seed, "spikes", index);
  const spikeChance = ARCHETYPES[type].spike.chance;
  const curves = curvesOf(plan);
  const { shape } = plan.effects;
  const demand = METRICS.map((metric) => plan.logDemand[metric]);
  const isPercent = METRICS.map((metric) => METRIC_INFO[metric].max === 100);
  const fastShare = METRICS.map((metric) => plan.identity.dayNoise[metric] * Math.sqrt(1 - METRIC_TRAITS[metric].slow));
  const slowShare = METRICS.map((metric) => plan.identity.dayNoise[metric] * Math.sqrt(METRIC_TRAITS[metric].slow));

  const mixing = scene.mixing(type);
  const hourMixing = fresh(mixing, PERSISTENCE.hour);
  const fastMixing = fresh(mixing, PERSISTENCE.fast), slowMixing = fresh(mixing, PERSISTENCE.slow);
  // The states begin as old as the process: stationary, not at zero.
  const normals = new Float64Array(CHUNK_DAYS * NORMALS_PER_DAY);
  stream.fill(normals, 3 * WIDTH);
  const hourState = new Float64Array(WIDTH), fastState = new Float64Array(WIDTH), slowState = new Float64Array(WIDTH);
  addMixed(hourState, mixing, normals, 0);
  addMixed(fastState, mixing, normals, WIDTH);
  addMixed(slowState, mixing, normals, 2 * WIDTH);

  const hours = new Float64Array(24 * WIDTH);
  for (let chunk = 0; chunk < days; chunk += CHUNK_DAYS) {
    const chunkEnd = Math.min(days, chunk + CHUNK_DAYS);
    stream.fill(normals, (chunkEnd - chunk) * NORMALS_PER_DAY);
    for (let day = chunk; day < chunkEnd; day++) {
      const from = (day - chunk) * NORMALS_PER_DAY;
      for (let m = 0; m < WIDTH; m++) {
        fastState[m]! *= PERSISTENCE.fast;
        slowState[m]! *= PERSISTENCE.slow;
      }
      addMixed(fastState, fastMixing, normals, from);
      addMixed(slowState, slowMixing, normals, from + WIDTH);
      const isSpiking = chance.uniform() < spikeChance ? 1 : 0;
      const curve = curveIndex(shape[day]!, isSpiking) * 24 * WIDTH;
      simulateHours(hours, hourState, { normals, from: from + 2 * WIDTH, mixing: hourMixing, curves, curve });
      for (let m = 0; m < WIDTH; m++) {
        const level = demand[m]![day]! + fastShare[m]! * fastState[m]! + slowShare[m]! * slowState[m]!;
        daily[m]![day] = shown(level + secondLargest(hours, m), isPercent[m]!);
        if (!hourly) continue;
        for (let hour = 0; hour < 24; hour++) {
          hourly[m]![day * 24 + hour] = shown(level + hours[hour * WIDTH + m]!, isPercent[m]!);
        }
      }
    }
  }
  const named = (arrays: Float64Array[]) => byMetric((metric) => arrays[METRICS.indexOf(metric)]!);
  return hourly ? { daily: named(daily), hourly: named(hourly) } : { daily: named(daily) };
}

const [NOISE_0, NOISE_1, NOISE_2, NOISE_3, NOISE_4] = METRICS.map((metric) => METRIC_TRAITS[metric].hourNoise) as [
  number,
  number,
  number,
  number,
  number,
];

/**
 * The 24 hours of a day relative to its level: curve plus noise. Nine tenths of a run are spent here, so the five
 * metrics are written out: kept in registers they take half the time of a loop over arrays.
 *
 * @param hours Filled, hour × metric.
 * @param state Noise of the last hour; moved on by a day.
 */
function simulateHours(
  hours: Float64Array,
  state: Float64Array,
  { normals, from, mixing, curves, curve }: {
    normals: Float64Array;
    from: number;
    mixing: Float64Array;
    curves: Float64Array;
    curve: number;
  },
): void {
  const a00 = mixing[0]!, a10 = mixing[5]!, a11 = mixing[6]!, a20 = mixing[10]!, a21 = mixing[11]!, a22 = mixing[12]!;
  const a30 = mixing[15]!, a31 = mixing[16]!, a32 = mixing[17]!, a33 = mixing[18]!;
  const a40 = mixing[20]!, a41 = mixing[21]!, a42 = mixing[22]!, a43 = mixing[23]!, a44 = mixing[24]!;
  const keep = PERSISTENCE.hour;
  let h0 = state[0]!, h1 = state[1]!, h2 = state[2]!, h3 = state[3]!, h4 = state[4]!;
  for (let place = 0; place < 24 * WIDTH; place += WIDTH) {
    const at = from + place, shape = curve + place;
    const n0 = normals[at]!, n1 = normals[at + 1]!, n2 = normals[at + 2]!, n3 = normals[at + 3]!, n4 = normals[at + 4]!;
    h0 = keep * h0 + a00 * n0;
    h1 = keep * h1 + a10 * n0 + a11 * n1;
    h2 = keep * h2 + a20 * n0 + a21 * n1 + a22 * n2;
    h3 = keep * h3 + a30 * n0 + a31 * n1 + a32 * n2 + a33 * n3;
    h4 = keep * h4 + a40 * n0 + a41 * n1 + a42 * n2 + a43 * n3 + a44 * n4;
    hours[place] = curves[shape]! + NOISE_0 * h0;
    hours[place + 1] = curves[shape + 1]! + NOISE_1 * h1;
    hours[place + 2] = curves[shape + 2]! + NOISE_2 * h2;
    hours[place + 3] = curves[shape + 3]! + NOISE_3 * h3;
    hours[place + 4] = curves[shape + 4]! + NOISE_4 * h4;
  }
  state[0] = h0, state[1] = h1, state[2] = h2, state[3] = h3, state[4] = h4;
}

/** Nearest rank: of 24 values the 95th percentile is the 23rd smallest. */
function secondLargest(hours: Float64Array, metric: number): number {
  let first = -Infinity, second = -Infinity;
  for (let place = metric; place < 24 * WIDTH; place += WIDTH) {
    const value = hours[place]!;
    if (value <= second) continue;
    if (value > first) {
      second = first;
      first = value;
    } else {
      second = value;
    }
  }
  return second;
}

/** A logarithm of demand as the gauge shows and stores it. */
function shown(log: number, isPercent: boolean): number {
  const demand = Math.exp(log);
  return Math.round((isPercent ? boundedPercent(demand) : demand) * 100) / 100;
}

/** The factor that mixes fresh normals into states of a given persistence, so that their variance stays 1. */
function fresh(mixing: Float64Array, persistence: number): Float64Array {
  return mixing.map((value) => value * Math.sqrt(1 - persistence * persistence));
}

/** state += mixing · normals[from …] (lower triangle). */
function addMixed(state: Float64Array, mixing: Float64Array, normals: Float64Array, from: number): void {
  for (let row = 0; row < WIDTH; row++) {
    let sum = 0;
    for (let column = 0; column <= row; column++) sum += mixing[row * WIDTH + column]! * normals[from + column]!;
    state[row]! += sum;
  }
}

/** The hour curves of a server in UTC, laid out as curve × hour × metric, so that E[p95] is exactly the demand. */
function curvesOf(plan: ServerPlan): Float64Array {
  const curves = new Float64Array(CURVES * 24 * WIDTH);
  const archetype = ARCHETYPES[plan.placement.type];
  for (const [m, metric] of METRICS.entries()) {
    for (let index = 0; index < CURVES; index++) {
      const shape = index >> 1;
      const isSpiking = index === curveIndex(shape, 1);
      const hours = hourCurve(archetype, metric, DAY_SHAPES[shape]!, {
        amplitude: plan.identity.hourAmplitude,
        isSpiking,
      });
      // A spike comes on top of a normal day, so both share the normal day's zero.
      const normalDay = plan.busiestHours[metric][curveIndex(shape, 0)]!;
      const zero = normalDay.mean + (normalDay.sd ** 2 + plan.identity.dayNoise[metric] ** 2) / 2;
      for (let hour = 0; hour < 24; hour++) {
        const local = (hour + plan.utcOffsetHours + 24) % 24;
        curves[(index * 24 + hour) * WIDTH + m] = hours[local]! - zero;
      }
    }
  }
  return curves;
}
