/** The user's word on what the columns mean; it overrules every guess. */
import { z } from "zod";
import { CapacityError } from "@lib/core/errors.ts";
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import type { MetricGuess } from "./metric_guess.ts";
import { unitFactor } from "./units.ts";

/** One column, or in a tidy file one name in the metric column. */
export interface MappedMetric {
  /** One of READING_METRICS, or any other name for a metric of the source's own. */
  readonly metric: string;
  /** Unit of the values in the file, for example `percent`, `fraction`, `Mbps`, `KB/s`. */
  readonly unit: string;
}

/** Names of columns, as the file has them. What is absent is guessed. */
export interface ColumnMap {
  readonly timestamp?: string | undefined;
  readonly server?: string | undefined;
  /** Tidy files: the column that names the metric. */
  readonly metric?: string | undefined;
  /** Tidy files: the column with the value. */
  readonly value?: string | undefined;
  /** The only columns (or metric names) to read, with their meaning. */
  readonly columns?: Readonly<Record<string, MappedMetric>> | undefined;
}

const SCHEMA = z.strictObject({
  timestamp: z.string().optional(),
  server: z.string().optional(),
  metric: z.string().optional(),
  value: z.string().optional(),
  columns: z.record(z.string(), z.strictObject({ metric: z.string().min(1), unit: z.string().min(1) })).optional(),
});

/**
 * A column map from parsed YAML or JSON.
 *
 * @param file Name for the error.
 * @throws {CapacityError} naming the first wrong key.
 */
export function parseColumnMap(value: unknown, file: string): ColumnMap {
  const parsed = SCHEMA.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CapacityError(`Cannot use the column map: ${issue?.message ?? "expected names of columns"}`, {
    place: { file, column: issue?.path.join(".") || "(top level)" },
    remedy: "it has timestamp, server, metric, value and columns: {name: {metric, unit}}",
  });
}

/**
 * The meaning that a map gives to a column.
 *
 * @throws {CapacityError} when the metric is one of the fleet's and cannot be made from the unit.
 */
export function mappedMetric(column: string, { metric, unit }: MappedMetric): MetricGuess {
  const name = METRICS.find((daily) => daily === metric || METRIC_INFO[daily].reading === metric);
  if (!name) return { metric, unit, factor: 1, because: "column map" };
  const { reading, unit: own } = METRIC_INFO[name];
  const factor = unitFactor(own, unit);
  if (factor === undefined) {
    throw new CapacityError(`Cannot use the column map: expected a unit of ${own} for ${reading}, got "${unit}"`, {
      place: { column },
      remedy: own === "percent" ? "give percent or fraction" : "give Mbps, kbps, bps, B/s, KB/s or MB/s",
    });
  }
  return { metric: reading, unit: own, factor, because: "column map" };
}
