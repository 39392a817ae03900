/** The plan of a table with a row per metric. */
import type { RoleColumn } from "./column_roles.ts";
import { type CsvPlan, guessOf, mappedAs, type ToldTable } from "./csv_plan.ts";
import type { Layout } from "../table/layout.ts";
import { metricRows } from "./metric_rows.ts";
import type { Guess } from "../open_file.ts";

/** Plans by the columns of the metrics' names and values, and that of the units if there is one. */
export function metricRowsPlan(
  { base, table, map, guesses, notes }: ToldTable,
  { metric, value, unit }: { metric: RoleColumn; value: RoleColumn; unit?: RoleColumn },
): CsvPlan {
  const explain = (role: RoleColumn, takenFor: string): Guess =>
    guessOf(table.file, role.column, { ...role, takenFor });
  const rows = metricRows({ metric: metric.column, value: value.column, ...unit ? { unit: unit.column } : {} }, table);
  const names = rows.names.map(({ name, meaning, examples }): Guess => ({
    file: table.file,
    column: `${metric.column.name} = ${name}`,
    takenFor: `${meaning.metric}, ${meaning.unit}`,
    because: meaning.because,
    examples,
    confidence: meaning.confidence,
  }));
  const layout: Layout = {
    ...base,
    metrics: {
      tidy: {
        metric: metric.column.index,
        value: value.column.index,
        ...unit ? { unit: unit.column.index } : {},
        meaningOf: rows.meaningOf,
      },
    },
    facts: [],
    guesses: [
      ...guesses,
      explain(metric, "name of the metric"),
      explain(value, "value"),
      ...unit ? [explain(unit, "unit")] : [],
      ...names,
    ],
    // Names outside of the map come to light while the file is read.
    get notes() {
      return rows.left.size === 0 ? notes : [...notes, `Metrics not read: ${[...rows.left].join(", ")}`];
    },
  };
  return {
    layout,
    map: {
      ...map,
      metric: metric.column.name,
      value: value.column.name,
      // Where the units are in the file, the names of the first rows alone would leave out all others.
      ...unit
        ? { unit: unit.column.name }
        : { columns: Object.fromEntries(rows.names.map(({ name, meaning }) => [name, mappedAs(meaning)])) },
    },
  };
}
