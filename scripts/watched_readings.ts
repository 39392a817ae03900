/** Readings on their way, and what was seen of them afterwards. */
import { DAY_MS, isoDate, type ReadingBatch } from "@lib/core/mod.ts";
import { type Sampling, SamplingTally } from "@lib/ingest/mod.ts";

/** What passed; the summary of an ingest tells it too. */
export interface Seen {
  readonly readings: number;
  readonly servers: readonly string[];
  /** ISO dates. */
  readonly first: string;
  readonly last: string;
  readonly metrics: readonly { readonly metric: string; readonly unit: string; readonly readings: number }[];
  readonly sampling: Sampling;
}

/** Readings, and what passed of them so far. */
export interface WatchedReadings {
  readonly readings: AsyncIterable<ReadingBatch>;
  seen(): Seen;
}

/** Lets readings pass and counts them; its memory grows with the series, not with the readings. */
export function watched(readings: AsyncIterable<ReadingBatch>): WatchedReadings {
  const tally = new SamplingTally(), servers = new Set<string>();
  const metrics = new Map<string, { metric: string; unit: string; readings: number }>();
  let first = Infinity, last = -Infinity;
  async function* pass(): AsyncGenerator<ReadingBatch> {
    for await (const batch of readings) {
      tally.add(batch);
      servers.add(batch.serverId);
      const { metric, unit, timestamps } = batch, key = `${metric}\u0000${unit}`;
      const sum = metrics.get(key) ?? { metric, unit, readings: 0 };
      metrics.set(key, sum);
      sum.readings += timestamps.length;
      for (let index = 0; index < timestamps.length; index++) {
        const time = timestamps[index]!;
        if (time < first) first = time;
        if (time > last) last = time;
      }
      yield batch;
    }
  }
  return {
    readings: pass(),
    seen: () => ({
      readings: [...metrics.values()].reduce((sum, { readings }) => sum + readings, 0),
      servers: [...servers],
      first: isoDate(Math.floor(first / DAY_MS)),
      last: isoDate(Math.floor(last / DAY_MS)),
      metrics: [...metrics.values()],
      sampling: tally.sampling(),
    }),
  };
}
