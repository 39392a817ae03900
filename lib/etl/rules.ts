/** The words of the ledger: the rules that several places know by name. */

/** A value of a gauge that says "no data". */
export const isSentinelRule = (rule: string): boolean => rule.startsWith("sentinel ");

/**
 * A reading that came twice, with the same value or another. The first word counts, also where the second one fits the
 * series better: a choice by fit would pull the data towards what was expected of them.
 */
export const DUPLICATE_ROW = "duplicate row", DUPLICATE_TIMESTAMP = "duplicate timestamp";
/** Both rules of repeated readings. */
export const DUPLICATE_RULES: readonly string[] = [DUPLICATE_ROW, DUPLICATE_TIMESTAMP];

/** A missing day that was filled from the past. */
export const IMPUTED_RULE = "short gap, filled from the past";
/** A missing day of a gap that is too long to fill. */
export const LONG_GAP_RULE = "long gap, left missing";
/** A missing day that nothing in the past is fit to fill. */
export const UNFILLED_RULE = "short gap, nothing to carry";
/** The rules of a day without a value between two with one. */
export const GAP_RULES: readonly string[] = [IMPUTED_RULE, LONG_GAP_RULE, UNFILLED_RULE];

/** A sensor that repeats itself. */
export const FROZEN_RULE = "frozen sensor";
/** A month of fractions among percentages, scaled back. */
export const UNIT_SLIP_RULE = "unit slip, scaled back";
/** A run of rows dated a day off, moved back. */
export const CLOCK_SHIFT_RULE = "clock shift, moved back";
/** A day far off what its weekday has shown. */
export const OUTLIER_RULE = "outlier for its weekday";

/** A step of CPU that the server's cores explain, and one of any percentage that nothing explains. */
export const CAPACITY_CHANGE_RULE = "capacity change", LEVEL_SHIFT_RULE = "level shift";

/** A server whose rows end long before the fleet's, and one that has been silent for some days. */
export const DECOMMISSIONED_RULE = "decommissioned", SILENT_RULE = "silent at the end";
/** A metric that begins after its server does, or ends before it. */
export const LATE_METRIC_RULE = "metric begins late", LOST_METRIC_RULE = "metric ends early";

/** A file in which a reading is older than the one before it. */
export const BACKWARDS_RULE = "time runs backwards";
