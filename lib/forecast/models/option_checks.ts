/** Checks that the factories of models share, each with one clear line. */

/**
 * A whole number of `least` or more, as it was given.
 *
 * @param model Name of the model, for the message.
 * @param option Name of the option, for the message.
 * @throws {RangeError} when it is anything else.
 * @example
 * ```ts
 * import { throws } from "node:assert/strict";
 * import { wholeNumber } from "@lib/forecast/models/option_checks.ts";
 * throws(() => wholeNumber("drift", "season", 0.5), {
 *   message: "Cannot make a drift: expected season a whole number of 1 or more, got 0.5",
 * });
 * ```
 */
export function wholeNumber(model: string, option: string, value: number, least = 1): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new RangeError(`Cannot make a ${model}: expected ${option} a whole number of ${least} or more, got ${value}`);
}

/**
 * A share between 0 and 1, both included, as it was given.
 *
 * @throws {RangeError} when it is anything else.
 */
export function share(model: string, option: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new RangeError(`Cannot make a ${model}: expected ${option} between 0 and 1, got ${value}`);
}
