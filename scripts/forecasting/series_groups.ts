/** What kinds of series a file holds, and how each kind was forecast: a line for each. */
import type { RegularSeries } from "@lib/forecast/tidy/regular_series.ts";
import { stepText } from "@lib/forecast/tidy/time_step.ts";
import type { PlainSeries } from "./series_batch.ts";

/** Series of one step, season and calendar. */
export interface GroupLine {
  readonly series: number;
  /** In words, for example `1 hour`. */
  readonly step: string;
  /** In steps; none when empty. */
  readonly seasons: readonly number[];
  /** Region whose bank holidays count; `none` where none is known or wanted. */
  readonly calendar: string;
  /** Models in the pool. */
  readonly models: number;
}

/** Counts series by kind. */
export class SeriesGroups {
  readonly #groups = new Map<string, { series: number } & Omit<GroupLine, "series">>();

  /** Adds a series with what came of it. */
  add(
    { step }: RegularSeries,
    { region = "none" }: PlainSeries,
    { seasons, models }: { readonly seasons: readonly number[]; readonly models: number },
    isCounted: boolean,
  ): void {
    const line = { step: isCounted ? "1 count" : stepText(step), seasons, calendar: region, models };
    const key = JSON.stringify(line), group = this.#groups.get(key);
    if (group) group.series++;
    else this.#groups.set(key, { series: 1, ...line });
  }

  /** The kinds, the largest first. */
  lines(): GroupLine[] {
    return [...this.#groups.values()].toSorted((a, b) => b.series - a.series);
  }
}

/** A group in words. */
export function groupText({ series, step, seasons, calendar, models }: GroupLine): string {
  return `${series} series of ${step}, ${
    seasons.length === 0 ? "no season" : `season ${seasons.join(" and ")}`
  }, calendar ${calendar}, ${models} models`;
}
