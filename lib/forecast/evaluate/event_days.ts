/** The days on which the calendar matters most in a backtest: two forecasts of them, beside what came. */
import { calendarOf } from "@lib/core/calendar.ts";
import type { Day } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";

/** One day of two forecasts. */
export interface ComparedDay {
  readonly day: Day;
  /** Medians. */
  readonly one: number;
  readonly other: number;
  /** `NaN` = missing. */
  readonly actual: number;
}

/** What to compare. */
export interface EventDaysOptions {
  readonly metric: string;
  /** Names of two models of the backtest. */
  readonly one: string;
  readonly other: string;
  /** Days in the window, its end included; default 21. */
  readonly days?: number;
}

/** Days that two models forecast from the same origin, server by server. */
export interface EventDays {
  /** Last day of the history that both saw. */
  readonly origin: Day;
  /** Whether the window ends with a quarter. */
  readonly endsQuarter: boolean;
  /** Servers with the largest mean distance between the two medians first: there the choice matters most. */
  readonly servers: readonly { readonly server: string; readonly days: readonly ComparedDay[] }[];
}

/**
 * The window up to the latest quarter end that was forecast, from the latest origin before it; without one, the last days that were forecast.
 *
 * @param tables One or several BACKTEST_FORECAST that hold both models.
 * @returns `undefined` when one of the two was not tried on the metric.
 */
export function eventDays(
  tables: readonly Table[],
  { metric, one, other, days = 21 }: EventDaysOptions,
): EventDays | undefined {
  const parts = tables.map((table) => partOf(table, metric, [one, other]));
  const spans = new Map<Day, Day>();
  for (const { rows, origins, steps } of parts) {
    for (const row of rows) {
      spans.set(origins[row]!, Math.max(spans.get(origins[row]!) ?? -Infinity, origins[row]! + steps[row]!));
    }
  }
  const tried = new Set(parts.flatMap(({ rows, models }) => rows.map((row) => models[row])));
  const window = windowOf(spans, days);
  if (!window || !tried.has(one) || !tried.has(other)) return undefined;
  const byServer = new Map<string, Map<Day, { one: number; other: number; actual: number }>>();
  for (const { rows, ids, models, origins, steps, medians, actual } of parts) {
    for (const row of rows) {
      const day = origins[row]! + steps[row]!;
      if (origins[row] !== window.origin || day < window.from || day > window.to) continue;
      const own = byServer.get(ids[row]!) ?? new Map();
      byServer.set(ids[row]!, own);
      const cell = own.get(day) ?? { one: NaN, other: NaN, actual: actual[row]! };
      own.set(day, { ...cell, [models[row] === one ? "one" : "other"]: medians[row]! });
    }
  }
  const servers = [...byServer].map(([server, own]) => ({
    server,
    days: [...own].sort(([a], [b]) => a - b).map(([day, cell]): ComparedDay => ({ day, ...cell })),
  }));
  return {
    origin: window.origin,
    endsQuarter: window.endsQuarter,
    servers: servers.sort((a, b) => distanceOf(b.days) - distanceOf(a.days) || 0),
  };
}

/** The rows of two models on one metric. */
function partOf(table: Table, metric: string, wanted: readonly string[]) {
  const metrics = textsOf(table, "metric"), models = textsOf(table, "model");
  const rows: number[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    if (metrics[row] === metric && wanted.includes(models[row]!)) rows.push(row);
  }
  return {
    rows,
    models,
    ids: textsOf(table, "server_id"),
    origins: numbersOf(table, "origin"),
    steps: numbersOf(table, "step"),
    medians: numbersOf(table, "q50"),
    actual: numbersOf(table, "actual"),
  };
}

function windowOf(
  spans: ReadonlyMap<Day, Day>,
  days: number,
): { origin: Day; from: Day; to: Day; endsQuarter: boolean } | undefined {
  const latest = [...spans].sort(([a], [b]) => b - a);
  const region: Region = "none"; // a quarter ends everywhere on the same day
  const ends = latest.flatMap(([origin, last]) => {
    const end = calendarOf(region, origin + 1, last - origin).findLast(({ quarterEndStep }) => quarterEndStep === 5);
    return end ? [{ origin, end: end.day, last }] : [];
  }).sort((a, b) => b.end - a.end || b.origin - a.origin);
  const [found] = ends;
  if (found) {
    const { origin, end } = found;
    return { origin, from: Math.max(origin + 1, end - days + 1), to: end, endsQuarter: true };
  }
  const [first] = latest;
  return first &&
    { origin: first[0], from: Math.max(first[0] + 1, first[1] - days + 1), to: first[1], endsQuarter: false };
}

function distanceOf(days: readonly ComparedDay[]): number {
  return days.reduce((sum, { one, other }) => sum + Math.abs(one - other), 0) / days.length;
}
