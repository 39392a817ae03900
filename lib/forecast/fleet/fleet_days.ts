/** The calendars of a fleet's regions: each made once and shared by all servers that live there. */
import { type CalendarDay, calendarOf, REGIMES } from "@lib/core/calendar.ts";
import type { Region } from "@lib/core/holidays.ts";
import type { FleetPanel } from "@lib/core/panel.ts";

/** The days of a fleet over history and horizon. */
export interface FleetDays {
  /** The calendar of one of the regions: for what all regions share. */
  readonly any: readonly CalendarDay[];
  /** The calendar of a server; servers of one region share one array. */
  calendarOf(server: number): readonly CalendarDay[];
  /** For each step after `days` of history the place in REGIMES. */
  regimesOf(server: number, days: number, horizon: number): Uint8Array;
}

/** Makes the calendars. */
export function fleetDays(panel: FleetPanel, regions: readonly Region[], horizon: number): FleetDays {
  const made = new Map([...new Set(regions)].map((region) => {
    const calendar = calendarOf(region, panel.start, panel.days + horizon);
    return [region, { calendar, regimes: Uint8Array.from(calendar, ({ regime }) => REGIMES.indexOf(regime)) }];
  }));
  const of = (server: number) => made.get(regions[server]!)!;
  return {
    any: made.get(regions[0]!)?.calendar ?? calendarOf("none", panel.start, panel.days + horizon),
    calendarOf: (server) => of(server).calendar,
    regimesOf: (server, days, steps) => of(server).regimes.subarray(days, days + steps),
  };
}
