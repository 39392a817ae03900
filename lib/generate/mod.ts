/**
 * The generator: a fleet of synthetic servers that behave like servers, with the truth planted in it.
 *
 * @example
 * ```ts
 * import { generateFleet, serverMetricsTable, truthDailyTable } from "@lib/generate/mod.ts";
 * const fleet = generateFleet({ servers: 4, days: 60, seed: 7 });
 * const rows = serverMetricsTable(fleet).rowCount; // 240
 * const truth = truthDailyTable(fleet); // what the fleet expects before chance
 * ```
 *
 * @module
 */
export {
  collectFleet,
  type GeneratedFleet,
  generateFleet,
  generateFleetPart,
  generateServers,
  generateServersHourly,
  planServers,
  type ServerRange,
} from "./fleet.ts";
export { type GeneratedServer, type GeneratedServerHours, generateServer, generateServerHours } from "./server.ts";
export { type CheckedOptions, checkOptions, type FleetOptions, type RunOptions } from "./options.ts";
export { serverMetricsTable } from "./server_metrics.ts";
export { readingsTable, sampleTable } from "./readings.ts";
export { inventoryTable } from "./inventory.ts";
export { BREACH_THRESHOLDS, truthDailyTable, truthEventsTable, truthServersTable } from "./truth_tables.ts";
export { expectedGivenPast, expectedP95, expectedWindow, firstBreach, noiseFreeMean } from "./expected.ts";
export { type GeneratedRun, type Oracle, oracleOf } from "./oracle.ts";
export type { ServerPlan } from "./server_plan.ts";
export type { Archetype } from "./archetypes.ts";
export { archetypeTable } from "./archetype_table.ts";
export { profileOf, PROFILES } from "./profiles.ts";
export type { Profile } from "./profiles/profile.ts";
export type { Shares } from "./placement.ts";
export { type FleetMoment, fleetMoments } from "./fleet_moments.ts";
export { correlationCheck, type CorrelationRow } from "./correlation_check.ts";
export { type CalendarEffectRow, calendarEffects } from "./calendar_effects.ts";
export { type HourProfileRow, hourProfiles } from "./hour_profiles.ts";
export { type DefectOptions, defectsOf, type DirtyRows, plantDefects } from "./defects/plant_defects.ts";
export { type Defect, DEFECT_KINDS, type DefectKind } from "./defects/defect.ts";
export { truthWithDefects } from "./defects/truth_with_defects.ts";
export { originalValues } from "./original/values.ts";
export { originalExpected } from "./original/expected.ts";
export type { OriginalGrain } from "./original/levels.ts";
export { type QualityInput, type QualityReport, qualityReport } from "./quality/quality_report.ts";
export { EXAM_DAYS, type ExamForecasts, type FairExam, fairExam } from "./quality/fair_exam.ts";
export type { QualityRow, Verdict } from "./quality/quality_row.ts";
export { type AnatomyRow, serverAnatomy } from "./server_anatomy.ts";
