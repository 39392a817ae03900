/** The user's word on what the columns mean; it overrules every guess. */
import { z } from "zod";
import { CapacityError } from "@lib/core/errors.ts";
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { counterOf } from "@lib/core/reading_batch.ts";
import type { ColumnMeaning } from "./metric_guess.ts";
import { PERCENT_OR_FRACTION, ratioOfUnits, unitFactor } from "./units.ts";

/** One column, or in a tidy file one name in the metric column. */
export interface MappedMetric {
  /** One of READING_METRICS, or any other name for a metric of the source's own. */
  readonly metric: string;
  /**
   * Unit of the values in the file, for example `percent`, `fraction`, `percent or fraction` (the largest value decides),
   * `Mbps`, `KB/s`; of a counter the unit that it counts, for example `bytes`. With `per` it is that of the quotient, for
   * example `MB/GB`, and may be left out: a fraction.
   */
  readonly unit?: string | undefined;
  /** Whether the values only ever grow, and their growth is what counts. */
  readonly counter?: boolean | undefined;
  /** Column of the capacity that the values are divided by. */
  readonly per?: string | undefined;
}

/** All columns of numbers are servers, with one metric between them. */
export interface ServerColumns extends MappedMetric {
  /** Names of the columns; default: all that are nothing else. */
  readonly names?: readonly string[] | undefined;
}

/** Names of columns, as the file has them (`"1"`, `"2"` … in a file without a header). What is absent is guessed. */
export interface ColumnMap {
  /** False = the first row is data already. */
  readonly header?: boolean | undefined;
  /** Decimal mark of the numbers; the other mark then stands between groups of three digits. */
  readonly decimal?: "." | "," | undefined;
  readonly timestamp?: string | undefined;
  /** Column of the time of day, where `timestamp` has the date alone. */
  readonly timeOfDay?: string | undefined;
  /** A clock by its name, for example `epoch seconds`, or the order of the parts, for example `DD/MM/YYYY`. */
  readonly timeFormat?: string | undefined;
  /** Zone of times that name none, as the IANA names it. */
  readonly timezone?: string | undefined;
  /** Files without times: the first row's time, and the seconds from row to row. */
  readonly rows?: { readonly start: string; readonly stepSeconds: number } | undefined;
  readonly server?: string | undefined;
  /** Tidy files: the column that names the metric. */
  readonly metric?: string | undefined;
  /** Tidy files: the column with the value. */
  readonly value?: string | undefined;
  /** Tidy files: the column with the unit of each value. */
  readonly unit?: string | undefined;
  /** The only columns (or metric names) to read, with their meaning. */
  readonly columns?: Readonly<Record<string, MappedMetric>> | undefined;
  /** Files with a column per server: what those columns measure. */
  readonly serverColumns?: ServerColumns | undefined;
}

const name = z.string().min(1);
const MAPPED = {
  metric: name,
  unit: name.optional(),
  counter: z.boolean().optional(),
  per: name.optional(),
};
const SCHEMA = z.strictObject({
  header: z.boolean().optional(),
  decimal: z.enum([".", ","]).optional(),
  timestamp: name.optional(),
  timeOfDay: name.optional(),
  timeFormat: name.optional(),
  timezone: name.optional(),
  rows: z.strictObject({ start: z.iso.datetime({ offset: true }), stepSeconds: z.number().positive() }).optional(),
  server: name.optional(),
  metric: name.optional(),
  value: name.optional(),
  unit: name.optional(),
  columns: z.record(
    z.string(),
    z.strictObject(MAPPED).refine(({ unit, per }) => unit !== undefined || per !== undefined, "expected a unit"),
  ).optional(),
  serverColumns: z.strictObject({
    ...MAPPED,
    unit: name,
    per: z.undefined().optional(),
    names: z.array(name).min(1).optional(),
  })
    .optional(),
});

/** Keys that say what the others already say. */
const EITHER: readonly (readonly [keyof ColumnMap, keyof ColumnMap])[] = [
  ["rows", "timestamp"],
  ["rows", "timeFormat"],
  ["serverColumns", "columns"],
  ["serverColumns", "metric"],
  ["serverColumns", "server"],
];

/**
 * A column map from parsed YAML or JSON.
 *
 * @param file Name for the error.
 * @throws {CapacityError} naming the first wrong key.
 * @example
 * ```ts
 * import { throws } from "node:assert/strict";
 * import { parseColumnMap } from "@lib/ingest/mapper/column_map.ts";
 * parseColumnMap({ timestamp: "when", columns: { load: { metric: "cpu_pct", unit: "fraction" } } }, "map.json");
 * throws(() => parseColumnMap({ decimal: ";" }, "map.json"), /column decimal/);
 * ```
 */
export function parseColumnMap(value: unknown, file: string): ColumnMap {
  const refuse = (problem: string, key: string): CapacityError =>
    new CapacityError(`Cannot use the column map: ${problem}`, {
      place: { file, column: key },
      remedy: `its keys are ${Object.keys(SCHEMA.shape).join(", ")}; columns is {name: {metric, unit, counter, per}}`,
    });
  const parsed = SCHEMA.safeParse(value ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const key = issue?.code === "unrecognized_keys" ? [...issue.path, ...issue.keys] : issue?.path;
    throw refuse(issue?.message ?? "expected names of columns", key?.join(".") || "(top level)");
  }
  const both = EITHER.find((keys) => keys.every((key) => parsed.data[key] !== undefined));
  if (both) throw refuse(`expected ${both[0]} or ${both[1]}, got both`, both[0]);
  return parsed.data;
}

/**
 * The meaning that a map gives to a column.
 *
 * @throws {CapacityError} when the metric is one of the fleet's and cannot be made from the unit.
 */
export function mappedMetric(
  column: string,
  { metric, unit: stated, counter = false, per }: MappedMetric,
): ColumnMeaning {
  const unit = stated ?? "fraction";
  const certain = { sourceUnit: unit, because: "column map", confidence: 1 };
  const rate = counter ? `${unit}/s` : unit;
  const name = METRICS.find((daily) => daily === metric || METRIC_INFO[daily].reading === metric);
  if (!name) {
    const own = per === undefined ? (counter ? counterOf(rate) : unit) : "fraction";
    return { metric, unit: own, factor: 1, ...certain };
  }
  const { reading, unit: own } = METRIC_INFO[name];
  if (own === "percent" && unit === PERCENT_OR_FRACTION && !counter) {
    return { metric: reading, unit: own, factor: undefined, ...certain };
  }
  const factor = unitFactor(own, rate) ?? (per === undefined ? undefined : quotientFactor(unit));
  if (factor === undefined) {
    throw new CapacityError(`Cannot use the column map: expected a unit of ${own} for ${reading}, got "${rate}"`, {
      place: { column },
      remedy: own === "percent" ? "give percent or fraction" : "give Mbps, kbps, bps, B/s, KB/s or MB/s",
    });
  }
  return { metric: reading, unit: counter ? counterOf(own) : own, factor, ...certain };
}

/** Percent in a quotient such as `MB/GB`. */
function quotientFactor(unit: string): number | undefined {
  const [part, whole, ...rest] = unit.split("/");
  if (!part || !whole || rest.length > 0) return undefined;
  const ratio = ratioOfUnits(part, whole);
  return ratio === undefined ? undefined : 100 * ratio;
}
