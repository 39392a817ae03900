/**
 * One server, hour by hour: demand, noise that persists, spikes. The daily p95 is the second busiest of the 24 hours.
 *
 * Everything adds up in logarithms and the gauge keeps the order of values, so only the second busiest hour of a day
 * needs to be read from the gauge.
 */
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { randomFor } from "@lib/core/random.ts";
import { byMetric } from "./by_metric.ts";
import { dayLevels } from "./day_levels.ts";
import { type Gauge, shownBy, stored } from "./gauge.ts";
import { curveIndex, CURVES } from "./hour_curves.ts";
import { fillInnovations, generatorState, HIGH_BITS, LOW_BITS, STEPS } from "./innovations.ts";
import { addMixed, mixingOf, ownPart, scaledRows } from "./mixing.ts";
import { originalValues } from "./original/values.ts";
import type { Scene } from "./scene.ts";
import { type ServerPlan, zeroOf } from "./server_plan.ts";

const WIDTH = METRICS.length;
/** Hours of a day for all metrics. */
const DAY = 24 * WIDTH;
/**
 * Logarithms of hours are kept as whole numbers of this many parts: whole numbers find their second largest without a
 * branch, and the branch that no processor can foresee would take more time than everything else.
 */
const PARTS = 2 ** 24;

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
  if (scene.profile.formula === "original") return originalServer(scene, plan, grain);
  const { seed } = scene.options;
  const { noise, latent } = scene.profile;
  const { placement: { index, type }, identity, archetype, effects: { shape } } = plan;
  const days = plan.calendar.length;
  const mixing = mixingOf(latent[type] ?? archetype.correlations, noise.outWithIn, identity.coupling);
  const hourMixing = ownPart(mixing, noise.shared.hour);
  const levels = dayLevels(scene, plan, mixing);
  const generator = generatorState(randomFor(seed, "noise", index));
  const chance = randomFor(seed, "spikes", index);
  const curves = curvesOf(plan);

  const keep = noise.persistence.hour;
  const scale = METRICS.map((metric) => identity.hourNoise[metric] * PARTS);
  const steps = scaledRows(hourMixing, scale.map((value) => value * Math.sqrt(1 - keep * keep)));
  const common = METRICS.map((_, m) => scale[m]! * Math.sqrt(noise.shared.hour) * mixing[m * WIDTH]!);
  // The noise begins as old as the process: stationary, not at zero.
  const first = new Float64Array(WIDTH + 1), state = new Float64Array(WIDTH);
  fillInnovations(generator, first);
  addMixed(state, scaledRows(hourMixing, scale), first, 0);

  const daily = METRICS.map(() => new Float64Array(days));
  const hourly = grain === "hourly" ? METRICS.map(() => new Float64Array(days * 24)) : undefined;
  const gauges = METRICS.map((metric) => plan.gauges[metric]);
  const hours = new Int32Array(DAY);
  const run: HourRun = { generator, keep, steps, curves };
  for (let day = 0; day < days; day++) {
    const isSpiking = chance.uniform() < archetype.spike.chance ? 1 : 0;
    simulateHours(hours, state, run, curveIndex(shape[day]!, isSpiking) * DAY);
    if (noise.shared.hour > 0) addCommon(hours, common, scene.sharedHours, day * 24);
    showDay(daily, day, gauges, levels, hours);
    if (hourly) showHours(hourly, day, gauges, levels, hours);
  }
  const named = (arrays: Float64Array[]) => byMetric((metric) => arrays[METRICS.indexOf(metric)]!);
  return hourly ? { daily: named(daily), hourly: named(hourly) } : { daily: named(daily) };
}

/** What the gauges show of a day: its second busiest hour. */
function showDay(
  daily: readonly Float64Array[],
  day: number,
  gauges: readonly Gauge[],
  levels: Float64Array,
  hours: Int32Array,
): void {
  for (let m = 0; m < WIDTH; m++) {
    const log = levels[day * WIDTH + m]! + secondLargest(hours, m * 24) / PARTS;
    daily[m]![day] = stored(shownBy(gauges[m]!, log));
  }
}

/** What the gauges show of the hours of a day. */
function showHours(
  hourly: readonly Float64Array[],
  day: number,
  gauges: readonly Gauge[],
  levels: Float64Array,
  hours: Int32Array,
): void {
  for (let m = 0; m < WIDTH; m++) {
    for (let hour = 0; hour < 24; hour++) {
      const log = levels[day * WIDTH + m]! + hours[m * 24 + hour]! / PARTS;
      hourly[m]![day * 24 + hour] = stored(shownBy(gauges[m]!, log));
    }
  }
}

/** A server of the original; its hours are drawn beside its days, as there, and are no part of them. */
function originalServer(scene: Scene, plan: ServerPlan, grain: "daily" | "hourly"): ServerValues {
  const { seed, start, days } = scene.options;
  const { index, type } = plan.placement;
  const daily = originalValues(seed, index, type, { start, days });
  return grain === "daily" ? { daily } : { daily, hourly: originalValues(seed, index, type, { start, days, grain }) };
}

