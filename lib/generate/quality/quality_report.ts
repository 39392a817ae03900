/** The quality of a generated fleet: every cell of the table is computed from the fleet itself. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import { isoDate } from "@lib/core/day.ts";
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";
import { historyOf } from "@lib/core/panel.ts";
import type { Table } from "@lib/core/table.ts";
import { momentsOf } from "@lib/stats/moments.ts";
import { correlationCheck } from "../correlation_check.ts";
import type { Defect } from "../defects/defect.ts";
import type { GeneratedFleet } from "../fleet.ts";
import { fleetMoments } from "../fleet_moments.ts";
import { type CalendarDetection, detectEvent } from "./calendar_detection.ts";
import { examRows, type FairExam } from "./fair_exam.ts";
import { fileRows } from "./file_rows.ts";
import { type QualityRow, qualityRow } from "./quality_row.ts";
import { separationOf } from "./separation.ts";
import { serverFeatures } from "./server_features.ts";
import { weeklySeasonality } from "./weekly_seasonality.ts";

/** Servers below which moments and types are measured, not judged: a few servers need not look like a fleet. */
const FEWEST_SERVERS = 60;
/** Servers of a type below which their median correlation is measured, not judged. */
const FEWEST_OF_TYPE = 10;
/** The moments of a profile are those of its four default years; a run much shorter misses some of the growth. */
const FEWEST_DAYS = 2 * 365;
/** How far a fleet's moments may be from those asked for, in the unit of the metric. */
const MOMENT_TOLERANCE = 1.5;
/** How far correlations may be from those asked for: the original's own target. */
const CORRELATION_TOLERANCE = 0.15;
/** Error probability of every test of a season. */
const SIGNIFICANCE = 0.01;
/** Share of the servers in which a week must be seen, of servers told apart, and of odd values. */
const WEEK_SHARE = 90, SEPARATION = 70, ODD_SHARE = 2, ODD_Z = 3;

/** What a report is made from. */
export interface QualityInput {
  /** The fleet as it was generated, before any defect. */
  readonly fleet: Pick<GeneratedFleet, "options" | "panel" | "plans">;
  /** The daily rows as they are delivered. */
  readonly metrics: Table;
  /** What was planted into these rows; default nothing. */
  readonly defects?: readonly Defect[];
  /** The exam, where the run is long enough for one. */
  readonly exam?: FairExam;
}

/** The report: plain enough for JSON. */
export interface QualityReport {
  readonly profile: string;
  readonly seed: number;
  readonly servers: number;
  readonly first_day: string;
  readonly last_day: string;
  readonly passed: number;
  readonly failed: number;
  readonly not_judged: number;
  readonly rows: readonly QualityRow[];
}

/**
 * Completeness, uniqueness, validity, moments, correlations, seasons, separation of the types and the fair exam. The first
 * three are those of the rows as delivered; the others are of the fleet before any defect, and say so where some were
 * planted.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { generateFleet, qualityReport, serverMetricsTable } from "@lib/generate/mod.ts";
 * const fleet = generateFleet({ servers: 4, days: 90 });
 * const { rows } = qualityReport({ fleet, metrics: serverMetricsTable(fleet) });
 * strictEqual(rows.find(({ what }) => what === "duplicates")?.value, 0);
 * ```
 */
export function qualityReport({ fleet, metrics, defects = [], exam }: QualityInput): QualityReport {
  const { options, panel, plans } = fleet;
  const servers = plans.length, { days, start } = panel;
  const behaviour = [
    ...seasonRows(fleet),
    ...separationRows(fleet),
    oddRow(fleet),
    ...(exam ? examRows(exam, { servers, days }) : []),
  ];
  // Of a profile that follows a real trace the passport judges the behaviour, and this report only measures it.
  const isTraced = options.definition.trace !== undefined;
  const ofFleet = [
    ...momentRows(fleet),
    ...correlationRows(fleet),
    ...(isTraced ? behaviour.map((row) => ({ ...row, verdict: "not judged" as const })) : behaviour),
  ];
  const rows = [
    ...fileRows({ metrics, servers, days, defects }),
    ...(defects.length > 0
      ? ofFleet.map((row) => ({ ...row, how: `${row.how}; before the planted defects` }))
      : ofFleet),
  ];
  const count = (verdict: string): number => rows.filter((row) => row.verdict === verdict).length;
  return {
    profile: options.profile,
    seed: options.seed,
    servers,
    first_day: isoDate(start),
    last_day: isoDate(start + days - 1),
    passed: count("pass"),
    failed: count("fail"),
    not_judged: count("not judged"),
    rows,
  };
}

type Fleet = QualityInput["fleet"];

function momentRows({ panel, plans, options }: Fleet): QualityRow[] {
  const isJudged = plans.length >= FEWEST_SERVERS && panel.days >= FEWEST_DAYS;
  return fleetMoments(panel, options.definition).flatMap(({ metric, unit, mean, sd, asked_mean, asked_sd }) =>
    ([["mean", mean, asked_mean], ["deviation", sd, asked_sd]] as const)
      .filter(([, , asked]) => Number.isFinite(asked))
      .map(([word, got, asked]) =>
        qualityRow(
          {
            dimension: "moments",
            what: `${word} of ${METRIC_INFO[metric].label}`,
            unit: unit === "percent" ? "%" : unit,
            how: "over all servers and days",
          },
          got,
          {
            target: `${asked} ± ${MOMENT_TOLERANCE}`,
            ...(isJudged ? { holds: (value: number) => Math.abs(value - asked) <= MOMENT_TOLERANCE } : {}),
          },
        )
      )
  );
}

