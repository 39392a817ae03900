/** What a run of `capacity generate` makes, as plain data that a worker can be told. */
import { METRICS } from "@lib/core/metric.ts";
import {
  FLEET,
  READINGS,
  SAMPLE,
  SERVER_METRICS,
  SERVER_METRICS_RAW,
  TRUTH_DAILY,
  TRUTH_EVENTS,
  TRUTH_SERVERS,
} from "@lib/core/bronze_tables.ts";
import type { TableContract } from "@lib/core/table.ts";
import type { ServerRange } from "@lib/generate/fleet.ts";
import type { FleetOptions } from "@lib/generate/options.ts";
import type { TableFormat } from "@lib/io/table_files.ts";

/** The measured table of a run. */
export const MEASURED = { daily: SERVER_METRICS, hourly: READINGS, sample: SAMPLE } as const;
/** What is measured: daily values, every hour as a reading, or the sample's hours. */
export type Grain = keyof typeof MEASURED;

/** A run. */
export interface FleetJob {
  readonly options: Omit<FleetOptions, "onProgress"> & { readonly servers: number; readonly days: number };
  readonly grain: Grain;
  /** Hours of each server, of a sample. */
  readonly sampleHours?: number;
  /** Whether the daily truth is written. */
  readonly truth: boolean;
  /** Whether defects are planted into the daily rows; default no. */
  readonly defects?: boolean;
  /** Formats of the measured table; the others are Parquet. */
  readonly formats: readonly TableFormat[];
  /** Servers of a bucket; a fleet that is no larger is written as one file per table. */
  readonly serversPerBucket: number;
  /** What the Parquet files say of the run. */
  readonly facts: Readonly<Record<string, string>>;
}

/**
 * Rows of the measured table that are held in memory at once: enough for a good file, few enough for many workers.
 * A daily row is wider than a reading.
 */
const ROWS_AT_ONCE: Readonly<Record<Grain, number>> = { daily: 200_000, hourly: 500_000, sample: 500_000 };

/** Servers of a bucket: a function of the run's days and grain only, so that workers do not change the files. */
export function serversPerBucket(grain: Grain, days: number): number {
  const rowsPerServer = { daily: days, hourly: 24 * days * METRICS.length, sample: 24 * days }[grain];
  return Math.max(1, Math.floor(ROWS_AT_ONCE[grain] / rowsPerServer));
}

/** The buckets of a run, in order. */
export function bucketsOf({ options: { servers }, serversPerBucket }: FleetJob): ServerRange[] {
  return Array.from({ length: Math.ceil(servers / serversPerBucket) }, (_, bucket) => ({
    from: bucket * serversPerBucket,
    to: Math.min(servers, (bucket + 1) * serversPerBucket),
  }));
}

/** The contract of the measured table: rows with defects keep a weaker one, in a file of the same name. */
export function measuredContract({ grain, defects = false }: FleetJob): TableContract {
  return defects ? SERVER_METRICS_RAW : MEASURED[grain];
}

/** The tables of a run. */
export function contractsOf(job: FleetJob): TableContract[] {
  if (job.grain === "sample") return [SAMPLE, FLEET];
  return [measuredContract(job), FLEET, TRUTH_EVENTS, TRUTH_SERVERS, ...job.truth ? [TRUTH_DAILY] : []];
}
