/** What tests of formats ask of the readings. */
import type { ReadingBatch } from "@lib/core/reading_batch.ts";

/** Times and values of a metric of a server, in the order of the file. */
export function readingsOf(
  batches: readonly ReadingBatch[],
  serverId: string,
  metric: string,
): { times: string[]; values: number[]; unit: string | undefined } {
  const own = batches.filter((batch) => batch.serverId === serverId && batch.metric === metric);
  return {
    times: own.flatMap(({ timestamps }) => [...timestamps].map((ms) => new Date(ms).toISOString())),
    values: own.flatMap(({ values }) => [...values]),
    unit: own[0]?.unit,
  };
}
