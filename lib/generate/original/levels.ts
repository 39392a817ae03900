/** The level of every row of a server of the original, before noise, spikes and bounds. */
import type { Day } from "@lib/core/day.ts";
import type { OriginalArchetype } from "./archetypes.ts";
import { originalDayFactor } from "./day_factor.ts";

/** Rows of a run: one a day (at midnight) or one an hour. */
export type OriginalGrain = "daily" | "hourly";

/** First and last hour of the original's business hours, on any day of the week. */
const BUSINESS_HOURS = [9, 17] as const;

/**
 * Calls back with the level of each metric, row after row.
 *
 * A daily row is stamped at midnight, so that business hours never act in daily rows.
 *
 * @param visit Receives the number of the row and its levels in the order of ORIGINAL_METRICS; the array is used again.
 */
export function eachLevel(
  archetype: OriginalArchetype,
  { start, days, grain }: { readonly start: Day; readonly days: number; readonly grain: OriginalGrain },
  visit: (row: number, levels: Float64Array) => void,
): void {
  const rowsPerDay = grain === "daily" ? 1 : 24;
  const rows = days * rowsPerDay;
  const [cpu, mem, disk, net] = archetype.base;
  const levels = new Float64Array(4);
  for (let day = 0; day < days; day++) {
    const ofDay = originalDayFactor(start + day, archetype.weekend);
    for (let hour = 0; hour < rowsPerDay; hour++) {
      const row = day * rowsPerDay + hour;
      const isBusiness = hour >= BUSINESS_HOURS[0] && hour <= BUSINESS_HOURS[1];
      const factor = isBusiness ? ofDay * archetype.businessHours : ofDay;
      const growth = 1 + row / rows * archetype.growthPercent / 100;
      levels[0] = cpu * factor * growth;
      levels[1] = mem * factor * growth;
      levels[2] = disk * growth;
      levels[3] = net * factor;
      visit(row, levels);
    }
  }
}
