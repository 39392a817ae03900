/** Days on which most of a fleet is missing at once. */
import { METRICS } from "@lib/core/metric.ts";
import type { CleanFleet } from "../clean_fleet.ts";

/** One such day. */
export interface FleetHole {
  /** Index of the day. */
  readonly day: number;
  /** Servers without any raw value. */
  readonly missing: number;
  /** Servers that live on that day. */
  readonly living: number;
}

/** Share of the living servers that must be missing, and the fewest that make a fleet. */
const SHARE = 0.5, FEWEST = 3;

/** The days on which half or more of the living servers have no value before repair. */
export function holesOf({ raw, rows }: Pick<CleanFleet, "raw" | "rows">): FleetHole[] {
  const living = new Int32Array(raw.days), missing = new Int32Array(raw.days);
  const series = METRICS.flatMap((metric) => raw.values[metric] ?? []);
  rows.cells.forEach((cell, row) => {
    const day = rows.day[row]!;
    living[day]!++;
    if (series.every((values) => Number.isNaN(values[cell]))) missing[day]!++;
  });
  return [...living.keys()].filter((day) => living[day]! >= FEWEST && missing[day]! >= SHARE * living[day]!)
    .map((day) => ({ day, missing: missing[day]!, living: living[day]! }));
}
