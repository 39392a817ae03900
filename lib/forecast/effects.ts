/** What the calendar does, in percent: the effects that fitted models have found, of one series and of a fleet. */
import { momentsOf } from "@lib/stats/moments.ts";
import { sampleQuantile } from "@lib/stats/sample_quantile.ts";
import { studentQuantile } from "@lib/stats/student_quantile.ts";
import type { CalendarEffect } from "./calendar/calendar_effects.ts";
import type { FittedOutlook } from "./calendar/outlook.ts";

/**
 * The effects of the calendar on a series: weekends, quarter ends, month ends, holidays, bridge days, growth.
 *
 * @returns Percent of an ordinary day, with 95 % intervals.
 * @throws {RangeError} when the model knows no effects.
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { calendarRidge, effects, smallFleet } from "@lib/forecast/mod.ts";
 * const { panel } = smallFleet({ servers: 1 });
 * const fitted = calendarRidge.fit({ values: panel.values.cpu_p95!, start: panel.start * 86_400_000 });
 * const weekend = effects(fitted).find(({ effect }) => effect === "weekend")!;
 * ok(weekend.high < 0);
 * ```
 */
export function effects(fitted: FittedOutlook): CalendarEffect[] {
  if (!fitted.effects) {
    throw new RangeError(
      `Cannot show effects of ${fitted.model}: expected a model with effects, such as the calendar ridge`,
    );
  }
  return fitted.effects();
}

/** An effect over a fleet. */
export interface FleetEffect extends CalendarEffect {
  /** Servers that have it. */
  readonly servers: number;
  /** Percent: a tenth of the servers lie below, a tenth above. */
  readonly q10: number;
  readonly q90: number;
}

/**
 * The mean effects over a fleet, with 95 % intervals of the mean (the servers are the sample) and the range of the servers.
 *
 * @param fitted Those without effects of their own, such as short histories, take no part.
 * @returns In the order in which the effects first come.
 */
export function fleetEffects(fitted: Iterable<FittedOutlook>): FleetEffect[] {
  const known = [...fitted].flatMap((own) => own.effects?.() ?? []);
  return [...Map.groupBy(known, ({ effect }) => effect)].map(([effect, own]) => {
    const values = Float64Array.from(own, ({ estimate }) => estimate).sort();
    const { mean, variance } = momentsOf(values);
    const servers = own.length;
    const standardError = servers > 1 ? Math.sqrt(variance / (servers - 1)) : own[0]!.standardError;
    const reach = servers > 1 ? studentQuantile(0.975, servers - 1) * standardError : (own[0]!.high - own[0]!.low) / 2;
    return {
      effect,
      estimate: mean,
      standardError,
      low: mean - reach,
      high: mean + reach,
      servers,
      q10: sampleQuantile(values, 0.1),
      q90: sampleQuantile(values, 0.9),
    };
  });
}
