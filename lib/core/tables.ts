/** The contracts of every table that passes between the stages: the one place that says what a column is called and means. */
import { FLEET, READINGS, SAMPLE, SERVER_METRICS, TRUTH_DAILY, TRUTH_EVENTS, TRUTH_SERVERS } from "./bronze_tables.ts";
import { FEATURES } from "./feature_table.ts";
import { BACKTEST, BACKTEST_FORECAST, FORECAST, RISK } from "./gold_tables.ts";
import { HYBRID } from "./hybrid_table.ts";
import { LEDGER, SERIES, SERVER_DAILY } from "./silver_tables.ts";
import type { TableContract } from "./table.ts";

export * from "./vocabulary.ts";
export * from "./bronze_tables.ts";
export * from "./silver_tables.ts";
export * from "./feature_table.ts";
export * from "./hybrid_table.ts";
export * from "./gold_tables.ts";

/** Every contract, in the order of the pipeline. */
export const TABLES: readonly TableContract[] = [
  READINGS,
  SERVER_METRICS,
  SAMPLE,
  FLEET,
  TRUTH_DAILY,
  TRUTH_EVENTS,
  TRUTH_SERVERS,
  SERVER_DAILY,
  SERIES,
  FEATURES,
  LEDGER,
  HYBRID,
  FORECAST,
  BACKTEST_FORECAST,
  BACKTEST,
  RISK,
];
