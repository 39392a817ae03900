/** What a source can be used for in a capacity study, and what stands in the way. */
import type { SourceFacts } from "./source_facts.ts";

/**
 * The uses. `shape`: how loads are distributed and move within a day; `correlation`: which metrics move together;
 * `calendar`: weekdays and quarter ends; `forecasting`: days ahead, tried on days that came.
 */
export const USES = ["shape", "correlation", "calendar", "forecasting"] as const;

/** Whether a source serves a use. */
export interface Use {
  readonly use: typeof USES[number];
  readonly ok: boolean;
  readonly reason: string;
}

/** Servers below which a fleet cannot be told from its oddest machine. */
const FEWEST_SERVERS = 10;
/** Days that show how metrics move together, each weekday eight times, and a forecast of 30 days with a third to try it on. */
const DAYS_TOGETHER = 7, DAYS_FOR_WEEKDAYS = 56, DAYS_TO_FORECAST = 90;
const DAYS_A_QUARTER = 91, DAYS_A_YEAR = 365;
const HOUR = 3600, DAY = 24 * HOUR;

/** Judges every use; the reason names the first thing that is missing, or what the source carries. */
export function usesOf(facts: SourceFacts): Use[] {
  const { servers, days, stepSeconds, metrics, scale, clock } = facts;
  const wants = (holds: boolean, what: string): string[] => holds ? [] : [what];
  const fleet = wants(servers >= FEWEST_SERVERS, `${countOf(servers, "server")}, ${FEWEST_SERVERS} wanted`);
  const dated = wants(clock === "real", "its dates are not real");
  const measured = wants(metrics.length > 0, "none of the five metrics");
  const long = (wanted: number): string[] => wants(days >= wanted, `${countOf(days, "day")}, ${wanted} wanted`);
  const fine = (seconds: number, name: string): string[] =>
    wants(stepSeconds <= seconds, Number.isNaN(stepSeconds) ? "unknown how often it is read" : `coarser than ${name}`);
  return [
    use("shape", [...measured, ...fleet, ...fine(HOUR, "an hour"), ...long(1)], `hours of ${countOf(days, "day")}`),
    use(
      "correlation",
      [
        ...wants(metrics.length >= 2, "fewer than two metrics"),
        ...fleet,
        ...fine(DAY, "a day"),
        ...long(DAYS_TOGETHER),
      ],
      `${metrics.length} metrics`,
    ),
    use("calendar", [...measured, ...dated, ...fine(DAY, "a day"), ...long(DAYS_FOR_WEEKDAYS)], calendarReach(days)),
    use(
      "forecasting",
      [
        ...measured,
        ...wants(scale === "absolute", "scaled values have no threshold"),
        ...fleet,
        ...fine(DAY, "a day"),
        ...long(DAYS_TO_FORECAST),
      ],
      `up to ${countOf(Math.min(90, Math.floor(days / 3)), "day")} ahead`,
    ),
  ];
}

function use(name: Use["use"], missing: readonly string[], reach: string): Use {
  return { use: name, ok: missing.length === 0, reason: missing[0] ?? reach };
}

function calendarReach(days: number): string {
  if (days >= 2 * DAYS_A_YEAR) return "weekdays, quarter ends and the year";
  const ends = Math.floor(days / DAYS_A_QUARTER);
  if (ends === 0) return "weekdays only";
  return `weekdays and ${countOf(ends, "quarter end")}`;
}

function countOf(count: number, thing: string): string {
  if (Number.isNaN(count)) return `an unknown number of ${thing}s`;
  const shown = count.toLocaleString("en", { maximumFractionDigits: 1 });
  return `${shown} ${thing}${count === 1 ? "" : "s"}`;
}
