/** Slices of a backtest in the order of a reader: days ahead ascending, kinds of day by precedence, the whole last. */
import { REGIMES } from "@lib/core/calendar.ts";

/** The names of slices, each once, in order. */
export function sliceOrder(names: Iterable<string>): string[] {
  return [...new Set(names)].sort((a, b) => rankOf(a) - rankOf(b));
}

/** A slice as a row label: `1-30` becomes `1–30`, `all` says what it holds. */
export function sliceLabel(name: string): string {
  return name === "all" ? "all days" : name.replace(/^(\d+)-(\d+)$/, "$1–$2");
}

function rankOf(name: string): number {
  if (name === "all") return Infinity;
  const regime = (REGIMES as readonly string[]).indexOf(name);
  return regime >= 0 ? regime : Number.parseInt(name) || REGIMES.length;
}
