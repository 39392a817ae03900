/** The order in which people list names that end in numbers. */

const COLLATOR = new Intl.Collator("en", { numeric: true });

/**
 * Compares two names so that `2013-9` comes before `2013-10`; the same on every machine, and no two names are equal.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { naturalOrder } from "@lib/core/natural_order.ts";
 * deepStrictEqual(["web10", "web9"].sort(naturalOrder), ["web9", "web10"]);
 * ```
 */
export function naturalOrder(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
