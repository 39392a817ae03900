/** Where the defects of a fleet are: a function of the seed and the server's number, never of the fleet's size. */
import { type Metric, METRICS } from "@lib/core/metric.ts";
import { type Random, randomFor } from "@lib/core/random.ts";
import { DAY_SHARES, type Defect } from "./defect.ts";
import { type DayRun, FreeDays } from "./free_days.ts";
import { HUNDRED, monthDefectsOf, PERCENT_METRICS } from "./month_defects.ts";

/** Neighbours that share out the defects among them, so that the shares of every block are exact. */
export const DEFECT_BLOCK = 20;

/** Lengths of runs in days. */
const MISSING_DAYS = [1, 14] as const, STUCK_DAYS = [3, 10] as const;
/** Differences of a repeated value, in points or Mbps, and values of spikes, percent. */
const REPEATED_DIFFERENCE = [5, 15] as const, SPIKE = [150, 180] as const;
const SENTINELS = [-1, 101] as const;

/**
 * The defects of a block of twenty servers.
 *
 * The shares are those of DAY_SHARES within one server-day; a kind whose share of a short run is less than its shortest
 * run is left out.
 *
 * @param block Number of the block: servers 20·block to 20·block + 19.
 * @param days Days of the run.
 * @returns By server, then by day.
 */
export function defectsOfBlock(seed: number, block: number, days: number): Defect[] {
  const random = randomFor(seed, "defects", block);
  const free = new FreeDays(DEFECT_BLOCK, days);
  const origin = block * DEFECT_BLOCK;
  const defects = monthDefectsOf(seed, Math.floor(origin / HUNDRED), days)
    .filter(({ server }) => server >= origin && server < origin + DEFECT_BLOCK);
  for (const { server, first, last } of defects) free.take({ place: server - origin, first, last });

  const budget = (share: number): number => {
    const upTo = (blocks: number): number => Math.round(blocks * DEFECT_BLOCK * days * share);
    return upTo(block + 1) - upTo(block);
  };
  const plant = (lengths: readonly number[], make: (nth: number) => Omit<Defect, "server" | keyof DayRun>): void => {
    lengths.forEach((length, nth) => {
      const defect = make(nth), run = free.draw(random, length);
      if (run) defects.push({ ...defect, server: origin + run.place, first: run.first, last: run.last });
    });
  };
  const single = (share: number): number[] => new Array<number>(budget(share)).fill(1);
  /** Halves alternate from block to block too, so that they stay halves in the fleet. */
  const isSecond = (nth: number): boolean => (nth + block) % 2 === 1;

  plant(
    runLengths(random, budget(DAY_SHARES["missing run"]), MISSING_DAYS),
    () => ({ kind: "missing run", metric: null, size: NaN }),
  );
  plant(
    runLengths(random, budget(DAY_SHARES["stuck sensor"]), STUCK_DAYS),
    () => ({ kind: "stuck sensor", metric: oneOf(random, METRICS), size: NaN }),
  );
  plant(single(DAY_SHARES["duplicated row"]), (nth) => ({
    kind: "duplicated row",
    ...(isSecond(nth)
      ? { metric: oneOf(random, METRICS), size: between(random, REPEATED_DIFFERENCE) }
      : { metric: null, size: NaN }),
  }));
  plant(single(DAY_SHARES.sentinel), (nth) => ({
    kind: "sentinel",
    // Where 101 is no percentage it may be an honest rate.
    metric: oneOf<Metric>(random, isSecond(nth) ? PERCENT_METRICS : METRICS),
    size: SENTINELS[isSecond(nth) ? 1 : 0],
  }));
  plant(
    single(DAY_SHARES.spike),
    () => ({ kind: "spike", metric: oneOf(random, PERCENT_METRICS), size: between(random, SPIKE) }),
  );
  return defects.sort((a, b) => a.server - b.server || a.first - b.first);
}

/** Lengths that add up to a number of days, each within its bounds; none when not even the shortest fits. */
function runLengths(random: Random, total: number, [shortest, longest]: readonly [number, number]): number[] {
  const lengths: number[] = [];
  for (let left = total; left >= shortest; left -= lengths.at(-1)!) {
    const drawn = shortest + Math.floor(random.uniform() * (longest - shortest + 1));
    const rest = left - drawn;
    // What is left over must be a run of its own, or nothing.
    lengths.push(rest === 0 || rest >= shortest ? drawn : left <= longest ? left : left - shortest);
  }
  return lengths;
}

function oneOf<Value>(random: Random, values: readonly Value[]): Value {
  return values[Math.floor(random.uniform() * values.length)]!;
}

/** Between two bounds, stored at 0.01. */
function between(random: Random, [low, high]: readonly [number, number]): number {
  return Math.round((low + (high - low) * random.uniform()) * 100) / 100;
}
