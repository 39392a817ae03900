/** A small made fleet whose expectation is known: for tests and examples. (The project's fleets come from lib/generate.) */
import { type CalendarDay, calendarOf } from "@lib/core/calendar.ts";
import { dayOf } from "@lib/core/day.ts";
import type { Region } from "@lib/core/holidays.ts";
import type { Metric } from "@lib/core/metric.ts";
import type { FleetPanel } from "@lib/core/panel.ts";
import { randomFor } from "@lib/core/random.ts";

/** What to make. */
export interface SmallFleetOptions {
  /** Default 12. */
  readonly servers?: number;
  /** Default 1461. */
  readonly days?: number;
  /** Default `["cpu_p95"]`. */
  readonly metrics?: readonly Metric[];
  /** Share of the servers whose level jumps once; default 0.3. */
  readonly shifts?: number;
  /** Share of days whose value is missing; default 0. */
  readonly missing?: number;
  /** Default US-East. */
  readonly region?: Region;
  /** Default 1. */
  readonly seed?: number;
  /** First day; default 2022-01-01. */
  readonly start?: string;
}

/** A made fleet with its truth. */
export interface SmallFleet {
  readonly panel: FleetPanel;
  readonly regions: Region[];
  /** Noise-free expectation, in the shape of the panel. */
  readonly expected: Readonly<Partial<Record<Metric, Float64Array>>>;
}

/**
 * Levels, growth, weekends, holidays and quarter ends that multiply, with noise that remembers yesterday (AR 0.5, 4 to 8 %).
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { smallFleet } from "@lib/forecast/fleet/small_fleet.ts";
 * strictEqual(smallFleet({ servers: 2, days: 30 }).panel.values.cpu_p95?.length, 60);
 * ```
 */
export function smallFleet(options: SmallFleetOptions = {}): SmallFleet {
  const { servers = 12, days = 1461, metrics = ["cpu_p95"], shifts = 0.3, missing = 0 } = options;
  const { region = "US-East", seed = 1, start = "2022-01-01" } = options;
  const calendar = calendarOf(region, dayOf(start), days);
  const values: Partial<Record<Metric, Float64Array>> = {}, expected: Partial<Record<Metric, Float64Array>> = {};
  for (const metric of metrics) {
    const actual = values[metric] = new Float64Array(servers * days);
    const truth = expected[metric] = new Float64Array(servers * days);
    for (let server = 0; server < servers; server++) {
      const random = randomFor(seed, metric, server);
      const effects = effectsOf(random.uniform, days, shifts);
      const noise = 0.04 + 0.04 * random.uniform();
      let memory = 0;
      calendar.forEach((day, index) => {
        memory = 0.5 * memory + Math.sqrt(0.75) * random.normal();
        const at = server * days + index;
        truth[at] = effects(day, index);
        actual[at] = random.uniform() < missing ? NaN : truth[at]! * Math.exp(noise * memory);
      });
    }
  }
  return {
    panel: {
      servers: Array.from({ length: servers }, (_, server) => `server-${String(server + 1).padStart(3, "0")}`),
      start: dayOf(start),
      days,
      values,
    },
    regions: new Array<Region>(servers).fill(region),
    expected,
  };
}

function effectsOf(uniform: () => number, days: number, shifts: number): (day: CalendarDay, index: number) => number {
  const between = (low: number, high: number): number => low + (high - low) * uniform();
  const level = between(15, 45), growth = between(-0.05, 0.25), weekend = between(0.5, 0.9);
  const quarterEnd = between(0.25, 0.35), holiday = between(0.3, 0.65);
  const shiftDay = uniform() < shifts ? Math.round(between(0.2, 0.9) * days) : Infinity;
  const shift = between(0.75, 1.3);
  return (day, index) =>
    level * (1 + growth) ** (index / 365.25) * (index >= shiftDay ? shift : 1) *
    (day.isWeekend ? weekend : 1) * (1 + quarterEnd * day.quarterEndStep / 5) * (day.holiday === null ? 1 : holiday);
}
