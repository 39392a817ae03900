/** The cores of servers, applications, business units and the fleet: forecasts that add up, with quantiles that were not added. */
import type { Region } from "@lib/core/holidays.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { QUANTILE_COLUMNS, QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { numbersOf, type Table } from "@lib/core/table.ts";
import { calendarRidge } from "../calendar/calendar_ridge.ts";
import type { Lesson } from "../calendar/lesson.ts";
import { fleetDays } from "../fleet/fleet_days.ts";
import { aggregateForecast } from "./aggregate_forecast.ts";
import { type Hierarchy, hierarchyOf, summedUp } from "./hierarchy.ts";
import { nodeForecasts } from "./node_forecasts.ts";
import { nodeHistories } from "./node_histories.ts";
import { type ServerForecasts, serverForecasts } from "./server_forecasts.ts";
import {
  bestMethod,
  type CoherenceMethod,
  coherent,
  type LevelAccuracy,
  levelAccuracy,
  triedCoherent,
  type TriedOrigin,
} from "./tried_origins.ts";
import { type UsedCores, usedCores, vcpusOf } from "./used_cores.ts";
import { vcpuHistory } from "./vcpu_history.ts";

/** A fleet with its forecasts. */
export interface HierarchyInput {
  readonly panel: FleetPanel;
  /** FLEET: vCPUs, applications and business units. */
  readonly fleet: Table;
  /** Region of each server of the panel. */
  readonly regions: readonly Region[];
  /** FORECAST and BACKTEST_FORECAST of the fleet. */
  readonly forecast: Table;
  readonly backtestForecast: Table;
  /** Name of the model that forecast the CPU, for the backtest's rows; default all rows, for tables of one model. */
  readonly model?: string;
}

/** The forecast of a hierarchy. Values are cores, shaped `[node * horizon + step]` unless said otherwise. */
export interface HierarchyForecast {
  readonly hierarchy: Hierarchy;
  /** First day of the history, its days, and the days ahead. */
  readonly start: number;
  readonly days: number;
  readonly horizon: number;
  /** `[node * days + day]`: what was used. */
  readonly history: Float64Array;
  /** Expected values: every sum is that of its servers. */
  readonly mean: Float64Array;
  /** One array per level of QUANTILE_LEVELS. */
  readonly quantiles: readonly Float64Array[];
  /** How the forecasts were made to add up: what did best on the backtest. */
  readonly method: CoherenceMethod;
  /** Every method on every level, from the backtest. */
  readonly accuracy: readonly LevelAccuracy[];
  /** Of each origin of the backtest, the latest first: (what came − forecast) ÷ forecast. */
  readonly errors: readonly Float64Array[];
  /** Plain sentences: who was left out, what could not be tried. */
  readonly notes: readonly string[];
}

/** Steps around a step whose errors stand for its own. */
const REACH = 14;

/**
 * Forecasts a fleet's used cores at every level.
 *
 * Servers come from the fleet's forecast; each sum of servers is also forecast from its own past, and all are made to add up by the method that was
 * best on the backtest's origins. Quantiles of sums come from errors that servers had together (aggregateForecast), those of servers from the gold
 * table.
 *
 * @throws {RangeError} when no server has both a forecast and a known number of CPUs.
 */
export function forecastHierarchy(input: HierarchyInput): HierarchyForecast {
  const { panel, fleet, regions } = input;
  const [final] = serverForecasts(input.forecast);
  const { values: vcpus, resizes } = vcpuHistory(panel, vcpusOf(panel.servers, fleet));
  const all = usedCores(panel, vcpus);
  const silent = all.servers.filter((server) => !final?.means.has(server));
  const cores = without(all, new Set(silent));
  if (!final || cores.servers.length === 0) {
    throw new RangeError("Cannot forecast cores: expected 1 server with a forecast and a number of vCPUs, got none");
  }
  const hierarchy = hierarchyOf(cores.servers, fleet);
  const { firstServer } = hierarchy;
  const horizon = final.means.get(cores.servers[0]!)!.length, days = panel.days;
  const history = nodeHistories(cores.values, hierarchy);
  const calendars = nodeCalendars(hierarchy, cores, panel, regions, horizon);
  const sums = { values: history, days, start: panel.start, calendars };
  let lesson: Lesson | undefined;
  const baseAt = (origin: ServerForecasts, known: number): Float64Array => {
    const base = new Float64Array(hierarchy.nodes.length * horizon);
    const own = nodeForecasts(calendarRidge, sums, { nodes: firstServer, known, horizon, before: lesson });
    lesson = own.lesson();
    base.set(own.means);
    base.set(inCores(origin, cores, { day: known - 1, horizon }), firstServer * horizon);
    return base;
  };
  // The earliest origin first: what it teaches, all later ones may know.
  const origins = serverForecasts(input.backtestForecast, input.model).reverse().map((origin): TriedOrigin => {
    const known = origin.origin - panel.start + 1;
    return { base: baseAt(origin, known), actual: whatCame(hierarchy, history, origin, { cores, known, horizon }) };
  }).reverse();
  const accuracy = levelAccuracy(hierarchy, origins);
  const method = origins.length > 1 ? bestMethod(accuracy) : "bottom-up";
  const mean = coherent(baseAt(final, days), hierarchy, method, origins);
  const errors = triedCoherent(hierarchy, method, origins).map((forecast, index) =>
    origins[index]!.actual.map((actual, at) => forecast[at]! > 0 ? actual / forecast[at]! - 1 : NaN)
  );
  const quantiles = aggregateForecast({ mean, steps: horizon, errors, levels: QUANTILE_LEVELS, reach: REACH });
  setServerQuantiles(quantiles, mean, {
    forecast: input.forecast,
    final,
    cores,
    first: firstServer * horizon,
    horizon,
  });
  return {
    hierarchy,
    start: panel.start,
    days,
    horizon,
    history,
    mean,
    quantiles,
    method,
    accuracy,
    errors,
    notes: notesOf(all.leftOut, silent, { resizes: resizes.length, origins: origins.length }),
  };
}