/** What the hours of a server have in common. */
interface HourRun {
  readonly generator: Int32Array;
  readonly keep: number;
  /** Mixing matrix times the size of a fresh step of each metric. */
  readonly steps: Float64Array;
  readonly curves: Float64Array;
}

/**
 * The 24 hours of a day relative to its level: curve plus noise. Most of a run is spent here: the five metrics and the
 * generator are written out, because in registers they take a third of the time of loops over arrays.
 *
 * @param hours Filled, metric × hour, in parts.
 * @param state Noise of the last hour, in parts; moved on by a day.
 * @param curve Where the day's curve begins among the curves (hour × metric).
 */
function simulateHours(
  hours: Int32Array,
  state: Float64Array,
  { generator, keep, steps, curves }: HourRun,
  curve: number,
): void {
  const s00 = steps[0]!, s10 = steps[5]!, s11 = steps[6]!, s20 = steps[10]!, s21 = steps[11]!, s22 = steps[12]!;
  const s30 = steps[15]!, s31 = steps[16]!, s32 = steps[17]!, s33 = steps[18]!;
  // Outgoing traffic has the steps of incoming traffic, and its own (see mixingOf).
  const follow = steps[23]! / s33, s44 = steps[24]!;
  const table = STEPS;
  let h0 = state[0]!, h1 = state[1]!, h2 = state[2]!, h3 = state[3]!, h4 = state[4]!;
  let a = generator[0]!, b = generator[1]!, c = generator[2]!, d = generator[3]!;
  for (let hour = 0, at = curve; hour < 24; hour++, at += WIDTH) {
    let sum = (a + d) | 0, draw = (((sum << 7) | (sum >>> 25)) + a) | 0, t = b << 9;
    c ^= a, d ^= b, b ^= c, a ^= d, c ^= t, d = (d << 11) | (d >>> 21);
    const n0 = table[draw & LOW_BITS]!, n1 = table[draw >>> HIGH_BITS]!;
    sum = (a + d) | 0, draw = (((sum << 7) | (sum >>> 25)) + a) | 0, t = b << 9;
    c ^= a, d ^= b, b ^= c, a ^= d, c ^= t, d = (d << 11) | (d >>> 21);
    const n2 = table[draw & LOW_BITS]!, n3 = table[draw >>> HIGH_BITS]!;
    sum = (a + d) | 0, draw = (((sum << 7) | (sum >>> 25)) + a) | 0, t = b << 9;
    c ^= a, d ^= b, b ^= c, a ^= d, c ^= t, d = (d << 11) | (d >>> 21);
    const n4 = table[draw >>> HIGH_BITS]!;
    h0 = keep * h0 + s00 * n0;
    h1 = keep * h1 + s10 * n0 + s11 * n1;
    h2 = keep * h2 + s20 * n0 + s21 * n1 + s22 * n2;
    const inward = s30 * n0 + s31 * n1 + s32 * n2 + s33 * n3;
    h3 = keep * h3 + inward;
    h4 = keep * h4 + follow * inward + s44 * n4;
    hours[hour] = curves[at]! + h0;
    hours[hour + 24] = curves[at + 1]! + h1;
    hours[hour + 48] = curves[at + 2]! + h2;
    hours[hour + 72] = curves[at + 3]! + h3;
    hours[hour + 96] = curves[at + 4]! + h4;
  }
  generator[0] = a, generator[1] = b, generator[2] = c, generator[3] = d;
  state[0] = h0, state[1] = h1, state[2] = h2, state[3] = h3, state[4] = h4;
}

/** Adds to the hours of a day what all servers have in common. */
function addCommon(hours: Int32Array, sizes: readonly number[], shared: Float64Array, firstHour: number): void {
  for (let m = 0; m < WIDTH; m++) {
    for (let hour = 0; hour < 24; hour++) hours[m * 24 + hour]! += sizes[m]! * shared[firstHour + hour]!;
  }
}

/** Nearest rank: of 24 values the 95th percentile is the 23rd smallest. Without a branch (see PARTS). */
function secondLargest(hours: Int32Array, from: number): number {
  let first = -0x3fff_ffff, second = -0x3fff_ffff;
  for (let place = from; place < from + 24; place++) {
    const value = hours[place]!;
    const rise = (first - value) & ((first - value) >> 31);
    first = (first - rise) | 0;
    const lower = (value + rise) | 0;
    const gain = (second - lower) & ((second - lower) >> 31);
    second = (second - gain) | 0;
  }
  return second;
}

/** The hour curves of a server in UTC, curve × hour × metric, in parts, so that E[p95] is exactly the demand. */
function curvesOf(plan: ServerPlan): Float64Array {
  const curves = new Float64Array(CURVES * DAY);
  for (const [m, metric] of METRICS.entries()) {
    for (let curve = 0; curve < CURVES; curve++) {
      const { values } = plan.curves[metric][curve]!;
      const zero = zeroOf(plan, metric, curve >> 1);
      for (let hour = 0; hour < 24; hour++) {
        const local = (hour + plan.utcOffsetHours + 24) % 24;
        curves[curve * DAY + hour * WIDTH + m] = (plan.identity.hourAmplitude * values[local]! - zero) * PARTS;
      }
    }
  }
  return curves;
}
