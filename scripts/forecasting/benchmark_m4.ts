/** `capacity benchmark m4`: the M4 competition by its official measures. */
import { CapacityError } from "@lib/core/mod.ts";
import type { Forecast } from "@lib/forecast/forecaster.ts";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { naive2 } from "@lib/forecast/evaluate/naive2.ts";
import { naiveReference } from "@lib/forecast/evaluate/naive_reference.ts";
import { naiveErrors } from "@lib/forecast/evaluate/naive_errors.ts";
import { type WindowScores, windowScores } from "@lib/forecast/evaluate/window_scores.ts";
import type { Tier } from "@lib/forecast/tier.ts";
import { printResult, progressLine } from "../command_line.ts";
import { cpuSeconds } from "./cpu_seconds.ts";
import { M4_FREQUENCIES, type M4Frequency, type M4Series, readM4 } from "./m4_files.ts";
import { hasFailed, SeriesCrew } from "./series_crew.ts";
import { textTable } from "./text_table.ts";

/** What the command asks for. */
export interface BenchmarkM4Options {
  readonly data: string;
  /** Only frequencies whose name matches. */
  readonly only?: RegExp;
  /** Series of each frequency at most. */
  readonly limit?: number;
  readonly tier: Tier;
  readonly workers: number;
  readonly json: boolean;
}

/** A line of the result. */
interface M4Row {
  readonly frequency: string;
  readonly method: string;
  readonly series: number;
  readonly sMAPE: number;
  readonly MASE: number;
  readonly OWA: number;
  readonly MSIS: number;
  readonly coverage80: number;
  readonly coverage95: number;
  readonly cpuSeconds: number;
}

/** Forecasts M4 and prints how good and how fast. */
export async function benchmarkM4({ data, only = /./, limit, tier, workers, json }: BenchmarkM4Options): Promise<void> {
  const rows: M4Row[] = [], heldOut: string[] = [];
  using crew = new SeriesCrew(workers);
  for (const frequency of M4_FREQUENCIES.filter(({ name }) => only.test(name))) {
    const set = await readM4(data, frequency, limit);
    if (!set) continue;
    if (set.isHeldOut) heldOut.push(frequency.name);
    rows.push(...await rowsOf(frequency, set.series, { crew, tier }));
  }
  if (rows.length === 0) {
    throw new CapacityError("Cannot measure M4: expected files such as Hourly-train.csv, got none", {
      place: { file: data },
      remedy: "give the folder with the files of the competition to --data",
    });
  }
  const notes = heldOut.map((name) =>
    `${name}: no test file, so the last horizon of the training part is held out; not the figures of the competition`
  );
  for (const note of notes) console.error(`note: ${note}`);
  if (json) return printResult({ tier, rows, notes }, true);
  const digits = { MSIS: 2, cpuSeconds: 1 };
  for (const line of textTable(rows.map(({ frequency, ...row }) => ({ frequency, ...row })), digits)) console.log(line);
  console.log("points are medians; OWA is against Naive2 on the same series; MSIS is of the 95 % interval");
}

async function rowsOf(
  { name, horizon, season, step }: M4Frequency,
  series: readonly M4Series[],
  { crew, tier }: { crew: SeriesCrew; tier: Tier },
): Promise<M4Row[]> {
  const progress = progressLine(name, "passes");
  const before = cpuSeconds();
  const plain = series.map(({ id, train }) => ({ id, values: train, step }));
  const outcomes = await crew.forecastAll(plain, { horizon, tier }, { onProgress: progress.update });
  const seconds = cpuSeconds() - before;
  progress.done(`${series.length} series`);
  const own = outcomes.map((outcome) => {
    if (hasFailed(outcome)) throw new CapacityError(outcome.problem);
    return outcome.forecast;
  });
  const scored = (forecastOf: (series: M4Series, index: number) => Forecast): WindowScores[] =>
    series.map((one, index) => windowScores(forecastOf(one, index), one.test, naiveErrors(one.train, season)));
  const benchmark = scored(({ train }) => pointForecast(naive2(train, season, horizon)));
  const rowOf = (method: string, scores: readonly WindowScores[], cpu: number): M4Row => {
    const mean = meansOf(scores), base = meansOf(benchmark);
    const { smape: sMAPE, mase: MASE, msis: MSIS, coverage80, coverage95 } = mean;
    const OWA = (sMAPE / base.smape + MASE / base.mase) / 2;
    return {
      frequency: name,
      method,
      series: series.length,
      sMAPE,
      MASE,
      OWA,
      MSIS,
      coverage80,
      coverage95,
      cpuSeconds: cpu,
    };
  };
  return [
    rowOf(`pool, ${tier}`, scored((_, index) => own[index]!), seconds),
    rowOf("seasonal naive", scored(({ train }) => naiveReference(train, season, horizon)), NaN),
    { ...rowOf("Naive2", benchmark, NaN), MSIS: NaN, coverage80: NaN, coverage95: NaN },
  ];
}

function pointForecast(points: Float64Array): Forecast {
  return { mean: points, quantiles: QUANTILE_LEVELS.map(() => points), model: "Naive2" };
}

/** Means over the series; those without a scale are left out of the scaled ones. */
function meansOf(scores: readonly WindowScores[]): WindowScores {
  const names = Object.keys(scores[0]!) as (keyof WindowScores)[];
  return Object.fromEntries(names.map((name) => {
    const values = scores.map((own) => own[name]).filter((value) => value === value);
    return [name, values.reduce((sum, value) => sum + value, 0) / values.length];
  })) as unknown as WindowScores;
}
