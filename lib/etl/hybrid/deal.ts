/** Servers dealt out to splits: each to one in which it has days, each kind in the proportions that are wanted. */
import { type Split, SPLITS } from "@lib/core/hybrid_table.ts";
import type { Random } from "@lib/core/random.ts";
import { randomPermutation } from "@lib/stats/random_permutation.ts";

/** What the dealing of a server goes by. */
export interface Deal {
  /** Servers of one kind are exchangeable. */
  readonly type: string;
  /** The splits that may have it, in the order of SPLITS. */
  readonly splits: readonly Split[];
}

/**
 * Deals servers out.
 *
 * Of each kind (a type with the same choice of splits) every split gets its share, rounded up or down; what rounding gives to
 * one kind is taken back with the next, so that the fleet as a whole keeps the shares too. A split that would stay empty gets
 * a server of the fullest one.
 *
 * @param sizes Share of each split; those that may not have a server leave theirs to the others.
 * @param randomOf A stream of chance for each kind, which decides who of a kind goes where.
 * @returns The split of each server; `undefined` of one that no split may have.
 */
export function dealt(
  servers: readonly Deal[],
  sizes: Readonly<Record<Split, number>>,
  randomOf: (kind: string) => Pick<Random, "uniform">,
): (Split | undefined)[] {
  const given = new Array<Split | undefined>(servers.length).fill(undefined);
  const owed = new Map<Split, number>(SPLITS.map((split) => [split, 0]));
  const kinds = Map.groupBy(
    servers.keys(),
    (server) => `${servers[server]!.splits.join("+")}/${servers[server]!.type}`,
  );
  for (const [kind, members] of [...kinds].sort(([a], [b]) => a < b ? -1 : 1)) {
    const { splits } = servers[members[0]!]!;
    if (splits.length === 0) continue;
    const order = randomPermutation(members.length, randomOf(kind));
    const counts = countsOf(members.length, splits, sizes, owed);
    let next = 0;
    splits.forEach((split, index) => {
      for (let taken = 0; taken < counts[index]!; taken++) given[members[order[next++]!]!] = split;
    });
  }
  fillEmpty(servers, given);
  return given;
}

/** How many of a kind each split gets; `owed` is what earlier kinds left to each, and is brought up to date. */
function countsOf(
  count: number,
  splits: readonly Split[],
  sizes: Readonly<Record<Split, number>>,
  owed: Map<Split, number>,
): number[] {
  const total = splits.reduce((sum, split) => sum + sizes[split], 0);
  const counts = splits.map((split) => {
    const exact = count * sizes[split] / total;
    // 0.7 · 10 must be 7 also where the product lands a hair below it.
    const whole = Math.floor(exact + 1e-9);
    owed.set(split, owed.get(split)! + exact - whole);
    return whole;
  });
  const rest = count - counts.reduce((sum, whole) => sum + whole, 0);
  const poorest = splits.keys().toArray().sort((a, b) => owed.get(splits[b]!)! - owed.get(splits[a]!)! || a - b);
  for (const index of poorest.slice(0, rest)) {
    counts[index]!++;
    owed.set(splits[index]!, owed.get(splits[index]!)! - 1);
  }
  return counts;
}

/** Gives a server of the fullest split to each that has none, where one may go. */
function fillEmpty(servers: readonly Deal[], given: (Split | undefined)[]): void {
  for (const split of SPLITS) {
    if (given.includes(split)) continue;
    const sizeOf = (other: Split | undefined): number => given.filter((each) => each === other).length;
    const donors = given.keys().filter((server) =>
      servers[server]!.splits.includes(split) && given[server] !== undefined && sizeOf(given[server]) > 1
    ).toArray();
    const fullest = Math.max(...donors.map((server) => sizeOf(given[server])));
    const chosen = donors.find((server) => sizeOf(given[server]) === fullest);
    if (chosen !== undefined) given[chosen] = split;
  }
}
