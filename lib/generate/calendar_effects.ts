/** What the calendar does in the noise-free truth: each special day against the ordinary weekdays around it. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import type { Metric } from "@lib/core/metric.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import type { Archetype } from "./archetypes.ts";
import { QUARTER_END_RAMP } from "./day_effects.ts";
import { expectedP95 } from "./expected.ts";
import type { GeneratedFleet } from "./fleet.ts";
import { ordinaryNeighbours } from "./ordinary_neighbours.ts";
import { typesOf } from "./server_types.ts";

/** Ordinary weekdays within this many days on either side are what a special day is compared with. */
const NEIGHBOURHOOD_DAYS = 12;

interface Effect {
  readonly effect: string;
  /** Days on which this effect acts and no other. */
  readonly acts: (day: CalendarDay) => boolean;
  /** Factor asked for on CPU. */
  readonly asked: (archetype: Archetype) => number;
  /** The elasticity that carries it to the other metrics. */
  readonly elasticity: "freeDay" | "periodEnd";
}

const EFFECTS: readonly Effect[] = [
  {
    effect: "weekend",
    acts: (day) => day.isWeekend && day.holiday === null && day.quarterEndStep === 0 && day.monthEndStep === 0,
    asked: (archetype) => archetype.weekend,
    elasticity: "freeDay",
  },
  {
    effect: "holiday",
    acts: (day) => day.holiday !== null && !day.isWeekend && day.quarterEndStep === 0 && day.monthEndStep === 0,
    asked: (archetype) => archetype.holiday,
    elasticity: "freeDay",
  },
  {
    effect: "month end",
    acts: (day) =>
      day.monthEndStep === 3 && day.quarterEndStep === 0 && !day.isWeekend && day.holiday === null && !day.isBridge,
    asked: (archetype) => archetype.monthEnd,
    elasticity: "periodEnd",
  },
  ...([0, 1, 2, 3] as const).map((quarter): Effect => ({
    effect: quarter === 3 ? "year end" : `quarter end, Q${quarter + 1}`,
    acts: (day) =>
      day.quarter === quarter + 1 && day.quarterEndStep === QUARTER_END_RAMP.length && !day.isWeekend &&
      (day.holiday === null || quarter === 3),
    asked: (archetype) => 1 + archetype.quarterEnd * (QUARTER_END_RAMP.at(-1)! - 1),
    elasticity: "periodEnd",
  })),
];

/** One effect on one archetype. */
export interface CalendarEffectRow {
  readonly server_type: string;
  /** `weekend`, `holiday`, `month end` (last day), `quarter end, Q1` … `year end` (last day of the quarter). */
  readonly effect: string;
  /** Factor on an ordinary weekday. */
  readonly asked: number;
  /** Median factor in the expected p95 over servers and days. */
  readonly got: number;
  /** Server-days behind the median. */
  readonly days: number;
}

/**
 * The calendar effects of a fleet, asked for and got, in the noise-free truth.
 *
 * Each special day is divided by the mean of the ordinary weekdays around it, so that growth and seasons cancel. Effects
 * that no day of the run shows are left out.
 *
 * @param metric Default CPU.
 */
export function calendarEffects(
  { plans }: Pick<GeneratedFleet, "plans">,
  metric: Metric = "cpu_p95",
): CalendarEffectRow[] {
  const ratios = new Map<string, number[]>();
  // Servers of a region share their calendar, and with it the days to look at.
  const known = new Map<readonly CalendarDay[], readonly Occasion[]>();
  for (const plan of plans) {
    const { calendar, placement } = plan;
    const expected = expectedP95(plan, metric);
    const occasions = known.get(calendar) ?? occasionsOf(calendar);
    known.set(calendar, occasions);
    for (const { effect, day, before, after } of occasions) {
      const usual = (meanAt(expected, after) + meanAt(expected, before)) / 2;
      const key = `${placement.type}/${effect}`;
      const found = ratios.get(key);
      if (found) found.push(expected[day]! / usual);
      else ratios.set(key, [expected[day]! / usual]);
    }
  }
  return typesOf(plans).flatMap((server_type) =>
    EFFECTS.flatMap(({ effect, asked, elasticity }) => {
      const found = ratios.get(`${server_type}/${effect}`);
      if (!found) return [];
      const { archetype, traits } = plans.find(({ placement }) => placement.type === server_type)!;
      return [{
        server_type,
        effect,
        asked: asked(archetype) ** traits[metric][elasticity],
        got: medianInPlace(Float64Array.from(found)),
        days: found.length,
      }];
    })
  );
}

/** A special day and the ordinary weekdays on either side of it. */
interface Occasion {
  readonly effect: string;
  readonly day: number;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** The special days of a calendar; those at the edges of the run, with ordinary days on one side only, are left out. */
function occasionsOf(calendar: readonly CalendarDay[]): Occasion[] {
  return calendar.flatMap((facts, day) => {
    const found = EFFECTS.find(({ acts }) => acts(facts));
    if (!found) return [];
    const before = ordinaryNeighbours(calendar, day, -1, NEIGHBOURHOOD_DAYS);
    const after = ordinaryNeighbours(calendar, day, 1, NEIGHBOURHOOD_DAYS);
    return before.length === 0 || after.length === 0 ? [] : [{ effect: found.effect, day, before, after }];
  });
}

function meanAt(values: Float64Array, places: readonly number[]): number {
  let sum = 0;
  for (const place of places) sum += values[place]!;
  return sum / places.length;
}
