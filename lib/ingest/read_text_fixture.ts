/** Readings of a text, one line each: for tests. */
import { collectReadings } from "./collect.ts";
import type { IngestOptions } from "./ingest.ts";
import { memoryFile } from "./memory_file.ts";
import type { IngestSummary } from "./summary.ts";

/** What came out of a text. */
export interface ReadText {
  /** `server metric unit time value`, in the order of the batches. */
  readonly lines: readonly string[];
  readonly summary: IngestSummary;
}

/** Reads a file with the given content. */
export async function readText(
  content: string | Uint8Array,
  { name = "export.csv", ...options }: IngestOptions & { name?: string } = {},
): Promise<ReadText> {
  const { batches, summary } = await collectReadings([memoryFile(name, content)], options);
  const lines = batches.flatMap(({ serverId, metric, unit, timestamps, values }) =>
    Array.from(values, (value, index) => {
      const time = new Date(timestamps[index]!).toISOString().replace(".000Z", "Z").replace("T00:00:00Z", "");
      return `${serverId} ${metric} ${unit} ${time} ${value}`;
    })
  );
  return { lines, summary };
}
