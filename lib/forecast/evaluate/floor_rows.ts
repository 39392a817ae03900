/** A backtest against the planted truth: how far each model is from an oracle, by metric and by kind of day. */
import { REGIMES } from "@lib/core/calendar.ts";
import type { Day } from "@lib/core/day.ts";
import type { Metric } from "@lib/core/metric.ts";
import { numbersOf, textsOf } from "@lib/core/table.ts";
import { type FloorRatio, FloorTally } from "./noise_floor.ts";
import { fleetDays } from "../fleet/fleet_days.ts";
import type { TriedDaysInput } from "./tried_days.ts";

/** All days, then each kind. */
const SLICES = ["all", ...REGIMES] as const;

/** Error over noise floor of one model on one slice. */
export interface FloorRow extends FloorRatio {
  /** A metric, or `all` (there the ratio is the geometric mean over the metrics). */
  readonly metric: string;
  /** A kind of day, or `all`. */
  readonly regime: string;
  readonly model: string;
}

/** What the rows are made from. */
export interface FloorRowsInput extends Pick<TriedDaysInput, "backtestForecast" | "panel" | "regions"> {
  /**
   * What an oracle that knows everything up to the origin expects of the days after it.
   *
   * @param origin Last day of the history.
   * @returns One value per day from the one after the origin; `undefined` leaves the window out (an event to come acts on it).
   */
  expected(server: string, metric: Metric, origin: Day, days: number): Float64Array | undefined;
}

/** Error over noise floor of every model of a backtest: all days and each kind of day, for every metric and over all of them. */
export function floorRows({ backtestForecast, panel, regions, expected }: FloorRowsInput): FloorRow[] {
  const fleet = fleetDays(panel, regions, 1);
  const places = new Map(panel.servers.map((id, place) => [id, place]));
  const tallied = new Map<string, { metric: string; model: string; tallies: readonly FloorTally[] }>();
  // The models share a window of truth.
  const truths = new Map<string, Float64Array | undefined>();
  const actual = numbersOf(backtestForecast, "actual"), medians = numbersOf(backtestForecast, "q50");
  for (const { server, metric, origin, model, first, count, gap } of windowsOf(backtestForecast)) {
    const place = places.get(server);
    if (place === undefined) continue;
    const window = `${metric}\u0000${server}\u0000${origin}`;
    if (!truths.has(window)) truths.set(window, expected(server, metric as Metric, origin, gap + count));
    const truth = truths.get(window);
    if (!truth) continue;
    const key = `${metric}\u0000${model}`;
    const own = tallied.get(key) ?? { metric, model, tallies: SLICES.map(() => new FloorTally()) };
    tallied.set(key, own);
    const regimes = fleet.regimesOf(place, origin - panel.start + 1 + gap, count);
    for (let step = 0; step < count; step++) {
      for (const slice of [0, 1 + regimes[step]!]) {
        own.tallies[slice]!.addValue(actual[first + step]!, medians[first + step]!, truth[gap + step]!);
      }
    }
  }
  const rows = [...tallied.values()].flatMap(({ metric, model, tallies }) =>
    SLICES.map((regime, slice): FloorRow => ({ metric, regime, model, ...tallies[slice]!.ratio() }))
  ).filter(({ n, ratio }) => n > 0 && ratio > 0);
  return [...overMetrics(rows), ...rows];
}

/** The geometric mean over the metrics of each model and kind of day. */
function overMetrics(rows: readonly FloorRow[]): FloorRow[] {
  return [...Map.groupBy(rows, ({ model, regime }) => `${regime}\u0000${model}`).values()].map((own) => {
    const { regime, model } = own[0]!;
    const ratio = Math.exp(own.reduce((sum, row) => sum + Math.log(row.ratio), 0) / own.length);
    const n = own.reduce((sum, row) => sum + row.n, 0);
    return { metric: "all", regime, model, n, error: NaN, floor: NaN, ratio };
  });
}

interface Window {
  readonly server: string;
  readonly metric: string;
  readonly origin: Day;
  readonly model: string;
  /** First row of the table, and how many follow it, itself included. */
  readonly first: number;
  readonly count: number;
  /** Days between the origin and the first row's. */
  readonly gap: number;
}

/** The runs of rows that are one forecast of one series from one origin. */
function* windowsOf(backtestForecast: TriedDaysInput["backtestForecast"]): Generator<Window, void, void> {
  const servers = textsOf(backtestForecast, "server_id"), metrics = textsOf(backtestForecast, "metric");
  const models = textsOf(backtestForecast, "model"), origins = numbersOf(backtestForecast, "origin");
  const steps = numbersOf(backtestForecast, "step");
  for (let first = 0, next = 0; first < backtestForecast.rowCount; first = next) {
    next = first + 1;
    // Steps count up within a forecast and start again with the next one.
    while (next < backtestForecast.rowCount && steps[next] === steps[next - 1]! + 1) next++;
    yield {
      server: servers[first]!,
      metric: metrics[first]!,
      origin: origins[first]!,
      model: models[first]!,
      first,
      count: next - first,
      gap: steps[first]! - 1,
    };
  }
}
