/** `capacity backtest`: what the forecasts of a tidy file would have been worth on its own past. */
import { CapacityError, type Region, type Table, type TableContract, tableOf } from "@lib/core/mod.ts";
import { backtestCuts } from "@lib/forecast/evaluate/backtest_cuts.ts";
import { naiveReference } from "@lib/forecast/evaluate/naive_reference.ts";
import { type ModelWindow, type SeriesLeader, seriesLeaderboard } from "@lib/forecast/evaluate/series_leaderboard.ts";
import { naiveErrors } from "@lib/forecast/evaluate/naive_errors.ts";
import { windowScores } from "@lib/forecast/evaluate/window_scores.ts";
import type { Forecast } from "@lib/forecast/forecaster.ts";
import type { RegularSeries } from "@lib/forecast/tidy/regular_series.ts";
import { timeAfter } from "@lib/forecast/tidy/time_step.ts";
import type { Tier } from "@lib/forecast/tier.ts";
import { significant } from "@lib/stats/significant_digits.ts";
import { writeTableTo } from "@lib/io/table_file.ts";
import { printResult, progressLine } from "../command_line.ts";
import { readInput, refuseOutput } from "./forecast_file.ts";
import { hasFailed, type Outcome, SeriesCrew } from "./series_crew.ts";
import { type GroupLine, groupText, SeriesGroups } from "./series_groups.ts";
import { textTable } from "./text_table.ts";
import { refuseFailed, tellNotes } from "./told.ts";
import { plainSeries, regularSeriesOf } from "./tidy_series.ts";
import type { Failed } from "./series_batch.ts";

/** What the command asks for. */
export interface BacktestFileOptions {
  /** Files of one table. */
  readonly input: readonly string[];
  /** Where the scores of every window go. */
  readonly output?: string;
  readonly horizon: number;
  /** Earlier origins of each series at most. */
  readonly origins: number;
  readonly seasons?: readonly number[];
  readonly region?: Region;
  readonly tier: Tier;
  readonly workers: number;
  readonly json: boolean;
}

/** The scores of a model on a part of a window. */
interface ScoredPart extends ModelWindow {
  readonly id: string;
  /** Time of the last value that was known. */
  readonly origin: number;
  /** Steps ahead, for example `1-16`, or `all`. */
  readonly part: string;
}

const ALL = "all";
/** Parts that a horizon is cut into. */
const PARTS = 3;
/** Models of the leaderboard that are printed, beside the pool and the baselines. */
const SHOWN = 15;
const BASELINES = ["naive (baseline)", "seasonal naive (baseline)"] as const;

/**
 * Cuts every series at earlier origins, forecasts what came after with all that goes into a forecast chosen anew from what was known, and
 * prints the leaderboard.
 *
 * @throws {CapacityError} when no series is long enough; and, once the others are scored, when some series cannot be forecast.
 */
