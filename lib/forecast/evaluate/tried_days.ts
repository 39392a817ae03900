/** The days of a backtest as dense arrays: every day that the chosen models were tried on, with its server, its metric and its kind. */
import type { Region } from "@lib/core/holidays.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import { fleetDays } from "../fleet/fleet_days.ts";

/** One entry per day, server, metric and origin on which a value came, in the order of the table. */
export interface TriedDays {
  /** BACKTEST_FORECAST. */
  readonly table: Table;
  /** Metrics, in the order of `metric`. */
  readonly metrics: readonly string[];
  /** Servers, in the order of `server`. */
  readonly servers: readonly string[];
  /** Number of entries. */
  readonly count: number;
  /** Rows of the table. */
  readonly row: Int32Array;
  readonly metric: Uint8Array;
  readonly server: Int32Array;
  readonly day: Int32Array;
  /** Days ahead, 1 or more. */
  readonly step: Int32Array;
  /** Place in REGIMES. */
  readonly regime: Uint8Array;
}

/** What the days are read from. */
export interface TriedDaysInput {
  /** BACKTEST_FORECAST. */
  readonly backtestForecast: Table;
  /** The model of each metric whose days are wanted. */
  readonly chosen: Readonly<Record<string, string>>;
  /** The fleet of the backtest, and the region of each of its servers. */
  readonly panel: FleetPanel;
  readonly regions: readonly Region[];
}

/** The days of the chosen models; days on which nothing came are left out. */
export function triedDays({ backtestForecast: table, chosen, panel, regions }: TriedDaysInput): TriedDays {
  const ids = textsOf(table, "server_id"), names = textsOf(table, "metric"), models = textsOf(table, "model");
  const origins = numbersOf(table, "origin"), steps = numbersOf(table, "step"), actual = numbersOf(table, "actual");
  const metrics = Object.keys(chosen), wanted = Object.values(chosen);
  const places = new Map(panel.servers.map((id, place) => [id, place]));
  const fleet = fleetDays(panel, regions, 1),
    regimes = panel.servers.map((_, server) => fleet.regimesOf(server, 0, panel.days));
  const rows = table.rowCount;
  const row = new Int32Array(rows), metric = new Uint8Array(rows), server = new Int32Array(rows);
  const day = new Int32Array(rows), step = new Int32Array(rows), regime = new Uint8Array(rows);
  let count = 0, lastId: string | null = null, lastName: string | null = null, place = -1, known = -1;
  for (let index = 0; index < rows; index++) {
    // Rows come in runs of one server and metric: each run is looked up once.
    if (ids[index] !== lastId) {
      lastId = ids[index]!;
      place = places.get(lastId ?? "") ?? -1;
    }
    if (names[index] !== lastName) {
      lastName = names[index]!;
      known = metrics.indexOf(lastName ?? "");
    }
    if (place < 0 || known < 0 || models[index] !== wanted[known] || Number.isNaN(actual[index]!)) continue;
    row[count] = index;
    metric[count] = known;
    server[count] = place;
    day[count] = origins[index]! + steps[index]!;
    step[count] = steps[index]!;
    regime[count] = regimes[place]![day[count]! - panel.start]!;
    count++;
  }
  return {
    table,
    metrics,
    servers: panel.servers,
    count,
    row: row.subarray(0, count),
    metric: metric.subarray(0, count),
    server: server.subarray(0, count),
    day: day.subarray(0, count),
    step: step.subarray(0, count),
    regime: regime.subarray(0, count),
  };
}
