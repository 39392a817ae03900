/**
 * Risk: who runs out of what, when, how sure that is, and what to do about it.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * import { breachProbability, errorPaths, simulateBreaches } from "@lib/risk/mod.ts";
 * import { randomFor } from "@lib/core/random.ts";
 * // Every day is above the threshold, whatever happens: its critical score is minus infinity.
 * const dependence = { slowShare: 0.3, slowMemory: 0.99, fastMemory: 0.4, errors: 0 };
 * const outlook = simulateBreaches(new Float64Array(30).fill(-Infinity), errorPaths(dependence, 30, randomFor(1, "example")));
 * strictEqual(breachProbability(outlook, 30), 1);
 * deepStrictEqual(outlook.firstDays[0], 1);
 * ```
 */
export { assessRisk, RISK_DAYS, type RiskAssessment, type RiskInput } from "./assess_risk.ts";
export { type RiskSummary, riskSummary } from "./summary.ts";
export {
  type BreachCalibration,
  breachCalibration,
  type CalibrationInput,
  type ReliabilityRow,
} from "./calibration.ts";
export { scenario, type ScenarioChanges } from "./scenario.ts";
export {
  breachDay,
  type BreachOutlook,
  breachProbability,
  type ErrorPaths,
  errorPaths,
  simulateBreaches,
} from "./breach_paths.ts";
export { firstBreach } from "./breach.ts";
export { type Dependence, dependenceOf } from "./dependence.ts";
export { findingOf } from "./finding.ts";
export { monthlyCost, savingOfOneSize } from "./money.ts";
export { thresholdOf } from "./thresholds.ts";
