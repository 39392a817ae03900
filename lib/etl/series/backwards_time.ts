/** Files whose clock runs backwards. */
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import type { Ledger } from "../ledger.ts";
import { firstBackwards } from "./reading_order.ts";
import { BACKWARDS_RULE } from "../rules.ts";

/**
 * Flags the first reading of a series that is older than the one before it in the same file. The readings are put in
 * order and used; the entry says that the file was not written by a clock that only goes forward. Files in any order are
 * nothing to flag.
 *
 * @param batches Batches of one metric of one server, in the order in which they came.
 */
export function noteBackwardsTime(batches: readonly ReadingBatch[], ledger: Ledger): void {
  for (const { serverId, metric, timestamps, values, sourceFile, sourceRows } of batches) {
    const index = firstBackwards(timestamps);
    if (index < 0) continue;
    ledger.add({
      serverId,
      metric,
      timestamp: timestamps[index]!,
      action: "flagged",
      rule: BACKWARDS_RULE,
      before: values[index]!,
      after: values[index]!,
      sourceFile,
      sourceRow: sourceRows[index]!,
    });
    return;
  }
}
