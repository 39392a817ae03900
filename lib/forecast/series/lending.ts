/**
 * What series lend each other: how models did on the others, for a series whose own origins are few.
 *
 * A series borrows only from series that end no later than itself, so nothing that came after its last value can reach it.
 */
import type { ModelScores } from "./model_scores.ts";
import { noErrors, type OuterErrors } from "./outer_errors.ts";

/** What the peers of a series know. */
export interface Lent {
  /** How many series it rests on, the borrower included. */
  readonly series: number;
  /** Mean scores by model name, one map per part of the forecast (model_scores.ts). */
  readonly scores: readonly ReadonlyMap<string, number>[];
  /** The far errors of all of them. */
  readonly outer: OuterErrors;
}

/** What a series brings to the pool. */
export interface Lender {
  readonly names: readonly string[];
  readonly scores: ModelScores;
  /** Its far errors (outer_errors.ts). */
  readonly outer: OuterErrors;
  /** Time of its last value, milliseconds since 1970; unknown when absent: such series lend to each other as if all ended at once. */
  readonly end?: number;
  /** Only series with the same step, seasons and horizon compare. */
  readonly kind: string;
}

/** Scores count as at most this far from the middle: one series where a model is perfect must not decide for all. */
const FARTHEST = 2;

/**
 * What each series may borrow.
 *
 * @returns One per lender, in its order; series of one kind and one end share theirs.
 */
export function lendingOf(lenders: readonly Lender[]): Lent[] {
  const lent = new Array<Lent>(lenders.length);
  for (const kind of new Set(lenders.map((own) => own.kind))) {
    const members = lenders.map((lender, index) => ({ lender, index, end: lender.end ?? -Infinity }))
      .filter(({ lender }) => lender.kind === kind)
      .sort((a, b) => a.end - b.end || a.index - b.index);
    const sums = new RunningMeans();
    for (let from = 0; from < members.length;) {
      let to = from;
      while (to < members.length && members[to]!.end === members[from]!.end) sums.add(members[to++]!.lender);
      const shared = sums.means();
      for (; from < to; from++) lent[members[from]!.index] = shared;
    }
  }
  return lent;
}

class RunningMeans {
  #series = 0;
  readonly #outer = noErrors();
  readonly #parts: Map<string, [sum: number, count: number]>[] = [];

  add({ names, scores, outer }: Lender): void {
    this.#series++;
    for (let bin = 0; bin < outer.length; bin++) this.#outer[bin]! += outer[bin]!;
    scores.forEach((part, index) => {
      const sums = this.#parts[index] ??= new Map<string, [number, number]>();
      names.forEach((name, model) => {
        const score = part[model]!;
        if (score !== score) return;
        const own = sums.get(name) ?? [0, 0];
        own[0] += Math.max(-FARTHEST, Math.min(FARTHEST, score));
        own[1]++;
        sums.set(name, own);
      });
    });
  }

  means(): Lent {
    return {
      series: this.#series,
      scores: this.#parts.map((sums) => new Map([...sums].map(([name, [sum, count]]) => [name, sum / count]))),
      outer: this.#outer.slice(),
    };
  }
}
