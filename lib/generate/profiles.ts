/** Calibration profiles: what a fleet as a whole looks like. To add one, add its name to PROFILE_NAMES and its row here. */
import { CapacityError } from "@lib/core/errors.ts";
import type { ProfileName } from "@lib/core/tables.ts";
import { BANK_VM } from "./profiles/bank_vm.ts";
import { DENSE_COLOCATED } from "./profiles/dense_colocated.ts";
import { ENTERPRISE } from "./profiles/enterprise.ts";
import { ORIGINAL } from "./profiles/original.ts";
import type { Profile } from "./profiles/profile.ts";

/** The profiles. */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  "enterprise": ENTERPRISE,
  "bank-vm": BANK_VM,
  "dense-colocated": DENSE_COLOCATED,
  "original": ORIGINAL,
};

/**
 * The profile of a name; a profile of one's own is returned as it is.
 *
 * @throws {CapacityError} when there is none of that name.
 */
export function profileOf(profile: ProfileName | Profile): Profile {
  if (typeof profile !== "string") return profile;
  if (Object.hasOwn(PROFILES, profile)) return PROFILES[profile];
  throw new CapacityError(
    `Cannot generate a fleet: expected a profile among ${Object.keys(PROFILES).join(", ")}, got "${profile}"`,
    { kind: "usage" },
  );
}
