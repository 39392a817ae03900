/** All readings of a server at once. */
import { CapacityError } from "@lib/core/errors.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";

/**
 * How the batches of the servers follow one another: `together` promises that those of a server come in one run, and then
 * only one server's readings are in memory; with `anywhere` everything is collected first.
 */
export type ServersCome = "together" | "anywhere";

/**
 * The batches of each server, in the order of the servers' first batches.
 *
 * @throws {CapacityError} when a server comes back although `come` is `together`.
 */
export async function* serversTogether(
  readings: AsyncIterable<ReadingBatch> | Iterable<ReadingBatch>,
  come: ServersCome = "anywhere",
): AsyncGenerator<ReadingBatch[]> {
  const waiting = new Map<string, ReadingBatch[]>();
  const done = new Set<string>();
  for await (const batch of readings) {
    const batches = waiting.get(batch.serverId);
    if (batches) {
      batches.push(batch);
      continue;
    }
    if (come === "together") {
      yield* waiting.values();
      for (const serverId of waiting.keys()) done.add(serverId);
      waiting.clear();
    }
    if (done.has(batch.serverId)) {
      throw new CapacityError("Cannot clean readings: expected each server's readings together, got one twice", {
        place: { file: batch.sourceFile, server: batch.serverId },
        remedy: "order the readings by server",
      });
    }
    waiting.set(batch.serverId, [batch]);
  }
  yield* waiting.values();
}
