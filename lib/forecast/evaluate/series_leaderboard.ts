/** Which model forecast somebody's own series best: means over series and origins, always beside the naive forecasts. */
import type { WindowScores } from "./window_scores.ts";

/** One model on one window. */
export interface ModelWindow {
  readonly model: string;
  readonly scores: WindowScores;
  /** The seasonal naive on the same window. */
  readonly reference: WindowScores;
  /** Milliseconds of one forecast; `NaN` = not measured. */
  readonly ms: number;
}

/** A model over all of its windows. Scaled means leave out windows whose history never changes. */
export interface SeriesLeader {
  readonly model: string;
  /** Series and origins on which it said something. */
  readonly windows: number;
  readonly mase: number;
  readonly rmsse: number;
  readonly smape: number;
  /** Scaled quantile loss. */
  readonly sql: number;
  /** 1 − its scaled quantile loss over that of the seasonal naive on the same windows; `NaN` where that one made no error. */
  readonly skill: number;
  readonly coverage80: number;
  readonly coverage95: number;
  /** Mean width of the 80 % band, scaled. */
  readonly width80: number;
  readonly bias: number;
  readonly ms: number;
}

/** Scaled errors of nearly constant histories count as at most this. */
const CAP = 50;

/** The models, the smallest scaled quantile loss relative to the seasonal naive first. */
export function seriesLeaderboard(windows: readonly ModelWindow[]): SeriesLeader[] {
  return [...Map.groupBy(windows, ({ model }) => model)].map(([model, own]): SeriesLeader => {
    const mean = (pick: (scores: WindowScores) => number): number => meanOf(own.map(({ scores }) => pick(scores)));
    const scaled = (pick: (scores: WindowScores) => number): number =>
      mean((scores) => Math.max(-CAP, Math.min(CAP, pick(scores))));
    const comparable = own.filter(({ scores, reference }) =>
      Number.isFinite(scores.sql) && Number.isFinite(reference.sql)
    );
    const loss = meanOf(comparable.map(({ scores }) => Math.min(CAP, scores.sql)));
    return {
      model,
      windows: own.length,
      mase: scaled(({ mase }) => mase),
      rmsse: scaled(({ rmsse }) => rmsse),
      smape: mean(({ smape }) => smape),
      sql: scaled(({ sql }) => sql),
      skill: skillOf(loss, meanOf(comparable.map(({ reference }) => Math.min(CAP, reference.sql)))),
      coverage80: shareOf(own, "coverage80"),
      coverage95: shareOf(own, "coverage95"),
      width80: scaled(({ width80 }) => width80),
      bias: scaled(({ bias }) => bias),
      ms: meanOf(own.map(({ ms }) => ms)),
    };
  }).sort((a, b) => rank(b.skill) - rank(a.skill) || (a.model < b.model ? -1 : 1));
}

function skillOf(loss: number, reference: number): number {
  return reference > 0 ? 1 - loss / reference : NaN;
}

function rank(skill: number): number {
  return Number.isNaN(skill) ? -Infinity : skill;
}

/** Mean of the values that are numbers. */
function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => value === value);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Share over all values, so that long windows count more. */
function shareOf(windows: readonly ModelWindow[], name: "coverage80" | "coverage95"): number {
  const some = windows.filter(({ scores }) => scores.n > 0);
  const n = some.reduce((sum, { scores }) => sum + scores.n, 0);
  return some.reduce((sum, { scores }) => sum + scores.n * scores[name], 0) / n;
}
