/** Tables with a row per metric: what each name in the metric column measures. */
import { CapacityError } from "@lib/core/errors.ts";
import { type MappedMetric, mappedMetric } from "./column_map.ts";
import { counterMeaning } from "./counter_guess.ts";
import { checkedPercent } from "./metric_columns.ts";
import { type ColumnMeaning, guessMetric, plainName } from "./metric_guess.ts";
import { metricOfUnit } from "./metric_of_unit.ts";
import { firstNumbers, type NamedColumn } from "./named_columns.ts";
import type { UntoldTable } from "../table/untold_table.ts";

/** The columns of such a table. */
export interface RowRoles {
  readonly metric: NamedColumn;
  readonly value: NamedColumn;
  readonly unit?: NamedColumn;
}

/** A name, the unit beside it, and what it was taken for. */
export interface MeantName {
  readonly name: string;
  readonly unit: string;
  readonly meaning: ColumnMeaning;
  readonly examples: readonly string[];
}

/** What the rows of a table are. */
export interface MetricRows {
  /** The names in the first rows. */
  readonly names: readonly MeantName[];
  /** The meaning of any name; `undefined` where a map leaves it out. */
  meaningOf(name: string, unit: string): ColumnMeaning | undefined;
  /** Names that were asked for and left out. */
  readonly left: ReadonlySet<string>;
}

/**
 * The meanings of a metric column.
 *
 * @throws {CapacityError} when a server has two names of one metric, or the map has a unit that the metric cannot be made from.
 */
export function metricRows({ metric, value, unit }: RowRoles, table: UntoldTable): MetricRows {
  const mapped = table.map.columns;
  const numbers = firstNumbers(value, table.dialect);
  const rows = metric.cells.map((name, index) => ({ name, unit: unit?.cells[index] ?? "", index }));
  const known = new Map<string, MeantName>();
  for (const [key, those] of Map.groupBy(rows.filter(({ name }) => name !== ""), keyOf)) {
    const [{ name, unit: stated }] = those as [typeof rows[number]];
    const meaning = mapped ? meantBy(mapped, name) : guessed(name, stated || value.suffix || "", {
      numbers: those.map(({ index }) => numbers[index]!),
      series: table.perServer(rows).map((series) =>
        series.filter((row) => keyOf(row) === key).map(({ index }) => numbers[index]!)
      ),
    });
    if (!meaning) continue;
    const examples = those.map(({ index }) => value.cells[index]!).filter((cell) => cell !== "").slice(0, 3);
    known.set(key, { name, unit: stated, meaning, examples });
  }
  refuseTwins([...known.values()], table.perServer(rows).map((series) => new Set(series.map(keyOf))), table.file);
  const left = new Set<string>();
  return {
    names: [...known.values()],
    left,
    meaningOf(name, stated) {
      const meaning = known.get(keyOf({ name, unit: stated }))?.meaning ??
        (mapped ? meantBy(mapped, name) : guessed(name, stated || value.suffix || ""));
      if (!meaning) left.add(name);
      return meaning;
    },
  };
}

function meantBy(mapped: Readonly<Record<string, MappedMetric>>, name: string): ColumnMeaning | undefined {
  const as = Object.hasOwn(mapped, name) ? mapped[name] : undefined;
  return as && mappedMetric(name, as);
}

function guessed(
  name: string,
  unit: string,
  { numbers, series }: { numbers: readonly number[]; series: readonly (readonly number[])[] } = {
    numbers: [],
    series: [],
  },
): ColumnMeaning {
  if (unit !== "") return metricOfUnit(name, unit);
  const meaning = checkedPercent(guessMetric(name), plainName(name), numbers);
  return counterMeaning(name, meaning, series) ?? meaning;
}

function nameOf({ name }: { name: string }): string {
  return name;
}

function keyOf({ name, unit }: { name: string; unit: string }): string {
  return `${name}\u0000${unit}`;
}

/** Two names of one metric would be taken for repeated readings; one name in two units would not. */
function refuseTwins(names: readonly MeantName[], servers: readonly ReadonlySet<string>[], file: string): void {
  for (const [metric, twins] of Map.groupBy(names, ({ meaning }) => meaning.metric)) {
    const namesIn = (keys: ReadonlySet<string>) => new Set(twins.filter((twin) => keys.has(keyOf(twin))).map(nameOf));
    if (!servers.some((keys) => namesIn(keys).size > 1)) continue;
    const spelled = twins.map(({ name, unit }) => unit === "" ? name : `${name} (${unit})`).join(" and ");
    throw new CapacityError(`Cannot read readings: expected one name of ${metric}, got ${spelled}`, {
      place: { file },
      remedy: "choose one of them in a map file",
    });
  }
}
