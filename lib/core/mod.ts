/**
 * The words that every stage shares: table contracts, calendar, units, random streams, errors.
 *
 * @module
 */
export { type CalendarDay, calendarOf, type Regime, REGIMES } from "./calendar.ts";
export { type Config, parseConfig } from "./config.ts";
export { assertContract, violationsOf } from "./contract_check.ts";
export { dateOf, type Day, DAY_MS, dayOf, isoDate, weekdayOf } from "./day.ts";
export { CapacityError, messageOf } from "./errors.ts";
export { type Region, REGIONS } from "./holidays.ts";
export { type Metric, METRIC_INFO, METRICS } from "./metric.ts";
export { type FleetPanel, historyOf } from "./panel.ts";
export { PANEL_COLUMNS, panelOf, regionsOf } from "./panel_table.ts";
export { QUANTILE_COLUMNS, QUANTILE_LEVELS } from "./quantile_levels.ts";
export { type Random, randomFor } from "./random.ts";
export { CORES_METRIC, counterOf, rateUnitOf, type ReadingBatch } from "./reading_batch.ts";
export {
  emptyTable,
  numbersOf,
  rowsOf,
  stackedTables,
  type Table,
  type TableContract,
  tableOf,
  textsOf,
} from "./table.ts";
export * from "./tables.ts";
export { TimeZone } from "./time_zone.ts";
