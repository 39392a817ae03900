/** Days of several sources cut into splits, so that no day stands in two splits, whichever source it comes from. */
import type { Day } from "@lib/core/day.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { type Split, SPLITS } from "@lib/core/hybrid_table.ts";

/** Days of a split, both ends included. */
export interface Period {
  readonly first: Day;
  readonly last: Day;
}

/** A source as far as its days go. */
export interface Span extends Period {
  readonly name: string;
  /** The splits that want rows of it. */
  readonly splits: readonly Split[];
}

/** A stretch of time without a hole between its sources, and its cut. */
export interface Timeline {
  readonly names: readonly string[];
  readonly first: Day;
  readonly last: Day;
  /** One period after the other for each split that any of its sources takes part in. */
  readonly periods: Readonly<Partial<Record<Split, Period>>>;
}

/**
 * Joins sources whose days overlap to timelines, and cuts each by the sizes of the splits.
 *
 * Sources that share days share the cut, so a day that is in training for one is never in the test of another. Sources of
 * other years have a cut of their own: their days are other days.
 *
 * @param sizes Share of the days for each split; those that nobody takes part in leave theirs to the others.
 * @throws {CapacityError} when a timeline has fewer days than splits.
 */
export function timelinesOf(spans: readonly Span[], sizes: Readonly<Record<Split, number>>): Timeline[] {
  const groups: Span[][] = [];
  let end = -Infinity;
  for (const span of spans.toSorted((a, b) => a.first - b.first || a.last - b.last)) {
    if (span.first > end) groups.push([]);
    groups.at(-1)!.push(span);
    end = Math.max(end, span.last);
  }
  return groups.map((group) => {
    const first = group[0]!.first, last = Math.max(...group.map((span) => span.last));
    const splits = SPLITS.filter((split) => group.some((span) => span.splits.includes(split)));
    const names = group.map(({ name }) => name).toSorted();
    const days = last - first + 1;
    if (days < splits.length) {
      throw new CapacityError(
        `Cannot cut ${names.join(", ")} into ${splits.join(", ")}: expected ${splits.length} days or more, got ${days}`,
        { remedy: "give a longer source, or ask for fewer splits of it" },
      );
    }
    const bounds = cutsOf(days, splits.map((split) => sizes[split]));
    const periods = Object.fromEntries(splits.map((split, index) => [
      split,
      { first: first + bounds[index]!, last: first + bounds[index + 1]! - 1 },
    ]));
    return { names, first, last, periods };
  });
}

/** Where to cut `count` things into parts of such sizes: `sizes.length` + 1 bounds, every part with one thing or more. */
export function cutsOf(count: number, sizes: readonly number[]): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const bounds = [0];
  let size = 0;
  for (const [index, part] of sizes.entries()) {
    size += part;
    const after = sizes.length - 1 - index;
    const wanted = Math.round(count * size / total);
    bounds.push(Math.min(count - after, Math.max(bounds[index]! + 1, wanted)));
  }
  return bounds;
}
