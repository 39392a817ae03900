/** Where a server stands: its id, its type and its application, all functions of its number. */
import { SERVER_TYPES, type ServerType } from "@lib/core/tables.ts";
import { ARCHETYPES } from "./archetypes.ts";

/** Servers after which the pattern of types and applications repeats. */
export const BLOCK = 20;

/** The types of twenty neighbours: at each place the type that lags most behind its share. */
const TYPE_PATTERN: readonly ServerType[] = typePattern();
/** Sizes of the applications of successive blocks of twenty servers. */
const APPLICATION_SIZES = [[6, 3, 5, 2, 4], [4, 7, 2, 4, 3], [5, 3, 6, 4, 2]] as const;
/** Applications in a block. */
export const APPLICATIONS_PER_BLOCK = 5;

/** Where a server stands in its fleet. */
export interface Placement {
  /** Number of the server, from 0. */
  readonly index: number;
  /** `srv-000001` for index 0. */
  readonly id: string;
  readonly type: ServerType;
  /** Number within its type, from 0. */
  readonly member: number;
  /** Number of its application, from 0. */
  readonly application: number;
}

/**
 * The place of a server.
 *
 * @param index From 0.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { placementOf } from "@lib/generate/placement.ts";
 * const types = Array.from({ length: 120 }, (_, index) => placementOf(index).type);
 * strictEqual(types.filter((type) => type === "application").length, 48);
 * strictEqual(placementOf(0).id, "srv-000001");
 * ```
 */
export function placementOf(index: number): Placement {
  const block = Math.floor(index / BLOCK), place = index % BLOCK;
  const type = TYPE_PATTERN[place]!;
  let before = 0;
  for (let earlier = 0; earlier < place; earlier++) if (TYPE_PATTERN[earlier] === type) before++;
  return {
    index,
    id: `srv-${String(index + 1).padStart(6, "0")}`,
    type,
    member: block * ARCHETYPES[type].inEveryTwenty + before,
    application: block * APPLICATIONS_PER_BLOCK + applicationInBlock(block, place),
  };
}

function applicationInBlock(block: number, place: number): number {
  const sizes = APPLICATION_SIZES[block % APPLICATION_SIZES.length]!;
  let end = 0;
  return sizes.findIndex((size) => place < (end += size));
}

function typePattern(): ServerType[] {
  const counts: Record<ServerType, number> = { web: 0, application: 0, database: 0, batch: 0 };
  return Array.from({ length: BLOCK }, (_, place) => {
    const lag = (type: ServerType): number => ARCHETYPES[type].inEveryTwenty * (place + 1) / BLOCK - counts[type];
    const next = SERVER_TYPES.reduce((best, type) => lag(type) > lag(best) ? type : best);
    counts[next]++;
    return next;
  });
}
