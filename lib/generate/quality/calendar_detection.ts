/** Whether an event of the calendar can be seen in a fleet's values. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import type { Metric } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { binomialTail } from "@lib/stats/binomial_tail.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { ordinaryNeighbours } from "../ordinary_neighbours.ts";

/** Ordinary weekdays within this many days on either side are what a day is compared with, and the fewest of them. */
const NEIGHBOURHOOD_DAYS = 14, FEWEST_NEIGHBOURS = 5;
/** Values below which an event is not looked at. */
const FEWEST_VALUES = 3;

/** What was found. */
export interface CalendarDetection {
  /** Events of the run. */
  readonly events: number;
  /** Median over the events of their median ratio to the ordinary weekdays around. */
  readonly ratio: number;
  /** Probability that so many of the events lie on the expected side by chance (sign test). */
  readonly p: number;
}

/**
 * A sign test over the events of a run: in each, the median server's working days are compared with the median of the
 * ordinary weekdays around them. Events are counted, not servers, because the servers of a fleet are not independent.
 *
 * @param event Names the event that a day belongs to, for example its quarter; `undefined` = none. Weekends never count.
 * @param side Whether the event lifts the load or lowers it.
 * @returns `p` and `ratio` are `NaN` when there is no event.
 */
export function detectEvent(
  { panel, calendars }: { readonly panel: FleetPanel; readonly calendars: readonly (readonly CalendarDay[])[] },
  { metric, event, side }: {
    readonly metric: Metric;
    readonly event: (day: CalendarDay) => string | undefined;
    readonly side: "above" | "below";
  },
): CalendarDetection {
  const ratios = new Map<string, number[]>();
  // Servers of a region share their calendar, and with it the days to look at.
  const occasions = new Map<readonly CalendarDay[], readonly Occasion[]>();
  for (const [server, calendar] of calendars.entries()) {
    const values = historyOf(panel, metric, server);
    const own = occasions.get(calendar) ?? occasionsOf(calendar, event);
    occasions.set(calendar, own);
    for (const { name, day, neighbours } of own) {
      const ratio = values[day]! / usualOf(values, neighbours);
      if (!Number.isFinite(ratio)) continue;
      const known = ratios.get(name);
      if (known) known.push(ratio);
      else ratios.set(name, [ratio]);
    }
  }
  const medians = Float64Array.from(
    [...ratios.values()].filter(({ length }) => length >= FEWEST_VALUES),
    (own) => medianInPlace(Float64Array.from(own)),
  );
  const events = medians.length;
  const hits = medians.filter((ratio) => side === "above" ? ratio > 1 : ratio < 1).length;
  return { events, ratio: medianInPlace(medians), p: events > 0 ? binomialTail(hits, events) : NaN };
}

/** A day of an event and the ordinary weekdays around it. */
interface Occasion {
  readonly name: string;
  readonly day: number;
  readonly neighbours: readonly number[];
}

function occasionsOf(
  calendar: readonly CalendarDay[],
  event: (day: CalendarDay) => string | undefined,
): Occasion[] {
  return calendar.flatMap((facts, day) => {
    const name = facts.isWeekend ? undefined : event(facts);
    if (name === undefined) return [];
    const sides = ([-1, 1] as const).map((side) => ordinaryNeighbours(calendar, day, side, NEIGHBOURHOOD_DAYS));
    return [{ name, day, neighbours: sides.flat() }];
  });
}

/** The median, since a day without any effect lies below the mean of skewed values more often than above it. */
function usualOf(values: Float64Array, neighbours: readonly number[]): number {
  const known = Float64Array.from(neighbours, (near) => values[near]!).filter((value) => !Number.isNaN(value));
  return known.length < FEWEST_NEIGHBOURS ? NaN : medianInPlace(known);
}
