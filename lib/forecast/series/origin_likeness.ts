/** Which origins resemble the forecast to be made: those whose days are of the same kinds. */
import { DAY_MS, DAY_SECONDS, weekdayOf } from "@lib/core/day.ts";
import type { SeriesFrame } from "./series_frame.ts";

/** How much more an origin counts whose steps all fall on the same kind of day. */
const GAIN = 2;

/**
 * Weight of each origin: 1 + 2 s², with s the share of steps that fall on a weekend where the forecast's do, and on a working day where
 * the forecast's do. 1 for days and longer steps, and where no clock is known.
 *
 * @param origins Values that each origin sees.
 */
export function originLikeness(frame: SeriesFrame, origins: readonly number[], horizon: number): Float64Array {
  const { start, step, raw: { length } } = frame;
  const likeness = new Float64Array(origins.length).fill(1);
  if (start === undefined || step >= DAY_SECONDS) return likeness;
  const isWeekend = (index: number): boolean => weekdayOf(Math.floor((start + index * step * 1000) / DAY_MS)) >= 5;
  // An hour is fine enough to tell days apart.
  const stride = Math.max(1, Math.round(3600 / step));
  return likeness.map((_, origin) => {
    let same = 0, count = 0;
    for (let ahead = 0; ahead < horizon; ahead += stride) {
      count++;
      if (isWeekend(length + ahead) === isWeekend(origins[origin]! + ahead)) same++;
    }
    return 1 + GAIN * (same / count) ** 2;
  });
}
