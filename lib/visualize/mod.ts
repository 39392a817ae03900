/**
 * Charts that carry their words, as SVG and PNG, and the report.
 *
 * ```ts ignore
 * import { forecastFan, pngOf, reportHtml } from "@lib/visualize/mod.ts";
 * const chart = forecastFan({ server, metric: "cpu_p95", history, forecast, limit: 80 });
 * const html = reportHtml({ title: "Fleet", findings, sections: [{ heading: "Forecast", figures: [chart] }] });
 * ```
 */

// Making a figure of any Plot
export { type ChartWords, type Figure, figure, type FigureOptions, type Panel } from "./figure.ts";
export { figureOfElement } from "./figure_of_element.ts";
export { chartDocument } from "./document.ts";
export type { LegendItem, RampLegend } from "./legend.ts";
export { pngOf, type PngOptions } from "./png.ts";
export * from "./theme.ts";

// What charts are drawn from
export { type ServerInfo, serversOf } from "./server_info.ts";
export { type Correlations, correlationsOf } from "./correlations.ts";

// The fleet and its readings
export { fleetOverview, type FleetOverviewOptions } from "./charts/fleet_overview.ts";
export { serverTimeline, type ServerTimelineOptions } from "./charts/server_timeline.ts";
export { archetypeComparison, type ArchetypeComparisonOptions } from "./charts/archetype_comparison.ts";
export { levelPersistence, type LevelPersistenceOptions } from "./charts/level_persistence.ts";
export { hourCurves, type HourCurvesOptions, type HourMean } from "./charts/hour_curves.ts";
export { type CalendarEffect, calendarEffectBars } from "./charts/calendar_effect_bars.ts";
export { correlationMatrix, type CorrelationMatrixOptions } from "./charts/correlation_matrix.ts";
export {
  type CorrelationTarget,
  correlationTargets,
  type CorrelationTargetsOptions,
} from "./charts/correlation_targets.ts";
export { type PassportRatio, passportRatios, type PassportRatiosOptions } from "./charts/passport_ratios.ts";

// Quality and repair
export {
  completenessHeatmap,
  type CompletenessHeatmapOptions,
  type ReadingShares,
} from "./charts/completeness_heatmap.ts";
export { ledgerBars, type LedgerCount } from "./charts/ledger_bars.ts";
export { repairBeforeAfter, type RepairBeforeAfterOptions, type RepairPoint } from "./charts/repair_before_after.ts";

// Forecasts and how good they are
export {
  type FanSeries,
  forecastFan,
  type ForecastFanOptions,
  forecastFans,
  type ForecastPoint,
  type HistoryPoint,
} from "./charts/forecast_fan.ts";
export { accuracyBars, type AccuracyBarsOptions, type ModelError } from "./charts/accuracy_bars.ts";
export { type Coverage, coverageChart, type CoverageChartOptions } from "./charts/coverage_chart.ts";
export { coresAhead, type CoresDay, type CoresPart } from "./charts/cores_ahead.ts";
export { skillDots, type SkillDotsOptions, type SkillPoint } from "./charts/skill_dots.ts";
export { floorBars, type FloorRatio } from "./charts/floor_bars.ts";
export { calendarWorth, type WorthPoint, type WorthSeries } from "./charts/calendar_worth.ts";
export { componentStack, type ForecastComponent, type TakenApart } from "./charts/component_stack.ts";
export { type EventEffect, eventEffects } from "./charts/event_effects.ts";
export { residualPanels, type Residuals } from "./charts/residual_panels.ts";
export {
  type ContractCheck,
  contractChecks,
  type ContractLine,
  type ContractLines,
  floorCells,
  type FloorLine,
  leaderboardCells,
  type LeaderboardLine,
  type SkillLine,
  skillPoints,
  worthSeries,
} from "./forecast_cells.ts";
export { forecastFindings, type ForecastVerdicts } from "./forecast_findings.ts";
export { anatomyStack, type AnatomyStackOptions, type LoadAnatomy, type LoadDriver } from "./charts/anatomy_stack.ts";

// Risks and decisions
export { riskMatrix, type RiskMatrixOptions, type RiskPoint } from "./charts/risk_matrix.ts";
export { type BreachInterval, breachTimeline, type BreachTimelineOptions } from "./charts/breach_timeline.ts";
export { findingsBar, type ServerFinding } from "./charts/findings_bar.ts";
export { type Headroom, headroomBars, type HeadroomBarsOptions } from "./charts/headroom_bars.ts";
export { type ReliabilityBin, reliabilityChart } from "./charts/reliability_chart.ts";

// The report
export { reportHtml, type ReportOptions, type ReportSection } from "./report.ts";
export { type FanChoice, type FanContext, fanSeries } from "./fan_series.ts";
export { outlookOf, type RiskRow, riskRows } from "./risk_rows.ts";
export { countText, numberText, percentText } from "./value_text.ts";
export {
  type ModelScore,
  type PlannerReport,
  plannerReport,
  type PlannerReportInput,
  type PressingServer,
} from "./planner_report.ts";
export { type GenerationReport, generationReport, type GenerationReportInput } from "./generation_report.ts";
export {
  generationFindings,
  type GenerationVerdicts,
  type PassportGroupLine,
  type PassportLine,
  type PassportPart,
  type Unvalidated,
} from "./generation_findings.ts";
export { qualityByDimension, qualityCells, type QualityLine } from "./quality_table.ts";
export { type CameIn, type EtlReport, etlReport, type EtlReportInput } from "./etl_report.ts";
export {
  type CheckLine,
  type DefectLine,
  etlFindings,
  type EtlVerdicts,
  type LawLines,
  type SourceJudgement,
  weakest,
} from "./etl_findings.ts";
export {
  checkCells,
  defectCells,
  guessCells,
  type GuessLine,
  judgementCells,
  lawCells,
  passedText,
  useCells,
} from "./etl_tables.ts";
