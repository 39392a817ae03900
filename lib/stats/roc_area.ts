/** The area under the ROC curve: how well a score tells two kinds apart. */
import { averageRanks } from "./average_ranks.ts";

/**
 * The chance that a random positive scores higher than a random negative, ties counted half.
 *
 * @param scores Finite, any unit.
 * @param isPositive One flag per score.
 * @returns 0 to 1, 0.5 = cannot tell; `NaN` when one kind is absent.
 * @see Hanley and McNeil, The meaning and use of the area under a receiver operating characteristic curve (1982)
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { rocArea } from "@lib/stats/roc_area.ts";
 * strictEqual(rocArea(Float64Array.of(0.9, 0.4, 0.6, 0.1), [true, true, false, false]), 0.75);
 * ```
 */
export function rocArea(scores: Float64Array, isPositive: readonly boolean[]): number {
  const ranks = averageRanks(scores);
  let positives = 0, sum = 0;
  for (let place = 0; place < ranks.length; place++) {
    if (!isPositive[place]) continue;
    positives++;
    sum += ranks[place]!;
  }
  return (sum - positives * (positives + 1) / 2) / (positives * (ranks.length - positives));
}
