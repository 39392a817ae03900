/** How far apart the readings of a sampler usually are. */
import { orderStatistic } from "./order_statistic.ts";

/** How far a step may be from the usual one, as a share of it. */
const JITTER = 0.1;
/** How many usual steps make a hole. */
const HOLE = 10;

/**
 * A step that at least half of the steps keep, jitter aside; of an irregular sampler, the mean of its steps without the
 * holes, so that as many readings are expected as ordinarily come.
 *
 * @param steps Times between readings that follow one another, of any unit, above 0; reordered in place.
 * @returns `NaN` of nothing.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { usualStep } from "@lib/stats/usual_step.ts";
 * strictEqual(usualStep(Float64Array.of(300, 301, 300, 7200)), 300);
 * strictEqual(usualStep(Float64Array.of(10, 20, 30, 60, 90, 9000)), 42);
 * ```
 */
export function usualStep(steps: Float64Array): number {
  if (steps.length === 0) return NaN;
  // The lower of two middles: of a step and a hole, the step.
  const median = orderStatistic(steps, (steps.length - 1) >> 1);
  let regular = 0, ordinary = 0, sum = 0;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index]!;
    if (Math.abs(step - median) <= JITTER * median) regular++;
    if (step > HOLE * median) continue;
    ordinary++;
    sum += step;
  }
  return 2 * regular >= steps.length ? median : sum / ordinary;
}
