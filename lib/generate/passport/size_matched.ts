/**
 * A generated fleet at the size of half a trace: the share of its properties within the floors that can stand beside the
 * share of two real halves.
 */
import { randomFor } from "@lib/core/random.ts";
import { momentsOf } from "@lib/stats/moments.ts";
import { randomPermutation } from "@lib/stats/random_permutation.ts";
import type { FleetStatistics } from "./fleet_statistics.ts";
import { byName, nameOf, WITHIN_FLOORS } from "./noise_floor.ts";
import { distanceOf, propertiesOf } from "./properties.ts";
import type { TraceStatistics } from "./trace_statistics.ts";

/** Random draws behind a share. */
const DRAWS = 40;

/** A property as far as its distance needs it. */
type Compared = Pick<TraceStatistics["properties"][number], "name" | "metric"> & { readonly values: ArrayLike<number> };

/**
 * Share of a trace's properties within two floors when the fleet is so small that chance weighs as much as it does between
 * two halves of the trace; mean over 40 draws of its servers, the same at every run.
 *
 * The trace's side of the comparison is all of its machines, whose statistics are known, and less noisy than a half. That is
 * made up for by fewer servers: 13 against 40 machines, 2 against 7 (see `equallyNoisy`). That is exact for means only:
 * `shareOfRealHalf`, for which the trace must be at hand, came out one to five points lower on the traces of the project.
 *
 * @param fleet The fleet on the days of the trace, blind where the trace is (see `matchedTo`).
 * @returns 0 to 1; `NaN` when the fleet has fewer servers than that.
 */
export function sizeMatchedShare(fleet: FleetStatistics, trace: TraceStatistics): number {
  const servers = equallyNoisy(trace.machines);
  if (fleet.size < servers) return NaN;
  const random = randomFor("size matched", trace.name);
  return meanShare(() => {
    const members = Array.from(randomPermutation(fleet.size, random).subarray(0, servers));
    return shareWithin(trace, propertiesOf(fleet, trace, members), trace.properties);
  });
}

/**
 * The same with half of the machines on the trace's side and as many servers as there are in the other half on the fleet's:
 * for those who have the trace itself.
 *
 * @param real The trace.
 * @param fleet The fleet on its days, blind where it is.
 * @returns 0 to 1; `NaN` when the fleet has fewer servers than that.
 */
export function shareOfRealHalf(real: FleetStatistics, fleet: FleetStatistics, trace: TraceStatistics): number {
  const half = real.size >> 1, servers = real.size - half;
  if (fleet.size < servers) return NaN;
  const random = randomFor("half and servers", trace.name);
  return meanShare(() => {
    const machines = Array.from(randomPermutation(real.size, random).subarray(0, half));
    const members = Array.from(randomPermutation(fleet.size, random).subarray(0, servers));
    return shareWithin(trace, propertiesOf(fleet, trace, members), propertiesOf(real, trace, machines));
  });
}

/**
 * Servers whose mean is as far from that of all machines, by chance, as the means of two halves are from each other:
 * 1/n + 1/machines = 1/half + 1/(machines - half).
 *
 * @param machines Machines of the trace, 2 or more.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { equallyNoisy } from "@lib/generate/passport/size_matched.ts";
 * deepStrictEqual([40, 7].map(equallyNoisy), [13, 2]);
 * ```
 */
export function equallyNoisy(machines: number): number {
  const half = machines >> 1;
  return Math.max(2, Math.round(1 / (1 / half + 1 / (machines - half) - 1 / machines)));
}

/**
 * Where a fleet of the very source of the trace would lie by chance alone, in noise floors: below 1, because neither all
 * machines nor a fleet of many servers is as noisy as a half.
 *
 * @param servers Servers of the fleet.
 */
export function sameSourceFloors(servers: number, machines: number): number {
  const half = machines >> 1;
  return Math.sqrt((1 / machines + 1 / servers) / (1 / half + 1 / (machines - half)));
}

function meanShare(draw: () => number): number {
  return momentsOf(Array.from({ length: DRAWS }, draw)).mean;
}

function shareWithin(trace: TraceStatistics, first: readonly Compared[], second: readonly Compared[]): number {
  const a = byName(first), b = byName(second);
  const within = trace.properties.filter((property) => {
    const x = a.get(nameOf(property)), y = b.get(nameOf(property));
    return x && y && distanceOf(property.comparison, x.values, y.values) <= WITHIN_FLOORS * property.floor;
  });
  return within.length / trace.properties.length;
}
