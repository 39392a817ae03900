/** Whether a fleet is a fair exam: neither hopeless nor trivial for those who forecast it. */
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { expectedGivenPast, expectedP95, firstBreach } from "../expected.ts";
import type { ServerPlan } from "../server_plan.ts";
import { type QualityRow, qualityRow } from "./quality_row.ts";

/** Days ahead of the exam, and the threshold of a breach, percent of CPU. */
export const EXAM_DAYS = 90;
const THRESHOLD = 80;
/** Servers and days below which the exam is not marked: chance would decide. */
const FEWEST_SERVERS = 60, FEWEST_DAYS = 2 * 365;

/** Forecasts of every server's CPU for the last 90 days of a run, made from the days before. */
export interface ExamForecasts {
  /** Days × servers, server-major: `[server * 90 + step]`, percent. */
  readonly calendarBlind: Float64Array;
  readonly seasonalNaive: Float64Array;
}

/** How the exam turned out. */
export interface FairExam {
  /** Share of the servers with a true first breach in the last 90 days and none in the 90 before, 0 to 1. */
  readonly newBreaches: number;
  /** Mean absolute error of the oracle that knows all past events, points. */
  readonly noiseFloor: number;
  /** Mean absolute errors of the forecasters over the noise floor. */
  readonly calendarBlind: number;
  readonly seasonalNaive: number;
}

/**
 * Marks two simple forecasters against the noise floor: the mean absolute error of the expectation given all events that
 * began before the 90 days.
 *
 * That floor is the error of the mean given past events, not the least possible error: it knows nothing of the noise of the
 * last days, which persists, and aims at the mean where an absolute error asks for the median, so that a forecaster may come
 * out below 1.
 *
 * @param forecasts Of the same servers, in the order of the panel.
 * @throws {RangeError} when the run is no longer than 180 days or the forecasts are of another size.
 */
export function fairExam(
  { plans, panel }: { readonly plans: readonly ServerPlan[]; readonly panel: FleetPanel },
  forecasts: ExamForecasts,
): FairExam {
  const origin = panel.days - EXAM_DAYS;
  if (origin <= EXAM_DAYS) {
    throw new RangeError(`Cannot set an exam: expected more than ${2 * EXAM_DAYS} days, got ${panel.days}`);
  }
  for (const [name, values] of Object.entries(forecasts)) {
    if (values.length !== plans.length * EXAM_DAYS) {
      throw new RangeError(
        `Cannot mark ${name}: expected ${plans.length} × ${EXAM_DAYS} forecasts, got ${values.length}`,
      );
    }
  }
  let breaches = 0, floor = 0, blind = 0, naive = 0, marked = 0;
  for (const [server, plan] of plans.entries()) {
    const expected = expectedP95(plan, "cpu_p95");
    const isNew = firstBreach(expected, THRESHOLD, origin) >= 0 &&
      firstBreach(expected, THRESHOLD, origin - EXAM_DAYS, origin) < 0;
    if (isNew) breaches++;
    const actual = historyOf(panel, "cpu_p95", server), oracle = expectedGivenPast(plan, "cpu_p95", origin);
    for (let step = 0; step < EXAM_DAYS; step++) {
      const value = actual[origin + step]!, place = server * EXAM_DAYS + step;
      if (Number.isNaN(value)) continue;
      marked++;
      floor += Math.abs(value - oracle[origin + step]!);
      blind += Math.abs(value - forecasts.calendarBlind[place]!);
      naive += Math.abs(value - forecasts.seasonalNaive[place]!);
    }
  }
  return {
    newBreaches: breaches / plans.length,
    noiseFloor: floor / marked,
    calendarBlind: blind / floor,
    seasonalNaive: naive / floor,
  };
}

/** The exam as rows of the quality report; a small or short fleet is measured, not judged. */
export function examRows(
  exam: FairExam,
  { servers, days }: { readonly servers: number; readonly days: number },
): QualityRow[] {
  const isLarge = servers >= FEWEST_SERVERS && days >= FEWEST_DAYS;
  const dimension = "fair exam";
  const atLeast = (ratio: number): { target: string; holds?: (value: number) => boolean } => ({
    target: `${ratio} or more`,
    ...(isLarge ? { holds: (value) => value >= ratio } : {}),
  });
  const floorText = `${exam.noiseFloor.toFixed(2)} points, the error of the mean given all events of the past`;
  return [
    qualityRow(
      {
        dimension,
        what: "servers that breach for the first time",
        unit: "%",
        how: `true first breach of ${THRESHOLD} % CPU in the last ${EXAM_DAYS} days, none in the ${EXAM_DAYS} before`,
      },
      100 * exam.newBreaches,
      { target: "10 to 30", ...(isLarge ? { holds: (value) => value >= 10 && value <= 30 } : {}) },
    ),
    qualityRow(
      {
        dimension,
        what: "error of a calendar-blind forecaster",
        unit: "noise floors",
        how: `mean absolute error of CPU over ${EXAM_DAYS} days over the noise floor (${floorText})`,
      },
      exam.calendarBlind,
      atLeast(1.5),
    ),
    qualityRow(
      {
        dimension,
        what: "error of the seasonal naive",
        unit: "noise floors",
        how: "the same for last week's values, again and again",
      },
      exam.seasonalNaive,
      atLeast(2.5),
    ),
  ];
}
