/** Grains: the steps that readings are brought to. */
import { DAY_MS } from "@lib/core/day.ts";
import { TimeZone } from "@lib/core/time_zone.ts";

/** Milliseconds of each grain. */
export const GRAIN_MS = { "5m": 300_000, "1h": 3_600_000, "1d": DAY_MS } as const;
/** Name of a grain. */
export type Grain = keyof typeof GRAIN_MS;
/** All grains, the finest first. */
export const GRAINS = Object.keys(GRAIN_MS) as readonly Grain[];

/** Lays times into bins. */
export interface Bins {
  /** Length of a bin; of a day on which the clock changes it is the usual one. */
  readonly ms: number;
  /**
   * Start of the bin of a time, milliseconds since 1970. A day is named by its date: the UTC midnight of the date that
   * the zone's calendar shows.
   */
  startOf(time: number): number;
  /** The first time that lies in a later bin than the given one, or in an earlier one than asked before. */
  endOf(time: number): number;
}

/**
 * The bins of a grain. Days follow the zone's calendar; finer bins are the same in every zone whose offset they divide.
 *
 * @param timezone IANA name.
 * @throws {CapacityError} when there is no such zone.
 */
export function binsOf(grain: Grain, timezone = "UTC"): Bins {
  const ms = GRAIN_MS[grain];
  if (grain !== "1d" || timezone === "UTC") {
    const startOf = (time: number): number => Math.floor(time / ms) * ms;
    return { ms, startOf, endOf: (time) => startOf(time) + ms };
  }
  const zone = new TimeZone(timezone);
  const startOf = (time: number): number => Math.floor((time + zone.offsetAt(time)) / ms) * ms;
  return {
    ms,
    startOf,
    endOf: (time) => {
      // Midnight of the next date, by the offset that holds there.
      const next = startOf(time) + ms;
      const byOffsetBefore = next - zone.offsetAt(time);
      const end = next - zone.offsetAt(byOffsetBefore);
      // Where clocks are put forward at midnight, the next date begins with that moment.
      return startOf(end) >= next ? end : byOffsetBefore;
    },
  };
}
