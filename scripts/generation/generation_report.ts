/** The report on a generated fleet: where generator, forecasters and charts meet. */
import type { Table } from "@lib/core/table.ts";
import {
  calendarEffects,
  correlationCheck,
  type Defect,
  DEFECT_KINDS,
  EXAM_DAYS,
  fairExam,
  type GeneratedFleet,
  generateServersHourly,
  qualityReport,
} from "@lib/generate/mod.ts";
import { calendarBlind, holdoutMedians, weeklyNaive } from "@lib/forecast/mod.ts";
import { hourlyFleetOf, matchingRun, passport, traceOf } from "@lib/generate/passport/mod.ts";
import { generationReport } from "@lib/visualize/mod.ts";

/** Most servers that a report looks at: a fleet is spread evenly, so that its first servers stand for all. */
export const REPORT_SERVERS = 240;
/** The real fleet that stands in for orientation where a profile follows none: virtual machines of banks. */
const FOR_ORIENTATION = "bank-vm";

/** A generated fleet with its daily rows. */
export interface ReportedRun {
  /** The fleet before any defect, or its first servers. */
  readonly fleet: GeneratedFleet;
  /** Its daily rows as they are delivered. */
  readonly metrics: Table;
  /** What was planted into them. */
  readonly defects?: readonly Defect[];
  /** Servers of the whole run; default those of the fleet. */
  readonly of?: number;
}

/** The report's two files. */
export interface ReportFiles {
  /** Everything that was computed, for machines. */
  readonly json: string;
  /** One page for people, with nothing to load. */
  readonly html: string;
}

/** Quality, fair exam, passport and what is unvalidated; nothing of it depends on a clock. */
export function generationReportFiles({ fleet, metrics, defects = [], of }: ReportedRun): ReportFiles {
  const { panel, plans, options } = fleet;
  const calendars = plans.map(({ calendar }) => calendar);
  const holdout = { panel, calendars, metric: "cpu_p95", days: EXAM_DAYS } as const;
  const exam = panel.days > 2 * EXAM_DAYS
    ? fairExam(fleet, {
      calendarBlind: holdoutMedians(calendarBlind, holdout),
      seasonalNaive: holdoutMedians(weeklyNaive, holdout),
    })
    : undefined;
  const quality = qualityReport({ fleet, metrics, defects, ...(exam ? { exam } : {}) });
  const trace = traceOf(options.definition) ?? traceOf(FOR_ORIENTATION)!;
  const fidelity = passport(
    hourlyFleetOf(generateServersHourly({ ...options, profile: options.definition, ...matchingRun(trace) })),
    trace,
    options.definition,
  );
  const note = fidelity.calibrated
    ? undefined
    : `The ${options.profile} profile was not made after this trace: the nearest real ` +
      "fleet at hand is shown for orientation.";
  const planted = DEFECT_KINDS.map((kind) => {
    const own = defects.filter((defect) => defect.kind === kind);
    return {
      kind,
      count: own.length,
      server_days: own.reduce((sum, { first, last }) => sum + last - first + 1, 0),
    };
  }).filter(({ count }) => count > 0);
  const { html } = generationReport({
    ...quality,
    panel,
    fleet: fleet.inventory,
    quality: quality.rows,
    correlations: correlationCheck(fleet),
    effects: calendarEffects(fleet).map(({ server_type, effect, asked, got }) => ({
      group: server_type,
      effect,
      asked: 100 * (asked - 1),
      got: 100 * (got - 1),
    })),
    passport: { ...fidelity, ...(note === undefined ? {} : { note }) },
    unvalidated: fidelity.unvalidated,
    defects: planted,
    ...(of === undefined ? {} : { of }),
  });
  const { source, calibrated, rule, passes, rows, groups, unvalidated } = fidelity;
  const json = {
    quality: { ...quality, ...(of === undefined || of === plans.length ? {} : { of_servers: of }) },
    passport: {
      source,
      calibrated,
      rule,
      passes,
      failed_groups: fidelity.failedGroups,
      share_validated: fidelity.shareValidated,
      share_size_matched: fidelity.shareSizeMatched,
      share_of_real_halves: fidelity.shareOfRealHalves,
      same_source_floors: fidelity.sameSourceFloors,
      groups,
      rows,
      unvalidated,
    },
    defects: planted,
  };
  return { json: JSON.stringify(json, null, 2) + "\n", html };
}
