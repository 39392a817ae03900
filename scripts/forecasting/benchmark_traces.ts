/** `capacity benchmark traces`: a pack of real traces, every window forecast from its own history. */
import { naiveReference } from "@lib/forecast/evaluate/naive_reference.ts";
import { type RelativeScores, relativeScores, type ScoredWindow } from "@lib/forecast/evaluate/relative_scores.ts";
import { naiveErrors } from "@lib/forecast/evaluate/naive_errors.ts";
import { windowScores } from "@lib/forecast/evaluate/window_scores.ts";
import { type DatedForecast, seriesForecastContract, seriesForecastTable } from "@lib/forecast/tidy/forecast_rows.ts";
import type { Tier } from "@lib/forecast/tier.ts";
import { CapacityError, type Region } from "@lib/core/mod.ts";
import { refuseUnwritable, writeTableTo } from "@lib/io/table_file.ts";
import { printResult, progressLine } from "../command_line.ts";
import { cpuSeconds } from "./cpu_seconds.ts";
import type { PlainSeries } from "./series_batch.ts";
import { hasFailed, SeriesCrew } from "./series_crew.ts";
import { textTable } from "./text_table.ts";
import { plainSeries } from "./tidy_series.ts";
import { PackReader, type PackTask, packTasks, type PackWindow } from "./trace_pack.ts";

/** What the command asks for. */
export interface BenchmarkTracesOptions {
  readonly data: string;
  /** Only tasks whose name matches. */
  readonly only?: RegExp;
  /** Windows of each task at most. */
  readonly limit?: number;
  readonly output?: string;
  readonly region?: Region;
  readonly tier: Tier;
  readonly workers: number;
  readonly json: boolean;
}

/** Forecasts the windows of a pack and prints how good and how fast. */
export async function benchmarkTraces(options: BenchmarkTracesOptions): Promise<void> {
  const { data, only = /./, limit = Infinity, output, tier, workers, json } = options;
  if (output !== undefined) await refuseUnwritable(output);
  const tasks = (await packTasks(data)).filter(({ task }) => only.test(task))
    .map((task) => ({ ...task, series: task.series.slice(0, limit) }));
  const reader = new PackReader(data), progress = progressLine("benchmark", "windows");
  const total = tasks.reduce((sum, { series }) => sum + series.length, 0);
  const seconds = new Map<string, number>(), scored: ScoredWindow[] = [], dated: DatedForecast[] = [];
  let done = 0;
  using crew = new SeriesCrew(workers);
  for (const task of tasks) {
    const windows = await reader.windowsOf(task);
    const series = windows.map((window) => seriesOf(task, window, options));
    const before = cpuSeconds();
    const outcomes = await crew.forecastAll(series, { horizon: task.horizon, tier }, {
      onProgress: (part) => progress.update(done + (part >> 1), total),
    });
    seconds.set(task.task, cpuSeconds() - before);
    done += windows.length;
    outcomes.forEach((outcome, index) => {
      if (hasFailed(outcome)) throw new CapacityError(outcome.problem);
      const { history, actual, last, id } = windows[index]!, { forecast } = outcome;
      const scale = naiveErrors(history, task.season);
      scored.push({
        task: task.task,
        source: task.source,
        own: windowScores(forecast, actual, scale),
        reference: windowScores(naiveReference(history, task.season, task.horizon), actual, scale),
      });
      if (output !== undefined) dated.push({ id, last, step: { seconds: task.step_seconds }, forecast });
    });
  }
  progress.done(`${total} windows`);
  if (output !== undefined) {
    await writeTableTo(output, seriesForecastContract("timestamp"), [seriesForecastTable(dated, "timestamp")]);
  }
  tell(relativeScores(scored), seconds, tier, json);
}

function seriesOf(
  { horizon, step_seconds: seconds }: PackTask,
  { id, history, last }: PackWindow,
  { region }: BenchmarkTracesOptions,
): PlainSeries {
  const regular = { id, values: history, last, step: { seconds }, notes: [] };
  return plainSeries(regular, false, { horizon, ...region ? { region } : {} });
}

function tell(
  { tasks, sources, overall }: ReturnType<typeof relativeScores>,
  seconds: ReadonlyMap<string, number>,
  tier: Tier,
  json: boolean,
): void {
  const all = [...seconds.values()].reduce((sum, own) => sum + own, 0);
  const timed = (name: string, scores: RelativeScores, own: number) => ({ name, ...scores, cpuSeconds: own });
  const rows = [
    ...[...tasks].map(([name, scores]) => timed(name, scores, seconds.get(name)!)),
    ...[...sources].map(([name, scores]) => timed(name, scores, NaN)),
    timed("all sources", overall, all),
  ];
  if (json) return printResult({ tier, cpuSeconds: all, overall, rows }, true);
  for (const line of textTable(rows, { windows: 0, cpuSeconds: 1 })) console.log(line);
  console.log("relSql, relMae: loss over that of the seasonal naive, geometric means; every source weighs the same;");
  console.log("cpuSeconds: processor time of all threads, reading aside");
}
