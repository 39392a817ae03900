/** How much a server matters: of every twenty servers four are High, ten Medium and six Low. */
import { randomFor } from "@lib/core/random.ts";
import type { CRITICALITIES } from "@lib/core/tables.ts";
import { applicationOf } from "./applications.ts";
import { APPLICATIONS_PER_BLOCK, BLOCK, placementOf, type TypePattern } from "./placement.ts";
import type { Profile } from "./profiles/profile.ts";

/** How much a server matters to the bank. */
export type Criticality = typeof CRITICALITIES[number];

/** Servers of a block of twenty that are High, and that are High or Medium. */
const HIGH_UNTIL = 4, MEDIUM_UNTIL = 14;

/**
 * The criticalities of twenty neighbours, ranked by weight among themselves.
 *
 * @param block 0 for servers 0 to 19, 1 for 20 to 39 …
 * @returns Twenty values, in the order of the servers.
 */
export function criticalitiesOf(
  seed: number,
  pattern: TypePattern,
  archetypes: Profile["archetypes"],
  block: number,
): Criticality[] {
  const first = block * BLOCK;
  const random = randomFor(seed, "criticality", block);
  const applications = Array.from(
    { length: APPLICATIONS_PER_BLOCK },
    (_, place) => applicationOf(seed, block * APPLICATIONS_PER_BLOCK + place),
  );
  const weights = Array.from({ length: BLOCK }, (_, place) => {
    const { type, application } = placementOf(pattern, first + place);
    return applications[application % APPLICATIONS_PER_BLOCK]!.weight + (archetypes[type]?.importance ?? 0) +
      0.3 * random.uniform();
  });
  return weights.map((own) => {
    const heavier = weights.filter((weight) => weight > own).length;
    return heavier < HIGH_UNTIL ? "High" : heavier < MEDIUM_UNTIL ? "Medium" : "Low";
  });
}
