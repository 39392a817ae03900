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
  /** Whether everything that is needed is known to be there. */
  readonly ok: boolean;
  /** Whether the answer is certain; a use that is neither certain nor `ok` hangs on what nobody has told. */
  readonly isCertain: boolean;
  /** What the source carries, or the first thing that is missing or unknown. */
  readonly reason: string;
}

/** Something that a use needs. */
interface Need {
  /** `undefined` when nobody knows. */
  readonly isMet: boolean | undefined;
  readonly otherwise: string;
}

/** Servers below which a fleet cannot be told from its oddest machine. */
const FEWEST_SERVERS = 10;
/** Days that show how metrics move together, each weekday eight times, and a forecast of 30 days with a third to try it on. */
const DAYS_TOGETHER = 7, DAYS_FOR_WEEKDAYS = 56, DAYS_TO_FORECAST = 90;
const DAYS_A_QUARTER = 91, DAYS_A_YEAR = 365;
/** Days ahead beyond which nobody plans here. */
const FURTHEST_AHEAD = 90;
const HOUR = 3600, DAY = 24 * HOUR;

/** Judges every use. */
export function usesOf({ servers, days, stepSeconds, metrics, scale, clock }: SourceFacts): Use[] {
  const measured: Need = { isMet: metrics.length > 0, otherwise: "none of the five metrics" };
  const several: Need = { isMet: metrics.length >= 2, otherwise: "fewer than two metrics" };
  const dated: Need = { isMet: clock === "real", otherwise: "its dates are not real" };
  const absolute: Need = { isMet: scale === "absolute", otherwise: "scaled values have no threshold" };
  const fleet = atLeast(servers, FEWEST_SERVERS, "server");
  const long = (wanted: number): Need => atLeast(days, wanted, "day");
  const fine = (seconds: number, name: string): Need =>
    Number.isNaN(stepSeconds)
      ? { isMet: undefined, otherwise: "unknown how often it is read" }
      : { isMet: stepSeconds <= seconds, otherwise: `coarser than ${name}` };
  const daily = fine(DAY, "a day");
  const ahead = countOf(Math.min(FURTHEST_AHEAD, Math.floor(days / 3)), "day");
  return [
    judge("shape", [measured, fleet, fine(HOUR, "an hour"), long(1)], `hours of ${countOf(days, "day")}`),
    judge("correlation", [several, fleet, daily, long(DAYS_TOGETHER)], `${metrics.length} metrics`),
    judge("calendar", [measured, dated, daily, long(DAYS_FOR_WEEKDAYS)], calendarReach(days)),
    judge("forecasting", [measured, absolute, fleet, daily, long(DAYS_TO_FORECAST)], `up to ${ahead} ahead`),
  ];
}

function judge(use: Use["use"], needs: readonly Need[], reach: string): Use {
  const missing = needs.find(({ isMet }) => isMet === false);
  const unknown = needs.find(({ isMet }) => isMet === undefined);
  const hindrance = missing ?? unknown;
  return {
    use,
    ok: hindrance === undefined,
    isCertain: missing !== undefined || unknown === undefined,
    reason: hindrance?.otherwise ?? reach,
  };
}

function atLeast(count: number, wanted: number, thing: string): Need {
  if (Number.isNaN(count)) return { isMet: undefined, otherwise: `unknown how many ${thing}s` };
  return { isMet: count >= wanted, otherwise: `${countOf(count, thing)}, ${wanted} wanted` };
}

function calendarReach(days: number): string {
  if (days >= 2 * DAYS_A_YEAR) return "weekdays, quarter ends and the year";
  const ends = Math.floor(days / DAYS_A_QUARTER);
  return ends === 0 ? "weekdays only" : `weekdays and ${countOf(ends, "quarter end")}`;
}

function countOf(count: number, thing: string): string {
  const shown = count.toLocaleString("en", { maximumFractionDigits: 1 });
  return `${shown} ${thing}${count === 1 ? "" : "s"}`;
}
