/** Where a server stands: its id, its type and its application, all functions of its number. */

/** Servers after which the pattern of applications repeats. */
export const BLOCK = 20;
/** Sizes of the applications of successive blocks of twenty servers. */
const APPLICATION_SIZES = [[6, 3, 5, 2, 4], [4, 7, 2, 4, 3], [5, 3, 6, 4, 2]] as const;
/** Applications in a block. */
export const APPLICATIONS_PER_BLOCK = 5;
/** Shares are kept to a thousandth: no pattern of types is longer than this. */
const FINEST_SHARE = 1000;

/** Where a server stands in its fleet. */
export interface Placement {
  /** Number of the server, from 0. */
  readonly index: number;
  /** `srv-000001` for index 0. */
  readonly id: string;
  readonly type: string;
  /** Number within its type, from 0. */
  readonly member: number;
  /** Number of its application, from 0. */
  readonly application: number;
}

/** Share of the fleet by type; adds up to 1. */
export type Shares = Readonly<Record<string, number>>;

/** The types of successive servers, and how many of each type came before; it repeats. */
export interface TypePattern {
  readonly types: readonly string[];
  readonly before: Int32Array;
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * The pattern of types of a fleet: at each place the type that lags most behind its share, so that every stretch of
 * servers has the shares that were asked for (a low-discrepancy sequence).
 *
 * @param shares Add up to 1; kept to a thousandth.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { typePatternOf } from "@lib/generate/placement.ts";
 * const pattern = typePatternOf({ web: 0.35, application: 0.4, database: 0.15, batch: 0.1 });
 * strictEqual(pattern.types.length, 20);
 * strictEqual(pattern.counts.get("application"), 8);
 * ```
 */
export function typePatternOf(shares: Shares): TypePattern {
  const thousandths = inThousandths(shares);
  const divisor = thousandths.reduce((known, { count }) => greatestDivisor(known, count), FINEST_SHARE);
  const length = FINEST_SHARE / divisor;
  const kinds = thousandths.map(({ type, count }) => ({ type, count: count / divisor, placed: 0 }));
  const before = new Int32Array(length);
  const types = Array.from({ length }, (_, place) => {
    const lag = ({ count, placed }: typeof kinds[number]): number => count * (place + 1) / length - placed;
    const next = kinds.reduce((best, kind) => lag(kind) > lag(best) + 1e-9 ? kind : best);
    before[place] = next.placed++;
    return next.type;
  });
  return { types, before, counts: new Map(kinds.map(({ type, count }) => [type, count])) };
}

/** Whole thousandths that add up to a thousand: the largest remainders are rounded up. */
function inThousandths(shares: Shares): { readonly type: string; readonly count: number }[] {
  const exact = Object.entries(shares).map(([type, share]) => ({ type, share: share * FINEST_SHARE }));
  const whole = new Map(exact.map(({ type, share }) => [type, Math.floor(share + 1e-9)]));
  let left = FINEST_SHARE - exact.reduce((sum, { type }) => sum + whole.get(type)!, 0);
  for (const { type } of exact.toSorted((a, b) => b.share % 1 - a.share % 1)) {
    if (left-- > 0) whole.set(type, whole.get(type)! + 1);
  }
  return exact.map(({ type }) => ({ type, count: whole.get(type)! }));
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/**
 * The place of a server.
 *
 * @param index From 0.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { placementOf, typePatternOf } from "@lib/generate/placement.ts";
 * const pattern = typePatternOf({ web: 0.35, application: 0.4, database: 0.15, batch: 0.1 });
 * const types = Array.from({ length: 120 }, (_, index) => placementOf(pattern, index).type);
 * strictEqual(types.filter((type) => type === "application").length, 48);
 * strictEqual(placementOf(pattern, 0).id, "srv-000001");
 * ```
 */
export function placementOf(pattern: TypePattern, index: number): Placement {
  const round = Math.floor(index / pattern.types.length), step = index % pattern.types.length;
  const type = pattern.types[step]!;
  const block = Math.floor(index / BLOCK);
  return {
    index,
    id: serverIdOf(index),
    type,
    member: round * pattern.counts.get(type)! + pattern.before[step]!,
    application: block * APPLICATIONS_PER_BLOCK + applicationInBlock(block, index % BLOCK),
  };
}

/** The id of a server by its number: `srv-000001` for 0. */
export function serverIdOf(index: number): string {
  return `srv-${String(index + 1).padStart(6, "0")}`;
}

function applicationInBlock(block: number, place: number): number {
  const sizes = APPLICATION_SIZES[block % APPLICATION_SIZES.length]!;
  let end = 0;
  return sizes.findIndex((size) => place < (end += size));
}
