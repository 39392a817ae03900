/**
 * The Python project's own formulas, for comparison: noise without memory around a level that all servers of a type
 * share, a dip at the year's end, outgoing traffic in proportion to incoming. Nothing happens to its servers.
 */
import { ARCHETYPES, ENTERPRISE } from "./enterprise.ts";
import type { Profile } from "./profile.ts";

const { web, application, database, batch } = ARCHETYPES;

/** The profile; inventory and metadata are those of a bank. */
export const ORIGINAL: Profile = {
  ...ENTERPRISE,
  name: "original",
  description: "the Python project's own formulas, for comparison",
  formula: "original",
  archetypes: { web, application, database, batch },
};
