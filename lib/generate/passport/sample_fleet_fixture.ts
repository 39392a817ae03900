/** A small fleet of a known process: what the tests of the passport measure. */
import { dayOf } from "@lib/core/day.ts";
import { type Random, randomFor } from "@lib/core/random.ts";
import type { ReadingMetric } from "@lib/core/metric.ts";
import type { HourlyFleet } from "./hourly_fleet.ts";

/** First day of the sample: a Monday. */
const SAMPLE_START = "2013-07-01";

/**
 * Servers with lognormal levels, noise that persists for hours and for weeks and that the two metrics share in part, and
 * nothing that the calendar does.
 *
 * @param keep Persistence of the faster noise from hour to hour.
 */
export function sampleFleet(
  { servers = 40, days = 90, seed = 1, keep = 0.9 }: { servers?: number; days?: number; seed?: number; keep?: number } =
    {},
): HourlyFleet {
  const width = days * 24;
  const values = { cpu_pct: new Float64Array(servers * width), mem_pct: new Float64Array(servers * width) };
  for (let server = 0; server < servers; server++) {
    const random = randomFor(seed, "sample", server);
    const levels: Record<ReadingMetric & keyof typeof values, number> = {
      cpu_pct: 5 * Math.exp(0.8 * random.normal()),
      mem_pct: 20 * Math.exp(0.4 * random.normal()),
    };
    const shared = persistent(random, keep), own = persistent(random, keep), drift = persistent(random, DRIFT);
    for (let hour = 0; hour < width; hour++) {
      const at = server * width + hour, common = 0.6 * shared() + 0.8 * drift();
      values.cpu_pct[at] = Math.round(100 * levels.cpu_pct * Math.exp(0.5 * common)) / 100;
      values.mem_pct[at] = Math.round(100 * levels.mem_pct * Math.exp(0.2 * (0.7 * common + 0.7 * own()))) / 100;
    }
  }
  return { start: dayOf(SAMPLE_START), days, utcOffsetHours: new Array<number>(servers).fill(0), values };
}

/** Persistence from hour to hour of what drifts over weeks. */
const DRIFT = 0.995;

/** An autoregression of variance 1. */
function persistent(random: Random, keep: number): () => number {
  let state = random.normal();
  return () => state = keep * state + Math.sqrt(1 - keep * keep) * random.normal();
}
