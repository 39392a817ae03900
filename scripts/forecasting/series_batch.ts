/** Some series on their way through the two passes: what a worker holds between them. */
import { type CalendarDay, calendarOf } from "@lib/core/calendar.ts";
import { DAY_MS, DAY_SECONDS } from "@lib/core/day.ts";
import { messageOf } from "@lib/core/errors.ts";
import type { Region } from "@lib/core/holidays.ts";
import { ridgePaths } from "@lib/forecast/calendar/ridge_paths.ts";
import { saysQuantiles } from "@lib/forecast/candidate.ts";
import { type ForecastOptions, forecastTried, type SeriesForecast } from "@lib/forecast/series/forecast_series.ts";
import type { Lender, Lent } from "@lib/forecast/series/lending.ts";
import { fromUnit, unitFor } from "@lib/forecast/tidy/extreme_unit.ts";
import {
  prepared,
  type SeriesInput,
  seriesOrigins,
  type SeriesTrial,
  trySeries,
} from "@lib/forecast/series/series_trial.ts";

/** A series as it crosses to a worker: plain data, the calendar by the name of its region. */
export interface PlainSeries {
  readonly id: string;
  /** One value a step, `NaN` = missing. */
  readonly values: Float64Array;
  /** Seconds from one value to the next. */
  readonly step: number;
  /** Time of the first value, milliseconds since 1970 (UTC), where it is known. */
  readonly start?: number;
  /** Seasons in steps; default those that the engine finds. */
  readonly seasons?: readonly number[];
  /** Whose bank holidays count, of daily values. */
  readonly region?: Region;
}

/** What the first pass tells of a series. */
export interface Tried {
  readonly lender: Lender;
  /** The seasons that its models use, in steps. */
  readonly seasons: readonly number[];
}

/** What the second pass made of it. */
export interface Finished extends SeriesForecast {
  /** Milliseconds that each model of `alone` takes for a single forecast. */
  readonly fitMs?: readonly number[];
}

/** A series that cannot be forecast, and why. */
export interface Failed {
  readonly id: string;
  readonly problem: string;
}

/** The series of a batch. A class because it holds what the first pass found until the second one. */
export class SeriesBatch {
  readonly #inputs: readonly SeriesInput[];
  readonly #units: readonly number[];
  readonly #trials: (SeriesTrial | undefined)[] = [];

  constructor(series: readonly PlainSeries[], readonly options: ForecastOptions) {
    this.#units = series.map(({ values }) => unitFor(values));
    this.#inputs = series.map((own, index) =>
      withCalendarRidge(inputOf(own, this.#units[index]!, options.horizon), options)
    );
  }

  /** The first pass over one series. */
  try(index: number): Tried | Failed {
    return attempt(this.#inputs[index]!, (input) => {
      const trial = trySeries(input, this.options);
      this.#trials[index] = trial;
      // What peers do not need stays here.
      const { trials: _, seasons, ...lender } = trial;
      return { lender, seasons };
    });
  }

  /** The second pass over one series, which the first one has passed. */
  forecast(index: number, lent: Lent): Finished | Failed {
    return attempt(this.#inputs[index]!, (input) => {
      const made = inOwnUnit(forecastTried(input, this.#trials[index]!, lent, this.options), this.#units[index]!);
      const { mean, quantiles } = made.forecast;
      if (![mean, ...quantiles].every((line) => line.every(Number.isFinite))) {
        throw new RangeError("expected finite forecasts, got values beyond what a number can hold");
      }
      return made.alone ? { ...made, fitMs: fitMsOf(input, this.options, made.alone.map(({ model }) => model)) } : made;
    });
  }
}

/** One bad series must not cost the others: whatever goes wrong becomes its own line. */
function attempt<T>(input: SeriesInput, work: (input: SeriesInput) => T): T | Failed {
  try {
    return work(input);
  } catch (error) {
    const reason = messageOf(error).replace(/^Cannot [^:]*: /, "").replace(/\n.*/s, "");
    return { id: input.id, problem: `Cannot forecast series ${input.id}: ${reason}` };
  }
}

function inOwnUnit(made: SeriesForecast, unit: number): SeriesForecast {
  if (unit === 1) return made;
  const { forecast, alone, ...rest } = made;
  return {
    ...rest,
    forecast: fromUnit(forecast, unit),
    ...alone ? { alone: alone.map((own) => fromUnit(own, unit)) } : {},
  };
}

function inputOf(
  { id, values, step, start, seasons, region }: PlainSeries,
  unit: number,
  horizon: number,
): SeriesInput {
  const isDaily = step === DAY_SECONDS && start !== undefined && region !== undefined;
  return {
    id,
    history: {
      values: unit === 1 ? values : values.map((value) => value / unit),
      step,
      ...start === undefined ? {} : { start },
      ...seasons ? { seasons } : {},
      ...isDaily ? { calendar: calendarFor(region, Math.floor(start / DAY_MS), values.length + horizon) } : {},
    },
  };
}

/** Days of history from which on the calendar ridge has something to tell, with and without known holidays. */
const DAYS_FOR_RIDGE = { known: 60, unknown: 400 } as const;

/** In a daily series the calendar ridge competes with the models of the pool. */
function withCalendarRidge(input: SeriesInput, options: ForecastOptions): SeriesInput {
  const { history } = input, least = DAYS_FOR_RIDGE[history.calendar ? "known" : "unknown"];
  if (history.step !== DAY_SECONDS || history.start === undefined || history.values.length < least) return input;
  try {
    const ends = [...seriesOrigins(input, options), history.values.length];
    return { ...input, known: [ridgePaths(history, ends, options.horizon)] };
  } catch {
    // Whatever is wrong with the series, the first pass says it.
    return input;
  }
}

/** Series of the same days share one calendar, and so whatever models make of it. */
const calendars = new Map<string, CalendarDay[]>();
/** Calendars that are kept. */
const MOST_CALENDARS = 64;

function calendarFor(region: Region, first: number, days: number): CalendarDay[] {
  const key = `${region} ${first} ${days}`;
  let calendar = calendars.get(key);
  if (!calendar) {
    calendar = calendarOf(region, first, days);
    if (calendars.size >= MOST_CALENDARS) calendars.clear();
    calendars.set(key, calendar);
  }
  return calendar;
}

/** Times one forecast of every model; a model that says nothing, or is not of the pool, costs nothing. */
function fitMsOf(input: SeriesInput, options: ForecastOptions, names: readonly string[]): number[] {
  const { frame, pool } = prepared(input, options);
  return names.map((name) => {
    const model = pool.find((own) => own.name === name);
    if (!model) return 0;
    const started = performance.now();
    if (saysQuantiles(model)) model.quantiles(frame.values, options.horizon, [0.1, 0.5, 0.9], frame);
    else model.points(frame.values, options.horizon, frame);
    return performance.now() - started;
  });
}
