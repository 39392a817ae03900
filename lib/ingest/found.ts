/** What an ingest found, as the manifest keeps it. */
import type { IngestSummary } from "./summary.ts";

/** The facts of an ingest without its servers' names and inventory, which have tables of their own. */
export interface Found extends Omit<IngestSummary, "servers" | "facts" | "notes"> {
  /** Number of servers. */
  readonly servers: number;
}

/** Sums up for the manifest. */
export function foundIn({ servers, facts: _, notes: __, ...found }: IngestSummary): Found {
  return { ...found, servers: servers.length };
}
