/** The plan of a table with a column per server. */
import { CapacityError } from "@lib/core/errors.ts";
import { mappedMetric } from "./column_map.ts";
import { saysNothing } from "./column_roles.ts";
import { type CsvPlan, guessOf, mappedAs, noNumbers, type ToldTable } from "./csv_plan.ts";
import { type ColumnMeaning, guessMetricOfFile, isOwnMetric } from "./metric_guess.ts";
import { isNumeric, mappedColumn, type NamedColumn, namesOf } from "./named_columns.ts";
import { seriesName } from "./series_name.ts";
import { areServers } from "./servers_in_columns.ts";

/**
 * Plans by the map, or where names look like servers and the name of the file tells their metric.
 *
 * @returns `undefined` when the columns are no servers.
 */
export function serverColumnsPlan(told: ToldTable): CsvPlan | undefined {
  const { table, others, map } = told, stated = table.map.serverColumns;
  const loads = others.filter((column) => !saysNothing(column));
  const numeric = loads.filter(isNumeric);
  // A server that was not there yet has empty cells.
  const servers = loads.filter((column) => isNumeric(column) || column.filled.length === 0);
  if (stated) {
    const named = stated.names?.map((name) => mappedColumn(table.columns, "serverColumns.names", name, table.file));
    return planOf(told, named ?? servers, mappedMetric("serverColumns", stated));
  }
  const ofFile = guessMetricOfFile(table.stem);
  if (table.map.columns || map.server || isOwnMetric(ofFile)) return undefined;
  if (!areServers(numeric) || numeric.some(({ name }) => seriesName(name))) return undefined;
  const because = `servers by their names; ${ofFile.because}`;
  return planOf(told, servers, { ...ofFile, because, confidence: 0.6 });
}

function planOf(
  { table, base, map, others, guesses, notes }: ToldTable,
  columns: readonly NamedColumn[],
  meaning: ColumnMeaning,
): CsvPlan {
  if (columns.length === 0) throw noNumbers(table);
  const twin = columns.find(({ name }, index) => columns.findIndex((other) => other.name === name) !== index);
  if (twin) {
    throw new CapacityError(`Cannot read readings: expected one column per server, got two of ${twin.name}`, {
      place: { file: table.file, column: twin.name },
      remedy: "give the columns different names",
    });
  }
  const { metric, unit, factor } = meaning;
  const left = others.filter((column) => !columns.includes(column));
  return {
    layout: {
      ...base,
      metrics: { wide: columns.map(({ index, name }) => ({ index, server: name, metric, unit, factor })) },
      facts: [],
      guesses: [
        ...guesses,
        {
          ...guessOf(table.file, columns[0]!, { ...meaning, takenFor: `servers: ${metric}, ${unit}` }),
          column: namesOf(columns),
        },
      ],
      notes: [...notes, ...left.length > 0 ? [`Columns not read: ${namesOf(left)}`] : []],
    },
    map: { ...map, serverColumns: { ...mappedAs(meaning), names: columns.map(({ name }) => name) } },
  };
}
