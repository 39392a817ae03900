/** Machines of a co-located production cluster, memory nearly full (Alibaba 2018). */
import { ENTERPRISE } from "./enterprise.ts";
import type { Profile } from "./profile.ts";

/** The profile. */
export const DENSE_COLOCATED: Profile = {
  ...ENTERPRISE,
  name: "dense-colocated",
  description: "machines of a co-located production cluster, memory nearly full (Alibaba 2018)",
};