export async function backtestFile(options: BacktestFileOptions): Promise<void> {
  const { input, output, horizon, origins, tier, json } = options;
  if (output !== undefined) await refuseOutput(input, output);
  const file = await readInput(input);
  const { series, failed, notes } = regularSeriesOf(file);
  const failures: Failed[] = [...failed], parts: ScoredPart[] = [];
  const cuts = series.map(({ values }) => backtestCuts(values.length, horizon, origins));
  const total = cuts.reduce((sum, { length }) => sum + length, 0);
  const progress = progressLine("backtest", "windows");
  const groups = new SeriesGroups();
  using crew = new SeriesCrew(options.workers);
  let done = 0;
  for (let back = 0; back < origins; back++) {
    const windows = series.flatMap((own, index): CutSeries[] => {
      const cut = cuts[index]![back];
      return cut === undefined ? [] : cutSeries(own, cut, horizon);
    });
    const plain = windows.map(({ known }) => plainSeries(known, file.isCounted, options));
    const outcomes = await crew.forecastAll(plain, { horizon, tier, everyModel: true }, {
      onProgress: (passes) => progress.update(done + (passes >> 1), total),
      keep: (outcome, index) => {
        if (!hasFailed(outcome)) {
          parts.push(...scoredParts(windows[index]!, outcome, { horizon, tier }));
          if (back === 0) groups.add(windows[index]!.known, plain[index]!, outcome, file.isCounted);
        }
        const { alone: _, ...kept } = outcome as Exclude<Outcome, Failed>;
        return kept;
      },
    });
    failures.push(...outcomes.filter(hasFailed));
    done += windows.length;
  }
  progress.done(`${total} windows of ${series.length} series`);
  parts.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : b.origin - a.origin));
  const short = cuts.filter(({ length }) => length === 0).length;
  const allNotes = [...file.notes, ...notes, ...short > 0 ? [shortNote(short, horizon)] : []];
  tellNotes(allNotes, json);
  if (parts.length === 0) {
    if (failures.length > 0) refuseFailed(failures, series.length + failed.length);
    throw new CapacityError(
      total === 0
        ? `Cannot backtest: expected a history longer than the horizon of ${horizon} steps, got none`
        : "Cannot backtest: expected values before and after the earlier origins, got missing ones",
      { remedy: "choose a shorter --horizon" },
    );
  }
  if (output !== undefined) await writeTableTo(output, scoresContract(file.isCounted), [scoresTable(parts)]);
  const unique = [...new Map(failures.map((failure) => [failure.id, failure])).values()];
  const failedOnes = unique.map(({ id, problem }) => ({ series_id: id, problem }));
  tell(
    parts,
    { windows: total, horizon, tier, groups: groups.lines(), failed: failedOnes, notes: allNotes },
    json,
  );
  if (unique.length > 0) refuseFailed(unique, series.length + failed.length);
}

function shortNote(short: number, horizon: number): string {
  return `${short} series ${short === 1 ? "is" : "are"} too short to spare ${horizon} steps and left out`;
}

/** A series at an earlier time, and what came after it. */
interface CutSeries {
  readonly known: RegularSeries;
  readonly actual: Float64Array;
}

/** None where nothing was known, or nothing came. */
function cutSeries(series: RegularSeries, cut: number, horizon: number): CutSeries[] {
  const { values, last, step } = series;
  const known = values.subarray(0, cut), actual = values.subarray(cut, cut + horizon);
  if (known.every(Number.isNaN) || actual.every(Number.isNaN)) return [];
  return [{ known: { ...series, values: known, last: timeAfter(last, step, cut - values.length) }, actual }];
}

function scoredParts(
  { known, actual }: CutSeries,
  { forecast, alone = [], fitMs = [], seasons: [season = 1] }: Exclude<Outcome, Failed>,
  { horizon, tier }: { readonly horizon: number; readonly tier: Tier },
): ScoredPart[] {
  const scale = naiveErrors(known.values, season);
  const reference = naiveReference(known.values, season, horizon);
  const models: { model: string; forecast: Forecast; ms: number }[] = [
    { model: `pool, ${tier}`, forecast, ms: fitMs.reduce((sum, ms) => sum + ms, 0) },
    { model: BASELINES[0], forecast: naiveReference(known.values, 1, horizon), ms: NaN },
    { model: BASELINES[1], forecast: reference, ms: NaN },
    ...alone.map((own, index) => ({ model: own.model, forecast: own, ms: fitMs[index] ?? NaN })),
  ];
  const ends = [...new Set(Array.from({ length: PARTS + 1 }, (_, part) => Math.round(part * horizon / PARTS)))];
  const spans = [
    [0, horizon, ALL] as const,
    ...ends.slice(1).map((to, part) => [ends[part]!, to, `${ends[part]! + 1}-${to}`] as const),
  ];
  return models.flatMap(({ model, forecast: own, ms }) =>
    spans.map(([from, to, part]): ScoredPart => ({
      id: known.id,
      origin: known.last,
      model,
      part,
      ms,
      scores: windowScores(own, actual, scale, from, to),
      reference: windowScores(reference, actual, scale, from, to),
    }))
  );
}

