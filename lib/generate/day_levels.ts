/** The level of each day of a server: its expected demand plus the noise that persists from day to day and over weeks. */
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { randomFor } from "@lib/core/random.ts";
import { fillInnovations, generatorState } from "./innovations.ts";
import { addMixed, ownPart, scaledRows } from "./mixing.ts";
import type { Scene } from "./scene.ts";
import type { ServerPlan } from "./server_plan.ts";

const WIDTH = METRICS.length;

/** The level of every day and metric (day × metric): expected demand plus the noise from day to day. */
export function dayLevels(scene: Scene, plan: ServerPlan, mixing: Float64Array): Float64Array {
  const { persistence: { fast, slow }, shared } = scene.profile.noise;
  const { identity, traits } = plan;
  const days = plan.calendar.length;
  const { steps, levels } = scene.scratch;
  fillInnovations(generatorState(randomFor(scene.options.seed, "days", plan.placement.index)), steps);
  for (let m = 0; m < WIDTH; m++) {
    const demand = plan.logDemand[METRICS[m]!];
    for (let day = 0; day < days; day++) levels[day * WIDTH + m] = demand[day]!;
  }
  const own = ownPart(mixing, shared.day);
  const parts = [
    { keep: fast, share: (metric: Metric) => 1 - traits[metric].slow, common: scene.sharedDays.fast },
    { keep: slow, share: (metric: Metric) => traits[metric].slow, common: scene.sharedDays.slow },
  ];
  for (const [part, { keep, share, common }] of parts.entries()) {
    const sizes = METRICS.map((metric) => identity.dayNoise[metric] * Math.sqrt(share(metric)));
    const state = new Float64Array(WIDTH);
    addMixed(state, scaledRows(own, sizes), steps, part * WIDTH);
    const fresh = scaledRows(own, sizes.map((size) => size * Math.sqrt(1 - keep * keep)));
    addDayNoise(levels, state, { keep, fresh, steps, from: (2 + part) * WIDTH });
    if (shared.day === 0) continue;
    for (let m = 0; m < WIDTH; m++) {
      const size = sizes[m]! * Math.sqrt(shared.day) * mixing[m * WIDTH]!;
      for (let day = 0; day < days; day++) levels[day * WIDTH + m]! += size * common[day]!;
    }
  }
  return levels;
}

/**
 * Adds noise that persists from day to day, written out for the same reason as the hours.
 *
 * @param levels Day × metric.
 * @param state Noise of the day before the first.
 * @param from Where the first day's steps begin; every other row of steps is the other part's.
 */
function addDayNoise(
  levels: Float64Array,
  state: Float64Array,
  { keep, fresh, steps, from }: { keep: number; fresh: Float64Array; steps: Float64Array; from: number },
): void {
  const s00 = fresh[0]!, s10 = fresh[5]!, s11 = fresh[6]!, s20 = fresh[10]!, s21 = fresh[11]!, s22 = fresh[12]!;
  const s30 = fresh[15]!, s31 = fresh[16]!, s32 = fresh[17]!, s33 = fresh[18]!, s44 = fresh[24]!;
  const follow = fresh[23]! / s33;
  let d0 = state[0]!, d1 = state[1]!, d2 = state[2]!, d3 = state[3]!, d4 = state[4]!;
  for (let row = 0, at = from; row < levels.length; row += WIDTH, at += 2 * WIDTH) {
    const n0 = steps[at]!, n1 = steps[at + 1]!, n2 = steps[at + 2]!, n3 = steps[at + 3]!;
    const inward = s30 * n0 + s31 * n1 + s32 * n2 + s33 * n3;
    d0 = keep * d0 + s00 * n0;
    d1 = keep * d1 + s10 * n0 + s11 * n1;
    d2 = keep * d2 + s20 * n0 + s21 * n1 + s22 * n2;
    d3 = keep * d3 + inward;
    d4 = keep * d4 + follow * inward + s44 * steps[at + 4]!;
    levels[row]! += d0;
    levels[row + 1]! += d1;
    levels[row + 2]! += d2;
    levels[row + 3]! += d3;
    levels[row + 4]! += d4;
  }
}
