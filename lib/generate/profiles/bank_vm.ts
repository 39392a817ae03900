/** Virtual machines of a bank, most of them idle (Bitbrains GWA-T-12). */
import { ENTERPRISE } from "./enterprise.ts";
import type { Profile } from "./profile.ts";

/** The profile. */
export const BANK_VM: Profile = {
  ...ENTERPRISE,
  name: "bank-vm",
  description: "virtual machines of a bank, most of them idle (Bitbrains GWA-T-12)",
};