const MEASURES = [
  ...["mase", "rmsse", "smape", "sql", "coverage80", "coverage95", "width80", "width95", "bias"] as const,
];

function scoresContract(isCounted: boolean): TableContract {
  const number = {
    type: "number",
    nullable: true,
    description: "Scaled by the seasonal naive, shares, or percent",
  } as const;
  return {
    name: "series_backtest",
    zone: "gold",
    version: 1,
    description: "Scores of every model on every window",
    key: ["series_id", "origin", "model", "steps"],
    columns: {
      series_id: { type: "text", description: "Name of the series" },
      origin: { type: isCounted ? "integer" : "timestamp", description: "Time of the last value that was known" },
      model: { type: "text", description: "Model" },
      steps: { type: "text", description: "Steps ahead, or all" },
      n: { type: "integer", description: "Values compared" },
      ...Object.fromEntries(MEASURES.map((name) => [name, number])),
    },
  };
}

function scoresTable(parts: readonly ScoredPart[]): Table {
  return tableOf({
    series_id: parts.map(({ id }) => id),
    origin: Float64Array.from(parts, ({ origin }) => Math.round(origin)),
    model: parts.map(({ model }) => model),
    steps: parts.map(({ part }) => part),
    n: Int32Array.from(parts, ({ scores }) => scores.n),
    ...Object.fromEntries(
      MEASURES.map((name) => [name, Float64Array.from(parts, ({ scores }) => significant(scores[name], 7))]),
    ),
  });
}

function tell(
  parts: readonly ScoredPart[],
  result: {
    readonly windows: number;
    readonly horizon: number;
    readonly tier: Tier;
    /** What was found of the series at the latest origin. */
    readonly groups: readonly GroupLine[];
    readonly failed: readonly { readonly series_id: string; readonly problem: string }[];
    readonly notes: readonly string[];
  },
  json: boolean,
): void {
  const boards = new Map(
    [...Map.groupBy(parts, ({ part }) => part)].map(([part, own]) => [part, seriesLeaderboard(own)]),
  );
  const { [ALL]: leaderboard = [], ...steps } = Object.fromEntries(boards);
  if (json) return printResult({ ...result, leaderboard, steps }, true);
  for (const group of result.groups) console.log(`group: ${groupText(group)}`);
  const pool = `pool, ${result.tier}`, always = new Set<string>([pool, ...BASELINES]);
  const shown = leaderboard.filter(({ model }, place) => place < SHOWN || always.has(model));
  const digits = { windows: 0, smape: 1, ms: 2 };
  for (const line of textTable(shown.map((leader) => ({ ...leader })), digits)) console.log(line);
  if (shown.length < leaderboard.length) {
    console.log(`and ${leaderboard.length - shown.length} more; --json lists them`);
  }
  const own = leaderboard.find(({ model }) => model === pool);
  if (own) {
    const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
    console.log(
      `The pool's 80 % band held ${percent(own.coverage80)}, its 95 % band ${percent(own.coverage95)} of the values.`,
    );
  }
  console.log(
    "mase, rmsse, sql, width80, width95 and bias (mean forecast less value) are in units of the change from season to season; " +
      "smape in percent; skill: 1 - sql / that of the seasonal naive; ms: one forecast of one model\n",
  );
  for (const line of textTable(skillByPart(steps, [...always, ...shown.slice(0, 3).map(({ model }) => model)]))) {
    console.log(line);
  }
}

/** Skill by steps ahead, and how many values the pool's bands hold. */
function skillByPart(
  boards: Readonly<Record<string, readonly SeriesLeader[]>>,
  models: readonly string[],
): Record<string, string | number>[] {
  return [...new Set(models)].map((model) => ({
    "skill by steps ahead": model,
    ...Object.fromEntries(
      Object.entries(boards).map(([part, board]) => [part, board.find((own) => own.model === model)?.skill ?? NaN]),
    ),
  }));
}
