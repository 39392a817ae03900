/** Many windows in a few numbers: each against the seasonal naive, every task and source with the same weight. */
import type { WindowScores } from "./window_scores.ts";

/** One window of one series, scored. */
export interface ScoredWindow {
  /** What windows are put together by at first, for example source, grain and horizon. */
  readonly task: string;
  /** What tasks are put together by. */
  readonly source: string;
  readonly own: WindowScores;
  /** The seasonal naive on the same window. */
  readonly reference: WindowScores;
}

/** Scores of a task, a source, or all. */
export interface RelativeScores {
  readonly windows: number;
  /** Geometric means of own loss over that of the seasonal naive: scaled quantile loss, absolute error of the median. */
  readonly relSql: number;
  readonly relMae: number;
  /** Means over the windows. */
  readonly mase: number;
  readonly coverage80: number;
  /** Share of windows with a smaller quantile loss than the seasonal naive; equal ones count half. */
  readonly wins: number;
}

/** Errors of nearly constant histories count as at most this. */
const CAP = 50;
/** A ratio counts as at most a hundredfold, either way. */
const LARGEST_RATIO = 100;
/** Losses this close are equal. */
const TIE = 0.001;

/** Scores by task, by source (means over its tasks), and over all sources. Ratios are averaged geometrically. */
export function relativeScores(windows: readonly ScoredWindow[]): {
  readonly tasks: ReadonlyMap<string, RelativeScores>;
  readonly sources: ReadonlyMap<string, RelativeScores>;
  readonly overall: RelativeScores;
} {
  const tasks = new Map<string, RelativeScores>(), bySource = new Map<string, RelativeScores[]>();
  for (const [task, own] of Map.groupBy(windows, ({ task }) => task)) {
    const scores = scoresOf(own), { source } = own[0]!;
    tasks.set(task, scores);
    bySource.set(source, [...bySource.get(source) ?? [], scores]);
  }
  const sources = new Map([...bySource].map(([source, scores]) => [source, together(scores)]));
  return { tasks, sources, overall: together([...sources.values()]) };
}

function scoresOf(windows: readonly ScoredWindow[]): RelativeScores {
  const ratiosOf = (pick: (scores: WindowScores) => number): number[] =>
    windows.map(({ own, reference }) => {
      const loss = pick(own), base = pick(reference);
      return base <= 0 ? (loss <= 0 ? 1 : NaN) : loss / base;
    });
  const sql = ({ sql }: WindowScores): number => Math.min(CAP, sql);
  return {
    windows: windows.length,
    relSql: geometricMean(ratiosOf(sql)),
    relMae: geometricMean(ratiosOf(({ mae }) => mae)),
    mase: mean(windows.map(({ own }) => Math.min(CAP, own.mase))),
    coverage80: mean(windows.map(({ own }) => own.coverage80)),
    wins: mean(windows.map(({ own, reference }) => {
      const ratio = sql(own) / sql(reference);
      return ratio < 1 - TIE ? 1 : ratio > 1 + TIE ? 0 : 0.5;
    })),
  };
}

function together(scores: readonly RelativeScores[]): RelativeScores {
  return {
    windows: scores.reduce((sum, { windows }) => sum + windows, 0),
    relSql: geometricMean(scores.map(({ relSql }) => relSql)),
    relMae: geometricMean(scores.map(({ relMae }) => relMae)),
    mase: mean(scores.map(({ mase }) => mase)),
    coverage80: mean(scores.map(({ coverage80 }) => coverage80)),
    wins: mean(scores.map(({ wins }) => wins)),
  };
}

/** Mean of the finite values. */
function mean(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  return finite.reduce((sum, value) => sum + value, 0) / finite.length;
}

function geometricMean(ratios: readonly number[]): number {
  const clipped = ratios.filter(Number.isFinite).map((ratio) =>
    Math.min(LARGEST_RATIO, Math.max(1 / LARGEST_RATIO, ratio))
  );
  return Math.exp(mean(clipped.map(Math.log)));
}
