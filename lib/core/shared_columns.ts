/** Columns that several contracts share. */
import { REGIONS } from "./holidays.ts";
import { METRIC_INFO, METRICS } from "./metric.ts";
import { CRITICALITIES } from "./vocabulary.ts";
import type { ColumnContract } from "./table.ts";

/** Version of the contracts; it grows when a column changes its meaning. */
export const CONTRACT_VERSION = 1;

/** The server of a row. */
export const serverId: ColumnContract = { type: "text", description: "Server, unique in the run" };
/** The metric of a row of a long daily table. */
export const dailyMetric: ColumnContract = { type: "text", oneOf: METRICS, description: "Daily metric" };
/** The day of a row. */
export const dayColumn: ColumnContract = { type: "date", description: "Day (UTC)" };
/** A column of 0 and 1. */
export const flagColumn = (description: string): ColumnContract => ({ type: "integer", range: [0, 1], description });

/** One column per daily metric. */
export const metricColumns = (nullable: boolean, keepAbove100: boolean): Record<string, ColumnContract> =>
  Object.fromEntries(METRICS.map((metric) => {
    const { unit, max, label } = METRIC_INFO[metric];
    return [metric, {
      type: "number",
      unit,
      nullable,
      range: [0, keepAbove100 ? Infinity : max],
      description:
        `95th percentile (nearest rank) of the day's hourly means of ${label}, or of its readings where they are finer`,
    }];
  }));

/** What the inventory says of a server. */
export const metadataColumns = (nullable: boolean): Record<string, ColumnContract> => ({
  app_name: { type: "text", nullable, description: "Application that the server serves" },
  business_unit: { type: "text", nullable, description: "Business unit that pays for the server" },
  criticality: { type: "text", nullable, oneOf: CRITICALITIES, description: "How much the server matters" },
  region: { type: "text", nullable, oneOf: REGIONS, description: "Region, decides the holidays" },
  server_type: { type: "text", nullable, description: "Archetype" },
});

/** What the calendar says of a day. */
export const calendarColumns: Record<string, ColumnContract> = {
  year: { type: "integer", range: [1970, 2200], description: "Calendar year" },
  month: { type: "integer", range: [1, 12], description: "Month" },
  quarter: { type: "integer", range: [1, 4], description: "Quarter" },
  dayofweek: { type: "integer", range: [0, 6], description: "Weekday, Monday = 0" },
  is_weekend: flagColumn("1 on Saturday and Sunday"),
  is_eoq: flagColumn("1 on the last five days of a quarter"),
  is_holiday: flagColumn("1 on a bank holiday of the server's region"),
};
