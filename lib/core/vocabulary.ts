/** The words of the fleet: archetypes, business units, criticality, quality, ledger actions and findings. */

/** The archetypes that people meet first; a profile may have others. */
export const SERVER_TYPES = ["web", "application", "database", "batch"] as const;
/** An archetype. */
export type ServerType = typeof SERVER_TYPES[number];
/** The business units of the synthetic bank. */
export const BUSINESS_UNITS = ["Trading", "Retail", "Compliance", "IT"] as const;
/** How much a server matters. */
export const CRITICALITIES = ["High", "Medium", "Low"] as const;

/** Worst state of a row's metrics: 0 good, 1 imputed, 2 anomaly. */
export const QUALITY_FLAG = { good: 0, imputed: 1, anomaly: 2 } as const;
/** What a repair did to a reading or a cell. */
export const LEDGER_ACTIONS = ["changed", "dropped", "imputed", "flagged"] as const;
/** The class given to a server by the risk analysis. */
export const FINDINGS = ["under-provisioned", "at risk", "optimized", "over-provisioned", "idle"] as const;
/** The class given to a server by the risk analysis. */
export type Finding = typeof FINDINGS[number];

/** Calibration profiles of the generator: what kind of fleet it makes. */
export const PROFILE_NAMES = ["enterprise", "bank-vm", "dense-colocated", "original"] as const;
/** A calibration profile. */
export type ProfileName = typeof PROFILE_NAMES[number];