function correlationRows(fleet: Fleet): QualityRow[] {
  return correlationCheck(fleet).map(({ server_type, pair, asked, got, servers }) => {
    const isJudged = fleet.panel.days >= FEWEST_DAYS && servers >= FEWEST_OF_TYPE;
    return qualityRow(
      {
        dimension: "correlation",
        what: `${server_type}: ${labelsOf(pair)}`,
        how: `within a server on ordinary weekdays, median of ${servers}`,
      },
      got,
      {
        target: `${asked} ± ${CORRELATION_TOLERANCE}`,
        ...(isJudged ? { holds: (value) => Math.abs(value - asked) <= CORRELATION_TOLERANCE } : {}),
      },
    );
  });
}

/** `cpu_p95 ~ mem_p95` as `CPU with memory`. */
function labelsOf(pair: string): string {
  return pair.split(" ~ ").map((metric) => METRIC_INFO[metric as Metric].label).join(" with ");
}

function seasonRows({ panel, plans }: Fleet): QualityRow[] {
  const dimension = "seasonality";
  const week = (metric: Metric): QualityRow => {
    const tested = panel.servers.map((_, server) => weeklySeasonality(historyOf(panel, metric, server), panel.start))
      .filter((p) => !Number.isNaN(p));
    return qualityRow(
      {
        dimension,
        what: `servers with a week in ${METRIC_INFO[metric].label}`,
        unit: "%",
        how:
          `Friedman's test over the weekdays of each server, p below ${SIGNIFICANCE}; without a week, white noise gets ` +
          "there in 1 % of servers and noise that persists in up to 3 %",
      },
      100 * tested.filter((p) => p < SIGNIFICANCE).length / tested.length,
      { target: `${WEEK_SHARE} or more`, holds: (value) => value >= WEEK_SHARE },
    );
  };
  const calendars = plans.map(({ calendar }) => calendar);
  const detect = (side: "above" | "below", event: (day: CalendarDay) => string | undefined): CalendarDetection =>
    detectEvent({ panel, calendars }, { metric: "cpu_p95", side, event });
  const rowOf = (what: string, { events, ratio, p }: CalendarDetection): QualityRow =>
    qualityRow(
      {
        dimension,
        what: `${what} in CPU, p-value`,
        how: events === 0
          ? "no such event in the run"
          : `sign test over ${events} events; the median one is at ${ratio.toFixed(2)} of the weekdays around it`,
      },
      p,
      {
        target: `below ${SIGNIFICANCE}`,
        // So few events could not be significant whatever they show.
        ...(0.5 ** events < SIGNIFICANCE ? { holds: (value) => value < SIGNIFICANCE } : {}),
      },
    );
  return [
    week("cpu_p95"),
    week("net_in_p95"),
    rowOf(
      "quarter ends",
      detect(
        "above",
        (day) => day.quarterEndStep > 0 && day.holiday === null ? `${day.year} ${day.quarter}` : undefined,
      ),
    ),
    rowOf(
      "bank holidays",
      detect("below", (day) => day.holiday !== null && day.quarterEndStep === 0 ? `${day.day}` : undefined),
    ),
  ];
}

function separationRows({ panel, plans }: Fleet): QualityRow[] {
  const types = plans.map(({ placement }) => placement.type);
  const { accuracy, guessing, silhouette } = separationOf(serverFeatures(panel), types);
  const isJudged = plans.length >= FEWEST_SERVERS && panel.days >= FEWEST_DAYS;
  return [
    qualityRow(
      {
        dimension: "separation",
        what: "servers recognised by type",
        unit: "%",
        how: `nearest centre, leave one out, of six features (levels, weekend, variability); guessing: ${
          (100 * guessing).toFixed(0)
        } %`,
      },
      100 * accuracy,
      { target: `${SEPARATION} or more`, ...(isJudged ? { holds: (value) => value >= SEPARATION } : {}) },
    ),
    qualityRow(
      { dimension: "separation", what: "silhouette of the types", how: "mean over servers, of the same features" },
      silhouette,
      { target: "above 0", ...(isJudged ? { holds: (value) => value > 0 } : {}) },
    ),
  ];
}

/** Days of CPU far off their server's own mean: the original asked for less than 2 % of them. */
function oddRow({ panel }: Fleet): QualityRow {
  let odd = 0, count = 0;
  for (let server = 0; server < panel.servers.length; server++) {
    const values = historyOf(panel, "cpu_p95", server);
    const { mean, variance, count: present } = momentsOf(values);
    for (const value of values) if (Math.abs(value - mean) > ODD_Z * Math.sqrt(variance)) odd++;
    count += present;
  }
  return qualityRow(
    {
      dimension: "outliers",
      what: "odd days in CPU",
      unit: "%",
      how: `values more than ${ODD_Z} deviations from the mean of their server`,
    },
    100 * odd / count,
    { target: `below ${ODD_SHARE}`, holds: (value) => value < ODD_SHARE },
  );
}
