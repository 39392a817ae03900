/** The plan of a table with a column per metric. */
import { type CsvPlan, guessOf, mappedAs, noNumbers, type ToldTable } from "./csv_plan.ts";
import { layoutColumn, metricColumns } from "./metric_columns.ts";

/** Plans by what the columns without another role measure. */
export function metricColumnsPlan({ base, table, map, others, guesses, notes }: ToldTable): CsvPlan {
  const { metrics, facts, ignored } = metricColumns(others, table);
  if (metrics.length === 0) throw noNumbers(table);
  return {
    layout: {
      ...base,
      metrics: { wide: metrics.map(layoutColumn) },
      facts,
      guesses: [
        ...guesses,
        ...metrics.map(({ column, meaning, server }) => {
          const takenFor = `${meaning.metric}, ${meaning.unit}${server === undefined ? "" : `, of ${server}`}`;
          return guessOf(table.file, column, { ...meaning, takenFor });
        }),
      ],
      notes: [...notes, ...ignored.length > 0 ? [`Columns not read: ${ignored.join(", ")}`] : []],
    },
    map: {
      ...map,
      columns: Object.fromEntries(metrics.map(({ column, meaning, per }) => [
        column.name,
        { ...mappedAs(meaning), ...per ? { per: per.name } : {} },
      ])),
    },
  };
}
