/** Contracts of silver: repaired, with the ledger of what was done. */
import {
  calendarColumns,
  CONTRACT_VERSION,
  dayColumn,
  metadataColumns,
  metricColumns,
  serverId,
} from "./shared_columns.ts";
import { LEDGER_ACTIONS } from "./vocabulary.ts";
import type { TableContract } from "./table.ts";

/** The repaired daily data. */
export const SERVER_DAILY: TableContract = {
  name: "server_daily",
  zone: "silver",
  version: CONTRACT_VERSION,
  description: "Daily values after repair, one row per server and day",
  key: ["timestamp", "server_id"],
  columns: {
    timestamp: dayColumn,
    server_id: serverId,
    ...metricColumns(true, true),
    source: { type: "text", description: "Where the row comes from" },
    quality_flag: {
      type: "integer",
      range: [0, 2],
      description: "Worst metric: 0 good, 1 imputed or changed, 2 anomaly",
    },
    ...metadataColumns(true),
    ...calendarColumns,
  },
};

/** Values at one grain, metric by metric. */
export const SERIES: TableContract = {
  name: "series",
  zone: "silver",
  version: CONTRACT_VERSION,
  description: "One value a bin (five minutes, an hour, a day: `grain` and `stat` in the manifest) of every metric; " +
    "beside server_daily of the metrics alone that have no column there",
  key: ["server_id", "metric", "timestamp"],
  columns: {
    series_id: { type: "text", description: "Server and metric, joined by /" },
    server_id: serverId,
    metric: { type: "text", description: "Metric of the readings, or the source's own name" },
    unit: { type: "text", description: "Unit of the value; of a counter that of its rate" },
    timestamp: { type: "timestamp", description: "Start of the bin, UTC; a day is its date" },
    value: { type: "number", description: "Mean, maximum or 95th percentile (nearest rank) of the bin's readings" },
    readings: { type: "integer", range: [1, Infinity], description: "Readings behind the value" },
  },
};

/** Everything that ETL did. */
export const LEDGER: TableContract = {
  name: "ledger",
  zone: "silver",
  version: CONTRACT_VERSION,
  description: "Every change, drop, imputation and flag, with its rule and its origin",
  key: ["ledger_id"],
  columns: {
    ledger_id: { type: "integer", range: [1, Infinity], description: "Number of the entry" },
    server_id: serverId,
    metric: { type: "text", description: "Metric" },
    timestamp: { type: "timestamp", description: "Time of the reading or day of the cell, UTC" },
    action: { type: "text", oneOf: LEDGER_ACTIONS, description: "What was done" },
    rule: { type: "text", description: "Why" },
    before: { type: "number", nullable: true, description: "Value before" },
    after: { type: "number", nullable: true, description: "Value after" },
    source_file: { type: "text", nullable: true, description: "File of the reading" },
    source_row: { type: "integer", nullable: true, range: [1, Infinity], description: "Line of that file" },
  },
};
