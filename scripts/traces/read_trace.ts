/** Reads a real trace from the disk into the form that the passport measures. */
import { CapacityError, messageOf } from "@lib/core/errors.ts";
import { dayOf } from "@lib/core/day.ts";
import type { ReadingMetric } from "@lib/core/metric.ts";
import type { HourlyFleet } from "@lib/generate/passport/mod.ts";
import { withDatabase } from "@lib/io/duckdb.ts";
import { sqlText } from "@lib/io/sql_text.ts";
import type { TraceSource } from "./sources.ts";

/**
 * The hours of a trace, in percent and Mbps at the project's resolution of 0.01.
 *
 * @param folder Folder with the tidy series.
 * @throws {CapacityError} when the file is missing, is no tidy series or has no value in the days of the trace.
 */
export async function readTrace(folder: string, source: TraceSource): Promise<HourlyFleet> {
  const file = `${folder}/${source.file}`;
  const { start, days } = source;
  let rows: unknown[][];
  try {
    rows = await withDatabase(async (database) => {
      const reader = await database.runAndReadAll(`
        SELECT series_id, metric, date_diff('hour', TIMESTAMP ${
        sqlText(start)
      }, timestamp::TIMESTAMP)::INTEGER AS hour, value
        FROM read_csv(${sqlText(file)}, header = true, columns = {
          source: 'VARCHAR', series_id: 'VARCHAR', metric: 'VARCHAR', timestamp: 'TIMESTAMP', value: 'DOUBLE'
        })
        WHERE value IS NOT NULL AND hour >= 0 AND hour < ${24 * days}`);
      return reader.getRows() as unknown[][];
    });
  } catch (error) {
    throw new CapacityError(`Cannot read a trace: ${messageOf(error).replace(/\n.*/s, "")}`, {
      place: { file },
      remedy: "give the folder with the hourly series to --data",
      cause: error,
    });
  }
  const machines = [...new Set(rows.map(([machine]) => machine as string))].sort();
  if (machines.length < 2) {
    throw new CapacityError(
      `Cannot read a trace: expected 2 machines or more with values in ${days} days from ${start}, got ${machines.length}`,
      { place: { file } },
    );
  }
  const placeOf = new Map(machines.map((machine, place) => [machine, place]));
  const values: Partial<Record<ReadingMetric, Float64Array>> = {};
  const factorOf = new Map(source.metrics.map((metric) => [metric.from, metric]));
  for (const { to } of source.metrics) values[to] = new Float64Array(machines.length * days * 24).fill(NaN);
  for (const [machine, metric, hour, value] of rows as [string, string, number, number][]) {
    const known = factorOf.get(metric);
    if (!known) continue;
    const rounded = Math.round(value * known.factor * 100) / 100;
    values[known.to]![placeOf.get(machine)! * days * 24 + hour] = rounded;
  }
  return { start: dayOf(start), days, utcOffsetHours: machines.map(() => source.utcOffsetHours), values };
}
