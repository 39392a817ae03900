/**
 * Other people's forecasting libraries on the same series, the same machine, in the same run: seconds and errors as ratios to ours.
 *
 * ```
 * deno run -A scripts/forecasting/baselines.ts [--m4 FOLDER] [--series 600] [--limit 60]
 * ```
 *
 * @module
 */
import { Command } from "commander";
import { calendarOf, DAY_MS, type Region } from "@lib/core/mod.ts";
import { DAY_SECONDS } from "@lib/core/day.ts";
import { naiveErrors } from "@lib/forecast/evaluate/naive_errors.ts";
import { windowScores } from "@lib/forecast/evaluate/window_scores.ts";
import type { Forecast } from "@lib/forecast/forecaster.ts";
import { calendarRidge } from "@lib/forecast/mod.ts";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { forecastSeries } from "@lib/forecast/series/forecast_series.ts";
import type { Tier } from "@lib/forecast/tier.ts";
import { generateFleet } from "@lib/generate/mod.ts";
import { exitCodeOf, wholeNumber } from "../command_line.ts";
import { augursRivals } from "./augurs_rivals.ts";
import { cpuSeconds } from "./cpu_seconds.ts";
import { M4_FREQUENCIES, readM4 } from "./m4_files.ts";
import { rRivals } from "./r_rivals.ts";
import type { Rival, RivalSeries } from "./rivals.ts";
import { textTable } from "./text_table.ts";

/** Series with what came after them. */
interface Arena {
  readonly name: string;
  readonly horizon: number;
  /** Season of the scale of errors. */
  readonly season: number;
  readonly series: readonly (RivalSeries & { readonly actual: Float64Array })[];
  /** Ours; the first one is what the others are compared with. */
  readonly own: readonly Rival[];
}

/** The pool of any series, on one thread. */
function pool(tier: Tier): Rival {
  return {
    name: `pool, ${tier}`,
    most: Infinity,
    forecast(series, horizon) {
      const before = cpuSeconds();
      const made = forecastSeries(series.map(({ id, history }) => ({ id, history })), { horizon, tier });
      return Promise.resolve({ forecasts: made.map(({ forecast }) => forecast), seconds: cpuSeconds() - before });
    },
  };
}

/** The calendar engine, all series at once. */
const CALENDAR_ENGINE: Rival = {
  name: "calendar ridge",
  most: Infinity,
  forecast(series, horizon) {
    const before = cpuSeconds();
    const fitted = calendarRidge.fitMany!(series.map(({ history }) => history));
    const forecasts = fitted.map((own) => own.predict(horizon, QUANTILE_LEVELS));
    return Promise.resolve({ forecasts, seconds: cpuSeconds() - before });
  },
};

/** Four years of days of a made fleet, the last quarter held out. */
function days(count: number): Arena {
  const horizon = 90;
  const { panel, plans } = generateFleet({ servers: count, days: 1461, seed: 42 });
  const length = panel.days - horizon, start = panel.start * DAY_MS;
  const calendars = new Map<Region, ReturnType<typeof calendarOf>>();
  const series = panel.servers.map((id, server) => {
    const { region } = plans[server]!.application;
    const calendar = calendars.get(region) ?? calendarOf(region, panel.start, panel.days);
    calendars.set(region, calendar);
    const values = panel.values.cpu_p95!.subarray(server * panel.days, (server + 1) * panel.days);
    const history = {
      values: values.slice(0, length),
      step: DAY_SECONDS,
      start,
      calendar,
      bounds: { low: 0, high: 100 },
    };
    return { id, history, seasons: [7, 365], actual: values.slice(length) };
  });
  return {
    name: `${count} series of days, 90 ahead`,
    horizon,
    season: 7,
    series,
    own: [CALENDAR_ENGINE, pool("fast"), pool("standard")],
  };
}

async function m4(folder: string, name: "Hourly" | "Weekly", limit: number): Promise<Arena[]> {
  const frequency = M4_FREQUENCIES.find((own) => own.name === name)!;
  const set = await readM4(folder, frequency, limit);
  if (!set) return [];
  const { horizon, season, step } = frequency;
  const series = set.series.map(({ id, train, test }) => ({
    id,
    history: { values: train, step },
    seasons: name === "Hourly" ? [24, 168] : [52],
    actual: test,
  }));
  const held = set.isHeldOut ? ", last horizon of the training part" : "";
  return [{
    name: `M4 ${name}, ${series.length} series${held}`,
    horizon,
    season,
    series,
    own: [pool("full"), pool("standard")],
  }];
}

async function compare({ name, horizon, season, series, own }: Arena, rivals: readonly Rival[]): Promise<void> {
  const maseOf = (index: number, forecast: Forecast): number => scoresOf(index, forecast).mase;
  const scoresOf = (index: number, forecast: Forecast) =>
    windowScores(forecast, series[index]!.actual, naiveErrors(series[index]!.history.values, season));
  let reference: { forecasts: (Forecast | undefined)[]; each: number } | undefined;
  const rows: Record<string, string | number>[] = [];
  for (const rival of [...own, ...rivals]) {
    const some = series.slice(0, rival.most);
    const { forecasts, seconds } = await rival.forecast(some, horizon);
    console.error(`${rival.name}: ${some.length} series, ${seconds.toFixed(1)} s`);
    reference ??= { forecasts, each: seconds / some.length };
    const { forecasts: first, each } = reference;
    const known = forecasts.flatMap((forecast, index) => forecast ? [{ forecast, index }] : [])
      .filter(({ forecast, index }) => Number.isFinite(maseOf(index, forecast)));
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const mase = mean(known.map(({ forecast, index }) => maseOf(index, forecast)));
    rows.push({
      [name]: rival.name,
      series: known.length,
      failed: some.length - known.length,
      "ms a series": 1000 * seconds / some.length,
      "time ratio": seconds / some.length / each,
      MASE: mase,
      "error ratio": mase / mean(known.map(({ index }) => maseOf(index, first[index]!))),
      coverage80: mean(known.map(({ forecast, index }) => scoresOf(index, forecast).coverage80)),
    });
  }
  for (const line of textTable(rows, { "ms a series": 2, "time ratio": 1 })) console.log(line);
  console.log();
}

interface Options {
  m4?: string;
  series: number;
  limit: number;
}

async function baselines(options: Options): Promise<void> {
  const rivals = [...await augursRivals(), ...rRivals()];
  console.log("ratios are to the first row, on the same series; time is processor time of one thread\n");
  await compare(days(options.series), rivals);
  for (const name of ["Hourly", "Weekly"] as const) {
    for (const arena of options.m4 === undefined ? [] : await m4(options.m4, name, options.limit)) {
      await compare(arena, rivals);
    }
  }
}

if (import.meta.main) {
  const command = new Command("baselines")
    .description("Other people's forecasting libraries on the same series: seconds and errors as ratios to ours.")
    .option("--m4 <folder>", "also on M4 Hourly and Weekly, files as published")
    .option("--series <n>", "series of days", wholeNumber(1), 600)
    .option("--limit <n>", "series of each M4 frequency", wholeNumber(1), 60)
    .addHelpText("after", "\nExample:\n  deno run -A scripts/forecasting/baselines.ts --m4 m4 --series 600")
    .exitOverride()
    .action(baselines);
  Deno.exit(await exitCodeOf(() => command.parseAsync(Deno.args, { from: "user" })));
}
