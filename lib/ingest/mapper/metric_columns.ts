/** Tables with a column per metric: what each column measures. */
import { CapacityError } from "@lib/core/errors.ts";
import { type MappedMetric, mappedMetric } from "./column_map.ts";
import { FACTS, isValueName, saysNothing } from "./column_roles.ts";
import { counterMeaning } from "./counter_guess.ts";
import type { FactColumn, MetricColumn } from "../table/layout.ts";
import { type ColumnMeaning, guessMetric, guessMetricOfFile, isOwnMetric, plainName } from "./metric_guess.ts";
import { metricOfUnit } from "./metric_of_unit.ts";
import { firstNumbers, isNumeric, mappedColumn, type NamedColumn } from "./named_columns.ts";
import { seriesName, withoutParts } from "./series_name.ts";
import { PERCENT_OR_FRACTION } from "./units.ts";
import { usedOfTotal } from "./used_of_total.ts";
import type { UntoldTable } from "../table/untold_table.ts";

/** A column and what it was taken for. */
export interface MeantColumn {
  readonly column: NamedColumn;
  readonly meaning: ColumnMeaning;
  /** The server that its name tells. */
  readonly server?: string;
  /** The capacity that it is divided by. */
  readonly per?: NamedColumn;
}

/** What the columns of a table are. */
export interface MetricColumns {
  readonly metrics: readonly MeantColumn[];
  readonly facts: readonly FactColumn[];
  /** Names of the columns that are not read. */
  readonly ignored: readonly string[];
}

/** No gauge in percent passes this; a column that does is something else whatever its name. */
const NO_PERCENT = 10_000;
/** A column of this many values in percent passes 1 somewhere, unless it has fractions. */
const ENOUGH_TO_PASS_ONE = 20;

/**
 * The metrics among columns.
 *
 * @param columns Those that have no other role.
 * @throws {CapacityError} when two columns have the same metric, or the map names a column that is not there.
 */
export function metricColumns(columns: readonly NamedColumn[], table: UntoldTable): MetricColumns {
  const found = table.map.columns ? mappedColumns(table.map.columns, columns, table) : guessedColumns(columns, table);
  refuseTwins(found.metrics, table.file);
  return found;
}

function mappedColumns(
  mapped: Readonly<Record<string, MappedMetric>>,
  columns: readonly NamedColumn[],
  table: UntoldTable,
): MetricColumns {
  const metrics = Object.entries(mapped).map(([name, as]): MeantColumn => {
    const column = mappedColumn(table.columns, "columns", name, table.file), meaning = mappedMetric(name, as);
    const told = { column, meaning, ...serverOf(column, table) };
    if (as.per === undefined) return told;
    return { ...told, per: mappedColumn(table.columns, `columns.${name}.per`, as.per, table.file) };
  });
  const read = new Set(metrics.flatMap(({ column, per }) => per ? [column.index, per.index] : [column.index]));
  const others = columns.filter(({ index }) => !read.has(index));
  return {
    metrics: metrics.toSorted((a, b) => a.column.index - b.column.index),
    facts: factsOf(others),
    ignored: others.filter(({ plain }) => !FACTS[plain]).map(nameOf),
  };
}

function guessedColumns(columns: readonly NamedColumn[], table: UntoldTable): MetricColumns {
  const all = columns.filter((column) => !FACTS[column.plain] && !saysNothing(column));
  const loads = table.hasServers ? all : withoutParts(all);
  const single = loads.flatMap((column): MeantColumn[] => {
    const meaning = meaningOf(column, table);
    const isMetric = !isOwnMetric(meaning) || isValueName(column) || isNumeric(column);
    return isMetric ? [{ column, meaning, ...serverOf(column, table) }] : [];
  });
  const told = new Set(single.map(({ meaning }) => meaning.metric));
  const pairs = usedOfTotal(
    single.filter(({ meaning, server }) => isOwnMetric(meaning) && server === undefined).map(({ column }) => column),
    table.dialect,
  )
    .filter(({ metric }) => !told.has(metric));
  const paired = new Set(pairs.flatMap(({ used, total }) => [used.index, total.index]));
  const shares = pairs.map(({ metric, used, total, factor, unit }): MeantColumn => ({
    column: used,
    per: total,
    meaning: {
      metric,
      unit: "percent",
      sourceUnit: unit,
      factor,
      because: `share of ${total.name}`,
      confidence: 0.75,
    },
  }));
  const metrics = [...single.filter(({ column }) => !paired.has(column.index)), ...shares]
    .toSorted((a, b) => a.column.index - b.column.index);
  const read = new Set([...metrics.map(({ column }) => column.index), ...paired]);
  return {
    metrics,
    facts: [
      ...factsOf(columns),
      ...pairs.flatMap(({ total, fact }) => fact ? [{ index: total.index, ...fact }] : []),
    ],
    ignored: columns.filter(({ index, plain }) => !read.has(index) && !FACTS[plain]).map(nameOf),
  };
}

