/** How much better than the seasonal naive a model is, and how sure that is. */
import type { Random } from "@lib/core/random.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import { comparedError, type Groups, type Slice, sliceKey, type SliceName, slicesOf } from "./backtest_slices.ts";
import { REFERENCE } from "./leaderboard.ts";

/** Skill of one model on one slice of the backtest. */
export interface SkillRow extends SliceName {
  readonly model: string;
  /** Servers compared. */
  readonly servers: number;
  /** 1 − error ÷ error of the seasonal naive: 0 = no better, 1 = perfect. */
  readonly skill: number;
  /** Ends of the interval; `NaN` of fewer than two servers. */
  readonly low: number;
  readonly high: number;
}

/** How to resample. */
export interface SkillOptions {
  /** Slices that get rows of their own; default the metrics. */
  readonly by?: readonly Slice[];
  /** Group of each server, for the slice `group`. */
  readonly groups?: Groups;
  /** Default 1000. */
  readonly resamples?: number;
  /** Probability that the interval holds; default 0.95. */
  readonly level?: number;
}

/**
 * Skill with bootstrap intervals: whole servers are drawn again and again with replacement, because the errors of one server hang together
 * from day to day and from metric to metric.
 *
 * The error is the MAE, or the MASE where metrics of different units are put together. All models of a slice see the same draws. The
 * interval answers for other servers of this kind on the same days; it knows nothing of other years.
 *
 * @param backtest BACKTEST with the seasonal naive.
 * @param random Spends one uniform per server, resample and slice.
 * @returns Rows of every model but the seasonal naive, slices in the order of the table, the best model of each first.
 * @see Efron and Tibshirani, An Introduction to the Bootstrap (1993), 13.3 (percentile intervals)
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { randomFor } from "@lib/core/random.ts";
 * import { forecastFleet, skillRows, smallFleet } from "@lib/forecast/mod.ts";
 * const { backtest } = forecastFleet({ ...smallFleet({ servers: 6, days: 800 }), horizon: 30, origins: 2 });
 * const [best] = skillRows(backtest, randomFor(1, "skill"));
 * ok(best!.low > 0 && best!.low <= best!.skill && best!.skill <= best!.high);
 * ```
 */
export function skillRows(
  backtest: Table,
  random: Pick<Random, "uniform">,
  { by = ["metric"], groups, resamples = 1000, level = 0.95 }: SkillOptions = {},
): SkillRow[] {
  const servers = textsOf(backtest, "server_id"), n = numbersOf(backtest, "n");
  const slices = slicesOf(backtest, by, groups);
  return [...Map.groupBy(slices, sliceKey).values()].flatMap((models): SkillRow[] => {
    const reference = models.find(({ model }) => model === REFERENCE);
    if (!reference) return [];
    const errorsOf = (rows: readonly number[]): Map<string, number> => {
      const values = comparedError(backtest, reference), sums = new Map<string, number>();
      for (const row of rows) {
        if (Number.isNaN(values[row]!)) continue;
        sums.set(servers[row]!, (sums.get(servers[row]!) ?? 0) + values[row]! * n[row]!);
      }
      return sums;
    };
    const naive = errorsOf(reference.rows), ids = [...naive.keys()];
    const others = models.filter(({ model }) => model !== REFERENCE).map((slice) => {
      const own = errorsOf(slice.rows);
      return { slice, errors: Float64Array.from(ids, (id) => own.get(id) ?? NaN) };
    });
    const draws = resampled(Float64Array.from(naive.values()), others.map(({ errors }) => errors), random, resamples);
    return others.map(({ slice, errors }, index) => {
      const { metric, group, horizon_bucket, regime, model } = slice;
      const [low, high] = ids.length < 2 ? [NaN, NaN] : endsOf(draws[index]!, level);
      const skill = 1 - sumOf(errors) / sumOf(naive.values());
      return { metric, group, horizon_bucket, regime, model, servers: ids.length, skill, low, high };
    }).sort((a, b) => b.skill - a.skill || 0);
  });
}

/** Skills of the models on resampled servers, one array per model. */
function resampled(
  naive: Float64Array,
  models: readonly Float64Array[],
  random: Pick<Random, "uniform">,
  resamples: number,
): Float64Array[] {
  const skills = models.map(() => new Float64Array(resamples)), sums = new Float64Array(models.length);
  for (let draw = 0; draw < resamples; draw++) {
    let reference = 0;
    sums.fill(0);
    for (let count = 0; count < naive.length; count++) {
      const server = Math.floor(random.uniform() * naive.length);
      reference += naive[server]!;
      for (let model = 0; model < models.length; model++) sums[model]! += models[model]![server]!;
    }
    for (let model = 0; model < models.length; model++) skills[model]![draw] = 1 - sums[model]! / reference;
  }
  return skills;
}

function endsOf(skills: Float64Array, level: number): [low: number, high: number] {
  const sorted = skills.filter(Number.isFinite).sort(), last = sorted.length - 1;
  if (last < 0) return [NaN, NaN];
  const tail = (1 - level) / 2;
  return [sorted[Math.floor(tail * last)]!, sorted[Math.ceil((1 - tail) * last)]!];
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
