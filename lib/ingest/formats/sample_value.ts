/** A number as monitoring systems write it into documents: a JSON number, or text with words for what JSON lacks. */

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)inf(inity)?$/i;
const MISSING = /^(|nan|null|none|na)$/i;

/**
 * The number in a value of a document.
 *
 * @returns `NaN` when it says that there is none (null, NaN, empty text), `undefined` when it is no number at all.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { sampleValue } from "@lib/ingest/formats/sample_value.ts";
 * strictEqual(sampleValue("0.25"), 0.25);
 * strictEqual(sampleValue("+Inf"), Infinity);
 * strictEqual(sampleValue("NaN"), NaN);
 * strictEqual(sampleValue("12,5"), undefined);
 * ```
 */
export function sampleValue(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (value === null) return NaN;
  if (typeof value !== "string") return undefined;
  if (DECIMAL.test(value)) return Number(value);
  if (MISSING.test(value)) return NaN;
  const infinite = value.match(INFINITE);
  if (!infinite) return undefined;
  return infinite[1] === "-" ? -Infinity : Infinity;
}