function meaningOf(column: NamedColumn, table: UntoldTable): ColumnMeaning {
  const { suffix } = column, told = table.hasServers ? undefined : seriesName(column.name);
  const name = told?.metric ?? column.name;
  const named = name === "" || isValueName(column)
    ? guessMetricOfFile(table.stem)
    : suffix
    ? metricOfUnit(name, suffix)
    : guessMetric(name);
  const numbers = firstNumbers(column, table.dialect);
  const meaning = checkedPercent(named, plainName(name), numbers);
  return counterMeaning(name, meaning, table.perServer(numbers)) ?? meaning;
}

/** A percentage by its name that its values deny or make doubtful. */
export function checkedPercent(meaning: ColumnMeaning, plain: string, numbers: readonly number[]): ColumnMeaning {
  if (meaning.unit !== "percent") return meaning;
  const values = numbers.filter((value) => !Number.isNaN(value));
  if (values.filter((value) => value > NO_PERCENT).length * 2 > values.length) {
    const because = `values above ${NO_PERCENT} are no percent`;
    return { metric: plain, unit: "unknown", sourceUnit: "unknown", factor: 1, because, confidence: 0.6 };
  }
  const neverPasses = values.length >= ENOUGH_TO_PASS_ONE && values.every((value) => value <= 1) &&
    values.some((value) => value > 0 && value < 1);
  if (meaning.factor !== 1 || !neverPasses || meaning.sourceUnit === PERCENT_OR_FRACTION) return meaning;
  return {
    ...meaning,
    because: `${meaning.because}; but no value passes 1`,
    confidence: Math.min(0.6, meaning.confidence),
  };
}

function factsOf(columns: readonly NamedColumn[]): FactColumn[] {
  return columns.flatMap(({ index, plain }) => FACTS[plain] ? [{ index, field: FACTS[plain] }] : []);
}

function nameOf({ name, index, filled }: NamedColumn): string {
  return `${name || `column ${index + 1}`}${filled.length === 0 ? " (empty in the first rows)" : ""}`;
}

/** Two columns of one metric would be taken for repeated readings. */
function refuseTwins(metrics: readonly MeantColumn[], file: string): void {
  for (const twins of Map.groupBy(metrics, keyOf).values()) {
    if (twins.length < 2) continue;
    const names = twins.map(({ column }) => column.name), areAlike = new Set(names).size < names.length;
    throw new CapacityError(
      `Cannot read readings: expected one column of ${twins[0]!.meaning.metric}, got ${names.join(" and ")}`,
      {
        place: { file },
        remedy: areAlike
          ? "give the columns different names"
          : 'choose one of them in a map file, or give "serverColumns": {"metric", "unit"} there when each is of another server',
      },
    );
  }
}

function keyOf({ meaning: { metric }, server }: MeantColumn): string {
  return `${server ?? ""}\u0000${metric}`;
}

function serverOf({ name }: NamedColumn, { hasServers }: UntoldTable): { server?: string } {
  const told = hasServers ? undefined : seriesName(name);
  return told ? { server: told.server } : {};
}

/** The column as the layout has it. */
export function layoutColumn({ column, meaning: { metric, unit, factor }, server, per }: MeantColumn): MetricColumn {
  return {
    index: column.index,
    ...per ? { perIndex: per.index } : {},
    ...server === undefined ? {} : { server },
    metric,
    unit,
    factor,
  };
}
