/** Readings on their way, and what was seen of them afterwards. */
import type { ReadingBatch } from "@lib/core/mod.ts";
import { type Seen, Tally } from "@lib/ingest/mod.ts";

/** Readings, and what passed of them so far. */
export interface WatchedReadings {
  readonly readings: AsyncIterable<ReadingBatch>;
  seen(): Seen;
}

/** Lets readings pass and counts them; its memory grows with the series, not with the readings. */
export function watched(readings: AsyncIterable<ReadingBatch>): WatchedReadings {
  const tally = new Tally();
  async function* pass(): AsyncGenerator<ReadingBatch> {
    for await (const batch of readings) {
      tally.add(batch, 0);
      yield batch;
    }
  }
  return { readings: pass(), seen: () => tally.seen() };
}
