/**
 * From bronze to silver: readings or daily values in, trustworthy daily values and the record of every repair out.
 *
 * ```ts ignore
 * import { cleanPanel, conservation, countsByRule, featuresTable } from "@lib/etl/mod.ts";
 * const clean = cleanPanel(panel, { fleet, source: "synthetic" }, config.etl);
 * console.log(conservation(clean)); // both laws as numbers
 * console.table(countsByRule(clean.ledger));
 * const features = featuresTable(clean.panel, clean.calendar, { rows: clean.rows, fleet });
 * ```
 *
 * @module
 */
export { type FleetCalendar, fleetCalendar } from "./calendar_columns.ts";
export type { BinnedSeries } from "./series/binned_series.ts";
export type { CleanFleet, ReadingCounts } from "./clean_fleet.ts";
export { cleanPanel } from "./clean_panel.ts";
export { cleanReadings, type CleanReadingsOptions } from "./clean_readings.ts";
export { cleanSeries, type CleanSeriesOptions } from "./series/clean_series.ts";
export type { Completeness } from "./checks/completeness.ts";
export { type Conservation, conservation } from "./checks/conservation.ts";
export { countsByRule, type RuleCount } from "./checks/counts_by_rule.ts";
export { dailyRowReadings } from "./series/daily_rows.ts";
export { type DefectScore, defectScores, hasDefects } from "./checks/defect_score.ts";
export { type FeatureWorth, featureWorth } from "./features/feature_worth.ts";
export { type FeatureOptions, featuresTable, NO_CALENDAR_NOTE } from "./features/features.ts";
export type { FleetOrigin } from "./finish_fleet.ts";
export { damagedPanel, type DamageOptions } from "./repair/damaged_panel.ts";
export { type EtlOptions, type Stat, STATS } from "./options.ts";
export { type Grain, GRAINS } from "./series/grain.ts";
export { Ledger } from "./ledger.ts";
export { type HybridDataSet, hybridDataSet, type SplitReport } from "./hybrid/hybrid.ts";
export { DEFAULT_HYBRID, type HybridOptions } from "./hybrid/hybrid_options.ts";
export type { HybridSource } from "./hybrid/source_servers.ts";
export { type CheckExample, type QualityCheck, qualityChecks } from "./checks/quality_checks.ts";
export { readingsOf } from "./series/readings.ts";
export { type RepairedDay, type RepairExample, repairExamples } from "./repair/repair_examples.ts";
export { seriesTable } from "./series/series_table.ts";
export { type ServerMeans, serverMeans } from "./server_means.ts";
export { type Lifetime, type ServerDays, serverDays } from "./server_days.ts";
