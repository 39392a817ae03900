/** Times as documents write them: ISO 8601 text, or a count since 1970 as a number or as text. */
import { type Clock, type ClockKind, timeOfNumber } from "./clock.ts";
import { isoTimeIn } from "./written_time.ts";

const COUNTS: readonly ClockKind[] = [
  "epoch seconds",
  "epoch milliseconds",
  "epoch microseconds",
  "epoch nanoseconds",
];

/** The clock of a document by its first time; epoch seconds when there is none to look at. */
export function documentClock(first: unknown): Clock {
  const count = Number(first);
  const kind = COUNTS.find((kind) => !Number.isNaN(timeOfNumber(count, { kind, isReal: true })));
  if (kind) return { kind, isReal: true };
  return { kind: typeof first === "string" ? "ISO 8601" : "epoch seconds", isReal: true };
}

/** Milliseconds since 1970 UTC, whole ones; `NaN` when the value is no time of the clock. */
export function documentTime(value: unknown, clock: Clock): number {
  if ((typeof value !== "string" && typeof value !== "number") || value === "") return NaN;
  if (clock.kind !== "ISO 8601") return Math.round(timeOfNumber(Number(value), clock));
  const bytes = new TextEncoder().encode(`${value}`);
  return isoTimeIn(bytes, 0, bytes.length);
}
