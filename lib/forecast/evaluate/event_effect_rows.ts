/** What the calendar's events do to a metric, as the models of a fleet have learned it. */
import type { CalendarDay } from "@lib/core/calendar.ts";
import type { Fitted } from "../forecaster.ts";

/** One event's effect, pooled over the servers. */
export interface EventEffectRow {
  /** For example `quarter end, day 5` or `Christmas Day`. */
  readonly effect: string;
  readonly group: "period ends" | "holidays";
  /** Servers whose calendar has the event. */
  readonly servers: number;
  /** Mean change against the same day without the event, percent. */
  readonly estimate: number;
  /** 95 % interval of that mean over servers like these; `NaN` of a single server. */
  readonly low: number;
  readonly high: number;
}

/** A fitted server and the calendar of the days ahead of its history. */
export interface LearnedServer {
  readonly fitted: Fitted;
  /** From the first day ahead; as many days as are looked at. A year holds every event once. */
  readonly ahead: readonly CalendarDay[];
}

/** Normal quantile of a two-sided 95 % interval. */
const Z = 1.96;

/**
 * Effects of period ends, bridge days and bank holidays: on each day ahead that has one event only, the share by which the model's calendar
 * component moves the day. Models without components are left out, and so are events that no model has seen.
 *
 * @returns Groups in a fixed order, the effects of each by name of the event.
 */
export function eventEffectRows(servers: Iterable<LearnedServer>): EventEffectRow[] {
  const changes = new Map<string, { readonly group: EventEffectRow["group"]; readonly means: number[] }>();
  for (const { fitted, ahead } of servers) {
    const days = ahead.flatMap((day, step) => {
      const event = eventOf(day);
      return event ? [{ step, ...event }] : [];
    });
    const components = days.length > 0 ? fitted.explain?.(ahead.length) : undefined;
    if (!components) continue;
    const own = new Map<string, { group: EventEffectRow["group"]; sum: number; count: number }>();
    for (const { step, effect, group } of days) {
      const without = components.reduce((sum, { name, values }) => name === "calendar" ? sum : sum + values[step]!, 0);
      const moved = components.find(({ name }) => name === "calendar")?.values[step] ?? 0;
      if (!(without > 0)) continue;
      const cell = own.get(effect) ?? { group, sum: 0, count: 0 };
      own.set(effect, { group, sum: cell.sum + 100 * moved / without, count: cell.count + 1 });
    }
    for (const [effect, { group, sum, count }] of own) {
      if (!changes.has(effect)) changes.set(effect, { group, means: [] });
      changes.get(effect)!.means.push(sum / count);
    }
  }
  // What the models have never seen moves nothing anywhere.
  const seen = [...changes].filter(([, { means }]) => means.some((change) => change !== 0));
  const rows = seen.map(([effect, { group, means }]): EventEffectRow => {
    const n = means.length, estimate = means.reduce((sum, value) => sum + value, 0) / n;
    const variance = means.reduce((sum, value) => sum + (value - estimate) ** 2, 0) / (n - 1);
    const reach = n > 1 ? Z * Math.sqrt(variance / n) : NaN;
    return { effect, group, servers: n, estimate, low: estimate - reach, high: estimate + reach };
  });
  return rows.sort((a, b) => b.group.localeCompare(a.group) || a.effect.localeCompare(b.effect));
}

/** The one event of a day, if it has just one. */
function eventOf(day: CalendarDay): Pick<EventEffectRow, "effect" | "group"> | undefined {
  const { holiday, quarterEndStep, monthEndStep, isBridge } = day;
  const periodEnd = quarterEndStep > 0
    ? `quarter end, day ${quarterEndStep}`
    : monthEndStep > 0
    ? `month end, day ${monthEndStep}`
    : undefined;
  const events = [holiday, periodEnd, isBridge ? "bridge day" : undefined].filter((event) => event);
  if (events.length !== 1) return undefined;
  if (holiday !== null) return { effect: holiday.replace(/ \(substitute day\)$/, ""), group: "holidays" };
  return { effect: events[0]!, group: "period ends" };
}
