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
  const dayNoise = METRICS.map((metric) => plan.identity.dayNoise[metric]);

  const mixing = scene.mixing(type);
  const hours = mixed(mixing, PERSISTENCE.hour), fast = mixed(mixing, PERSISTENCE.fast);
  const slow = mixed(mixing, PERSISTENCE.slow);
  const fastShare = METRICS.map((metric, m) => dayNoise[m]! * Math.sqrt(1 - METRIC_TRAITS[metric].slow));
  const slowShare = METRICS.map((metric, m) => dayNoise[m]! * Math.sqrt(METRIC_TRAITS[metric].slow));
  const [s0, s1, s2, s3, s4] = METRICS.map((metric) => METRIC_TRAITS[metric].hourNoise) as Five;
  const [a00, , , , , a10, a11, , , , a20, a21, a22, , , a30, a31, a32, a33, , a40, a41, a42, a43, a44] = hours;

  // The states begin as old as the process: stationary, not at zero.
  const normals = new Float64Array(CHUNK_DAYS * NORMALS_PER_DAY);
  stream.fill(normals, 3 * WIDTH);
  const hourState = new Float64Array(WIDTH), fastState = new Float64Array(WIDTH), slowState = new Float64Array(WIDTH);
  addMixed(hourState, mixing, normals, 0);
  addMixed(fastState, mixing, normals, WIDTH);
  addMixed(slowState, mixing, normals, 2 * WIDTH);
  let [h0, h1, h2, h3, h4] = hourState as unknown as Five;
  const keep = PERSISTENCE.hour;

  for (let chunk = 0; chunk < days; chunk += CHUNK_DAYS) {
    const chunkEnd = Math.min(days, chunk + CHUNK_DAYS);
    stream.fill(normals, (chunkEnd - chunk) * NORMALS_PER_DAY);
    let at = 0;
    for (let day = chunk; day < chunkEnd; day++) {
      for (let m = 0; m < WIDTH; m++) {
        fastState[m]! *= PERSISTENCE.fast;
        slowState[m]! *= PERSISTENCE.slow;
      }
      addMixed(fastState, fast, normals, at);
      addMixed(slowState, slow, normals, at + WIDTH);
      at += 2 * WIDTH;
      const spiking = chance.uniform() < spikeChance ? 1 : 0;
      let curve = curveIndex(shape[day]!, spiking) * 24 * WIDTH;
      let f0 = -Infinity, f1 = -Infinity, f2 = -Infinity, f3 = -Infinity, f4 = -Infinity;
      let p0 = -Infinity, p1 = -Infinity, p2 = -Infinity, p3 = -Infinity, p4 = -Infinity;
      for (let hour = 0; hour < 24; hour++, at += WIDTH, curve += WIDTH) {
        const n0 = normals[at]!, n1 = normals[at + 1]!, n2 = normals[at + 2]!, n3 = normals[at + 3]!;
        const n4 = normals[at + 4]!;
        h0 = keep * h0 + a00! * n0;
        h1 = keep * h1 + a10! * n0 + a11! * n1;
        h2 = keep * h2 + a20! * n0 + a21! * n1 + a22! * n2;
        h3 = keep * h3 + a30! * n0 + a31! * n1 + a32! * n2 + a33! * n3;
        h4 = keep * h4 + a40! * n0 + a41! * n1 + a42! * n2 + a43! * n3 + a44! * n4;
        const v0 = curves[curve]! + s0 * h0, v1 = curves[curve + 1]! + s1 * h1, v2 = curves[curve + 2]! + s2 * h2;
        const v3 = curves[curve + 3]! + s3 * h3, v4 = curves[curve + 4]! + s4 * h4;
        // f is the busiest hour so far, p the second busiest.
        if (v0 > p0) v0 > f0 ? (p0 = f0, f0 = v0) : (p0 = v0);
        if (v1 > p1) v1 > f1 ? (p1 = f1, f1 = v1) : (p1 = v1);
        if (v2 > p2) v2 > f2 ? (p2 = f2, f2 = v2) : (p2 = v2);
        if (v3 > p3) v3 > f3 ? (p3 = f3, f3 = v3) : (p3 = v3);
        if (v4 > p4) v4 > f4 ? (p4 = f4, f4 = v4) : (p4 = v4);
        if (hourly) {
          const place = day * 24 + hour;
          hourly[0]![place] = v0, hourly[1]![place] = v1, hourly[2]![place] = v2;
          hourly[3]![place] = v3, hourly[4]![place] = v4;
        }
      }
      for (let m = 0; m < WIDTH; m++) {
        const second = m === 0 ? p0 : m === 1 ? p1 : m === 2 ? p2 : m === 3 ? p3 : p4;
        const level = demand[m]![day]! + fastShare[m]! * fastState[m]! + slowShare[m]! * slowState[m]!;
        daily[m]![day] = shown(METRICS[m]!, level + second);
        if (hourly) {
          const values = hourly[m]!;
          for (let place = day * 24; place < day * 24 + 24; place++) {
            values[place] = shown(METRICS[m]!, level + values[place]!);
          }
        }
      }
    }
  }
  const named = (arrays: Float64Array[]) => byMetric((metric) => arrays[METRICS.indexOf(metric)]!);
  return hourly ? { daily: named(daily), hourly: named(hourly) } : { daily: named(daily) };
}

type Five = [number, number, number, number, number];

/** A logarithm of demand as the gauge shows and stores it. */
function shown(metric: Metric, log: number): number {
  const demand = Math.exp(log);
  return Math.round((METRIC_INFO[metric].max === 100 ? boundedPercent(demand) : demand) * 100) / 100;
}

/** The factor that mixes fresh normals into states of a given persistence, so that their variance stays 1. */
function mixed(mixing: Float64Array, persistence: number): Float64Array {
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
