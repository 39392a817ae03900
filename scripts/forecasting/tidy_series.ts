/** The series of a tidy file, ready for the workers: one value a step, season and calendar named or guessed. */
import { CapacityError, DAY_MS, messageOf, type Region } from "@lib/core/mod.ts";
import { DAY_SECONDS } from "@lib/core/day.ts";
import { IN_COUNTS, type RegularSeries, regularSeries } from "@lib/forecast/tidy/regular_series.ts";
import { guessRegion } from "@lib/forecast/tidy/region_guess.ts";
import { seasonsOfStep } from "@lib/forecast/series/seasons_of_step.ts";
import { stepText, timeAfter, type TimeStep } from "@lib/forecast/tidy/time_step.ts";
import type { SeriesRows } from "@lib/forecast/tidy/tidy_rows.ts";
import type { Failed, PlainSeries } from "./series_batch.ts";
import type { TidyFile } from "./tidy_file.ts";

/** How series are to be taken. */
export interface SeriesSettings {
  /** Steps ahead: the calendar must reach that far. */
  readonly horizon: number;
  /** Seasons in steps; default those that the engine finds. */
  readonly seasons?: readonly number[];
  /** Whose bank holidays count for daily series; default guessed from each. */
  readonly region?: Region;
}

/** The series of a file. */
export interface TidySeries {
  /** Those that can be forecast, in the order of the file. */
  readonly series: readonly RegularSeries[];
  readonly failed: readonly Failed[];
  /** What was repaired. */
  readonly notes: readonly string[];
}

/**
 * Brings every series of a file to one value a step.
 *
 * @param horizon Steps ahead that times are needed for.
 */
export function regularSeriesOf({ rows, isCounted }: TidyFile, horizon = 0): TidySeries {
  const found: (RegularSeries | SeriesRows)[] = [], failed: Failed[] = [], notes: string[] = [];
  const shown = isCounted ? IN_COUNTS : undefined;
  for (const own of rows.taken()) {
    try {
      found.push(isOneTime(own) ? own : regularSeries(own, undefined, shown));
    } catch (error) {
      failed.push(failureOf(own.id, error));
    }
  }
  // A series of one time has no step of its own: it gets the commonest.
  const common = commonStep(found.filter((own) => "step" in own));
  const series = found.flatMap((own): RegularSeries[] => {
    try {
      const regular = "step" in own ? own : regularSeries(own, common, shown);
      if (!isCounted) refuseBeyondYears(regular, horizon);
      return [regular];
    } catch (error) {
      failed.push(failureOf(own.id, error));
      return [];
    }
  });
  for (const own of series) notes.push(...own.notes.map((note) => `series ${own.id}: ${note}`));
  return { series, failed, notes };
}

/** The last instant with a year of four digits. */
const LAST_TIME = Date.UTC(10_000, 0, 1) - 1;

/** Times in files have years of four digits. */
function refuseBeyondYears({ id, last, step }: RegularSeries, horizon: number): void {
  if (timeAfter(last, step, horizon) <= LAST_TIME) return;
  throw new CapacityError(
    `Cannot forecast series ${id}: expected times up to the year 9999, got ${horizon} x ${stepText(step)} after ${
      new Date(last).toISOString().slice(0, 10)
    }`,
    { remedy: "choose a shorter --horizon" },
  );
}

function isOneTime({ times, problem }: SeriesRows): boolean {
  return problem === undefined && times.every((time) => time === times[0]);
}

function failureOf(id: string, error: unknown): Failed {
  if (!(error instanceof CapacityError)) throw error;
  return { id, problem: messageOf(error) };
}

function commonStep(series: readonly RegularSeries[]): TimeStep | undefined {
  const groups = [...Map.groupBy(series, ({ step }) => stepText(step)).values()];
  return groups.toSorted((a, b) => b.length - a.length)[0]?.[0]?.step;
}

/** A series as it crosses to a worker. */
export function plainSeries(
  { id, values, last, step: { seconds, months } }: RegularSeries,
  isCounted: boolean,
  { horizon, seasons, region }: SeriesSettings,
): PlainSeries {
  // Steps of months are counted back from the last value: what is known there is when the history ends.
  const start = last - (values.length - 1) * seconds * 1000;
  const isDaily = !isCounted && months === undefined && seconds === DAY_SECONDS;
  const first = Math.floor(start / DAY_MS);
  const holidays = isDaily ? region ?? guessRegion(values, first) : undefined;
  const isKnown = holidays === "none" || first + values.length + horizon <= LAST_HOLIDAY;
  return {
    id,
    values,
    step: isCounted ? 1 : seconds,
    ...isCounted ? {} : { start },
    ...seasons ? { seasons: withShorter(seasons, isCounted ? [] : seasonsOfStep(seconds)) } : {},
    ...holidays && first >= FIRST_HOLIDAY ? { region: isKnown ? holidays : "none" } : {},
  };
}

/** A week is made of days: a season keeps those of the step that it is a multiple of. */
function withShorter(seasons: readonly number[], ofStep: readonly number[]): number[] {
  const longest = seasons.at(-1) ?? 1;
  const shorter = ofStep.filter((season) => season < longest && longest % season === 0);
  return [...new Set([...seasons, ...shorter])].sort((a, b) => a - b);
}

/** The days for which holidays are known, with a margin for bridge days. */
const FIRST_HOLIDAY = 0, LAST_HOLIDAY = Date.UTC(2100, 11, 31) / DAY_MS - 2;
