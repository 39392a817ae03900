/** The noise floor: how far two halves of the same real machines are apart. */
import type { Random } from "@lib/core/random.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";
import { randomPermutation } from "@lib/stats/random_permutation.ts";
import type { FleetStatistics } from "./fleet_statistics.ts";
import { distanceOf, propertiesOf, type Property, type TraceLimits } from "./properties.ts";

/** Random halvings behind a floor, where there are too many to take all. */
export const HALVINGS = 400;

/** A distance of up to this many floors is taken for noise. */
export const WITHIN_FLOORS = 2;

/** A property with the distance that chance alone makes. */
export interface PropertyWithFloor extends Property {
  /** Median distance between two halves of the machines. */
  readonly floor: number;
}

/** A property that cannot be judged. */
export interface Unjudged {
  readonly property: string;
  readonly reason: string;
}

/** A real fleet as a measure for others. */
export interface MeasuredFleet {
  readonly judged: readonly PropertyWithFloor[];
  readonly unjudged: readonly Unjudged[];
  /** Share of the judged properties in which one half of the machines is within two floors of the other, mean. */
  readonly halvesWithin: number;
}

/**
 * The properties of a real fleet, each with its noise floor, and those that cannot be judged: the ones that no machine
 * shows, and the ones whose floor is so wide that no fleet whatever could miss them.
 *
 * The floor is the median over halvings of the distance between the two halves; of few machines all halvings are taken,
 * of more 400 at random. It is the median, not a high percentile, so that a floor is not stretched by one odd machine.
 *
 * @param random Chooses the halvings.
 */
export function propertiesWithFloor(
  statistics: FleetStatistics,
  limits: TraceLimits,
  random: Random,
): MeasuredFleet {
  const whole = propertiesOf(statistics, limits);
  const distances = whole.map((): number[] => []);
  for (const [first, second] of halvings(statistics.size, random)) {
    const a = byName(propertiesOf(statistics, limits, first)), b = byName(propertiesOf(statistics, limits, second));
    whole.forEach((property, place) => {
      const x = a.get(nameOf(property)), y = b.get(nameOf(property));
      if (x && y) distances[place]!.push(distanceOf(property.comparison, x.values, y.values));
    });
  }
  const judged: PropertyWithFloor[] = [], unjudged: Unjudged[] = [];
  let within = 0;
  whole.forEach((property, place) => {
    const floor = medianInPlace(Float64Array.from(distances[place]!));
    if (floor > 0 && WITHIN_FLOORS * floor < property.largest) {
      judged.push({ ...property, floor });
      within += distances[place]!.filter((distance) => distance <= WITHIN_FLOORS * floor).length /
        distances[place]!.length;
    } else unjudged.push({ property: nameOf(property), reason: reasonOf(floor, statistics.size) });
  });
  return { judged, unjudged, halvesWithin: within / judged.length };
}

function reasonOf(floor: number, machines: number): string {
  if (!(floor > 0)) return "the real machines do not differ in it";
  return `${machines} machines are too few: at a floor of ${floor.toFixed(2)} nothing could miss it`;
}

/** A property's name together with its metric. */
export function nameOf({ name, metric }: Pick<Property, "name" | "metric">): string {
  return `${metric}: ${name}`;
}

/** Properties by their full names. */
export function byName<P extends Pick<Property, "name" | "metric">>(properties: readonly P[]): Map<string, P> {
  return new Map(properties.map((property) => [nameOf(property), property]));
}

/** Ways to part `size` machines in two halves (as equal as can be): all when they are few, else a random choice. */
function halvings(size: number, random: Random): [number[], number[]][] {
  const half = size >> 1;
  if (size <= 10) {
    const all = Array.from({ length: 2 ** size }, (_, mask) => mask).filter((mask) => bitsOf(mask) === half);
    return all.map((mask) => parted(size, (server) => (mask >> server & 1) === 1));
  }
  return Array.from({ length: HALVINGS }, () => {
    const chosen = new Set(randomPermutation(size, random).subarray(0, half));
    return parted(size, (server) => chosen.has(server));
  });
}

function parted(size: number, isFirst: (server: number) => boolean): [number[], number[]] {
  const servers = Array.from({ length: size }, (_, server) => server);
  return [servers.filter(isFirst), servers.filter((server) => !isFirst(server))];
}

function bitsOf(mask: number): number {
  return mask === 0 ? 0 : (mask & 1) + bitsOf(mask >> 1);
}
