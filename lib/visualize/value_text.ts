/** Values as short text for labels and tables. */

/** Whether a value is a `Date`, also one of another realm (a worker, a virtual machine context). */
export function isDate(value: unknown): value is Date {
  return value instanceof Date || Object.prototype.toString.call(value) === "[object Date]";
}

/** A date or time as text: `2024-03-01`, or `2024-03-01 13:05` when it is not midnight (UTC). */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return "";
  const iso = date.toISOString();
  const time = iso.slice(11, 19);
  return time === "00:00:00"
    ? iso.slice(0, 10)
    : `${iso.slice(0, 10)} ${time.endsWith(":00") ? time.slice(0, 5) : time}`;
}

/**
 * A number as a reader wants it: thousands separated, at most `digits` decimals, none that are zero.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { numberText } from "@lib/visualize/value_text.ts";
 * strictEqual(numberText(175320), "175,320");
 * strictEqual(numberText(0.04567), "0.0457");
 * ```
 */
export function numberText(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return "";
  const size = Math.abs(value);
  // Small numbers keep three significant digits instead of fading to 0.
  const decimals = size > 0 && size < 0.1 ? Math.min(12, 2 - Math.floor(Math.log10(size))) : digits;
  return value.toLocaleString("en-US", { maximumFractionDigits: decimals });
}

/** A load in a sentence: whole, with one decimal below 10, where a point is much. */
export function loadText(value: number): string {
  return numberText(value, Math.abs(value) < 10 ? 1 : 0);
}

/** Any value as short text; missing is empty. */
export function format(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return numberText(value);
  if (typeof value === "bigint") return value.toLocaleString("en-US");
  return isDate(value) ? dateText(value) : String(value);
}

/** A share as a whole percentage, `<1 %` and `>99 %` where rounding would hide that it is not all or nothing. */
export function percentText(share: number): string {
  if (!Number.isFinite(share)) return "";
  if (share > 0 && share < 0.01) return "<1 %";
  if (share < 1 && share > 0.99) return ">99 %";
  return `${Math.round(share * 100)} %`;
}

/** A change with its sign and always as many decimals: `+12.0`, `−3.4`, `0.0`. */
export function signedText(value: number, digits = 1): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const text = Math.abs(value).toLocaleString("en-US", options);
  return Number(value.toFixed(digits)) === 0 ? text : `${value > 0 ? "+" : "−"}${text}`;
}

/** A text with a capital first letter. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Names in a row: `CPU`, `CPU and memory`, `CPU, memory and disk`. */
export function listText(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** A count with its noun: `1 server`, `120 servers`. */
export function countText(count: number, noun: string, plural = `${noun}s`): string {
  return `${numberText(count)} ${count === 1 ? noun : plural}`;
}