function without(cores: UsedCores, gone: ReadonlySet<string>): UsedCores {
  const kept = [...cores.servers.keys()].filter((server) => !gone.has(cores.servers[server]!));
  const rowsOf = (values: Float64Array): Float64Array => {
    const rows = new Float64Array(kept.length * cores.days);
    kept.forEach((server, place) =>
      rows.set(values.subarray(server * cores.days, (server + 1) * cores.days), place * cores.days)
    );
    return rows;
  };
  return {
    ...cores,
    servers: kept.map((server) => cores.servers[server]!),
    vcpus: rowsOf(cores.vcpus),
    values: rowsOf(cores.values),
  };
}

/** The calendar of each node: that of the region in which most of its CPUs are. */
function nodeCalendars(
  hierarchy: Hierarchy,
  cores: UsedCores,
  panel: FleetPanel,
  regions: readonly Region[],
  horizon: number,
) {
  const places = new Map(panel.servers.map((server, place) => [server, place]));
  const own = cores.servers.map((server) => places.get(server)!);
  const names = [...new Set(own.map((place) => regions[place]!))];
  const shares = names.map((name) =>
    summedUp(
      hierarchy,
      Float64Array.from(own, (place, server) =>
        regions[place] === name ? cores.vcpus[(server + 1) * cores.days - 1]! : 0),
    )
  );
  const calendars = fleetDays(panel, regions, horizon);
  return hierarchy.nodes.map((_, node) => {
    const most = names.reduce((best, __, index) => shares[index]![node]! > shares[best]![node]! ? index : best, 0);
    return calendars.calendarOf(own.find((place) => regions[place] === names[most])!);
  });
}

/**
 * Forecasts of servers in cores; 0 for a server that was not there yet.
 *
 * @param day Index of the last day of the history: its CPUs count.
 */
function inCores(
  { means }: ServerForecasts,
  { servers, vcpus, days }: UsedCores,
  { day, horizon }: { readonly day: number; readonly horizon: number },
): Float64Array {
  const result = new Float64Array(servers.length * horizon);
  servers.forEach((server, place) => {
    const percent = means.get(server), cores = vcpus[place * days + day]! / 100;
    for (let step = 0; step < horizon; step++) {
      result[place * horizon + step] = (percent?.[step] ?? 0) * cores;
    }
  });
  return result;
}

/** What the servers that had a forecast used after an origin. */
function whatCame(
  hierarchy: Hierarchy,
  history: Float64Array,
  { means }: ServerForecasts,
  { cores, known, horizon }: { readonly cores: UsedCores; readonly known: number; readonly horizon: number },
): Float64Array {
  const came = new Float64Array(cores.servers.length * horizon);
  cores.servers.forEach((server, place) => {
    if (!means.has(server)) return;
    const from = (hierarchy.firstServer + place) * cores.days + known;
    came.set(history.subarray(from, from + horizon), place * horizon);
  });
  return summedUp(hierarchy, came);
}

/** Quantiles of servers are those of the gold table, moved as their means were by adding up. */
function setServerQuantiles(
  quantiles: readonly Float64Array[],
  mean: Float64Array,
  { forecast, final, cores, first, horizon }: {
    readonly forecast: Table;
    readonly final: ServerForecasts;
    readonly cores: UsedCores;
    readonly first: number;
    readonly horizon: number;
  },
): void {
  const { days } = cores;
  const own = inCores(final, cores, { day: days - 1, horizon });
  QUANTILE_COLUMNS.forEach((name, level) => {
    const column = numbersOf(forecast, name);
    cores.servers.forEach((server, place) => {
      const row = final.rows.get(server)!;
      for (let step = 0; step < horizon; step++) {
        const at = place * horizon + step;
        const moved = own[at]! > 0 ? mean[first + at]! / own[at]! : 1;
        quantiles[level]![first + at] = column[row + step]! * cores.vcpus[(place + 1) * days - 1]! / 100 * moved;
      }
    });
  });
}

function notesOf(
  unknown: readonly string[],
  silent: readonly string[],
  { resizes, origins }: { readonly resizes: number; readonly origins: number },
): string[] {
  const notes: string[] = [];
  if (unknown.length > 0) notes.push(`${named(unknown)} left out: the inventory does not know the number of vCPUs.`);
  if (silent.length > 0) notes.push(`${named(silent)} left out: there is no forecast of the CPU.`);
  if (resizes > 0) {
    notes.push(
      `${resizes} ${
        resizes === 1 ? "resize was" : "resizes were"
      } found where the levels of CPU and memory changed by powers of two; ` +
        "the days before count with the vCPUs of then.",
    );
  }
  if (origins < 2) notes.push("Sums are those of the servers: the backtest has too few origins to compare with.");
  return notes;
}

function named(servers: readonly string[]): string {
  const shown = servers.slice(0, 3).join(", "), more = servers.length - 3;
  if (servers.length === 1) return `${shown} is`;
  return more > 0 ? `${shown} and ${more} more are` : `${shown} are`;
}
