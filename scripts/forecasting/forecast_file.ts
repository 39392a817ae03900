/** `capacity forecast` of any tidy file. */
import { resolve } from "node:path";
import { CapacityError, DAY_MS, type Region } from "@lib/core/mod.ts";
import { DAY_SECONDS } from "@lib/core/day.ts";
import type { Table } from "@lib/core/table.ts";
import { type DatedForecast, seriesForecastContract, seriesForecastTable } from "@lib/forecast/tidy/forecast_rows.ts";
import type { RegularSeries } from "@lib/forecast/tidy/regular_series.ts";
import type { Tier } from "@lib/forecast/tier.ts";
import { inputFiles } from "@lib/io/mod.ts";
import { refuseUnwritable, writeTableTo } from "@lib/io/table_file.ts";
import { printResult, progressLine } from "../command_line.ts";
import { withReadProgress } from "../read_progress.ts";
import type { Failed } from "./series_batch.ts";
import { hasFailed, SeriesCrew } from "./series_crew.ts";
import { type GroupLine, groupText, SeriesGroups } from "./series_groups.ts";
import { refuseFailed, tellNotes } from "./told.ts";
import { readTidyFiles, type TidyFile } from "./tidy_file.ts";
import { plainSeries, regularSeriesOf } from "./tidy_series.ts";

/** What the command asks for. */
export interface ForecastFileOptions {
  /** Files of one table. */
  readonly input: readonly string[];
  readonly output: string;
  readonly horizon: number;
  readonly seasons?: readonly number[];
  readonly region?: Region;
  readonly tier: Tier;
  readonly workers: number;
  readonly json: boolean;
}

/**
 * Forecasts every series of a file and writes them all into one.
 *
 * @throws {CapacityError} when nothing can be forecast; and, once the good ones are written, when some series cannot.
 */
export async function forecastFile(options: ForecastFileOptions): Promise<void> {
  const { input, output, horizon, tier, json } = options;
  await refuseOutput(input, output);
  const file = await readInput(input);
  const { series, failed, notes } = regularSeriesOf(file, horizon);
  const progress = progressLine("forecast", "passes");
  const groups = new SeriesGroups(), failures: Failed[] = [...failed], models = new Map<string, number>();
  const unused = new Map<number, number>(), made: string[] = [];
  const clock = clockOf(series, file.isCounted);

  async function* parts(): AsyncGenerator<Table> {
    using crew = new SeriesCrew(options.workers);
    const plain = series.map((own) => plainSeries(own, file.isCounted, options));
    let next = 0, written = 0;
    for await (const outcomes of crew.forecast(plain, { horizon, tier }, { onProgress: progress.update })) {
      const dated = outcomes.flatMap((outcome): DatedForecast[] => {
        const own = series[next]!, crossed = plain[next++]!;
        if (hasFailed(outcome)) {
          failures.push(outcome);
          return [];
        }
        groups.add(own, crossed, outcome, file.isCounted);
        for (const note of outcome.notes) made.push(`series ${own.id}: ${note}`);
        for (const season of options.seasons ?? []) {
          if (!outcome.seasons.includes(season)) unused.set(season, 1 + (unused.get(season) ?? 0));
        }
        models.set(outcome.forecast.model, 1 + (models.get(outcome.forecast.model) ?? 0));
        return [{ id: own.id, last: own.last, step: own.step, forecast: outcome.forecast }];
      });
      written += dated.length;
      yield seriesForecastTable(dated, clock);
    }
    if (written === 0) refuseFailed(failures, series.length + failed.length);
  }

  const rows = await writeTableTo(output, seriesForecastContract(clock), parts());
  progress.done(`${rows} rows`);
  const seasonNotes = [...unused].map(([season, count]) =>
    `season ${season} is not used for ${count} series: two of it are longer than the history`
  );
  const allNotes = [...file.notes, ...seasonNotes, ...notes, ...made];
  tellNotes(allNotes, json);
  tell({ output, rows, horizon, tier, groups: groups.lines(), models, failures, notes: allNotes }, json);
  if (failures.length > 0) refuseFailed(failures, series.length + failed.length);
}

/**
 * Refuses an output before the work for it is done.
 *
 * @throws {CapacityError} when it is an input, or cannot be written.
 */
export async function refuseOutput(input: readonly string[], output: string): Promise<void> {
  await refuseUnwritable(output);
  if (!input.some((path) => resolve(path) === resolve(output))) return;
  throw new CapacityError(`Cannot write ${output}: expected a file apart from the input, got the input`, {
    kind: "usage",
    remedy: "choose another --output",
  });
}

/** The rows of some files, with progress. */
export async function readInput(paths: readonly string[]): Promise<TidyFile> {
  const found = await inputFiles(paths);
  const bytes = found.reduce((sum, { size }) => sum + size, 0);
  const progress = progressLine("read", "MB");
  return await readTidyFiles(
    withReadProgress(found, (read) => progress.update(Math.round(read / 1e6), Math.round(bytes / 1e6))),
  );
}

/** What the times of the forecasts are: counts, days where nothing is between midnights, else instants. */
function clockOf(series: readonly RegularSeries[], isCounted: boolean): "integer" | "date" | "timestamp" {
  if (isCounted) return "integer";
  const isDays = series.every(({ last, step: { seconds, months } }) =>
    last % DAY_MS === 0 && (months !== undefined || seconds % DAY_SECONDS === 0)
  );
  return isDays ? "date" : "timestamp";
}

function tell(
  { groups, models, failures, notes, ...result }: {
    output: string;
    rows: number;
    horizon: number;
    tier: Tier;
    groups: readonly GroupLine[];
    models: ReadonlyMap<string, number>;
    failures: readonly Failed[];
    notes: readonly string[];
  },
  json: boolean,
): void {
  if (json) {
    const failed = failures.map(({ id, problem }) => ({ series_id: id, problem }));
    return printResult({ ...result, groups, models: Object.fromEntries(models), failed, notes }, true);
  }
  for (const group of groups) console.log(`group: ${groupText(group)}`);
  for (const [model, count] of models) console.log(`model: ${count} by ${model}`);
  printResult(result, false);
  console.log("How good such forecasts were on the same file's past: deno task capacity backtest");
}
