/** Clocks by the names and patterns that a user gives them. */
import { CapacityError } from "@lib/core/errors.ts";
import type { Clock, ClockKind } from "./clock.ts";

const NAMES: Readonly<Record<string, ClockKind>> = {
  "iso 8601": "ISO 8601",
  iso: "ISO 8601",
  "epoch seconds": "epoch seconds",
  "epoch milliseconds": "epoch milliseconds",
  "epoch microseconds": "epoch microseconds",
  "epoch nanoseconds": "epoch nanoseconds",
  "days yyyymmdd": "days YYYYMMDD",
  yyyymmdd: "days YYYYMMDD",
  "digits yyyymmddhhmmss": "digits YYYYMMDDhhmmss",
  yyyymmddhhmmss: "digits YYYYMMDDhhmmss",
  yyyymmddhhmm: "digits YYYYMMDDhhmmss",
  "spreadsheet days": "spreadsheet days",
  "day month year": "day month year",
  "month day year": "month day year",
  "seconds from 0": "seconds from 0",
  "milliseconds from 0": "milliseconds from 0",
  "microseconds from 0": "microseconds from 0",
};
const ORDERS: Readonly<Record<string, ClockKind>> = {
  ymd: "ISO 8601",
  dmy: "day month year",
  mdy: "month day year",
};

/**
 * The clock that a text names: `epoch seconds`, `day month year`, `seconds from 0`, or a pattern such as `DD.MM.YYYY HH:mm`,
 * `%m/%d/%Y` or `M/D/YY`, of which the order of year, month and day counts (`YY` = years of two digits).
 *
 * @throws {CapacityError} of kind `usage` when it names none.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { clockNamed } from "@lib/ingest/clock/time_format.ts";
 * deepStrictEqual(clockNamed("DD/MM/YYYY HH:mm"), { kind: "day month year", isReal: true });
 * ```
 */
export function clockNamed(text: string): Clock {
  const kind = NAMES[text.trim().toLowerCase()];
  if (kind) return { kind, isReal: !kind.endsWith("from 0") };
  // Months are M, minutes m; a pattern with % is strftime's, where they change places and y has two digits.
  const isStrftime = text.includes("%");
  const date = text.replace(/[T ,]*%?(HH?|hh?|h)[:.].*$/, "");
  const letters = isStrftime ? date.replaceAll("%", "").replaceAll("b", "m") : date;
  const order = letters.toLowerCase().replaceAll(/[^dmy]/g, "").replaceAll(/(.)\1+/g, "$1");
  const ordered = ORDERS[order];
  const hasShortYear = isStrftime ? letters.includes("y") : /(^|[^y])yy([^y]|$)/i.test(letters);
  if (ordered) return { kind: ordered, isReal: true, ...hasShortYear ? { hasShortYear } : {} };
  throw new CapacityError(
    `Cannot use the column map: expected a clock such as epoch seconds or DD.MM.YYYY HH:mm, got "${text}"`,
    {
      place: { column: "timeFormat" },
      kind: "usage",
      remedy: `it is one of ${
        Object.values(NAMES).filter((name, index, all) => all.indexOf(name) === index).join(", ")
      }, or a pattern`,
    },
  );
}
