/**
 * Statistics of real traces: what a passport compares with. The traces themselves are not part of the project.
 *
 * Written by `scripts/trace_statistics.ts`, which says where each trace comes from.
 */
import type { ReadingMetric } from "@lib/core/metric.ts";
import type { ProfileName } from "@lib/core/tables.ts";
import type { PropertyWithFloor, Unjudged } from "./noise_floor.ts";
import type { TraceLimits } from "./properties.ts";
import { profileOf } from "../profiles.ts";
import type { Profile } from "../profiles/profile.ts";
import statistics from "./trace_statistics.json" with { type: "json" };

/** A real trace in numbers. */
export interface TraceStatistics extends TraceLimits {
  readonly name: string;
  readonly title: string;
  /** The profile that was made after it, and names it. */
  readonly profile: ProfileName;
  /** First day, ISO; a convention where the clock is relative. */
  readonly start: string;
  readonly days: number;
  readonly machines: number;
  readonly metrics: readonly ReadingMetric[];
  /** Runs of hours, counted from the start, in which most machines have no reading: first hour, number of hours. */
  readonly gaps: readonly (readonly [first: number, hours: number])[];
  readonly citation: string;
  readonly licence: string;
  readonly note: string;
  /** Share of the properties that one half of the machines has against the other, within two floors, on average. */
  readonly halvesWithin: number;
  readonly unjudged: readonly Unjudged[];
  readonly properties: readonly TraceProperty[];
}

/** A property of a trace as it is stored. */
export interface TraceProperty extends Omit<PropertyWithFloor, "values" | "largest"> {
  readonly values: readonly number[];
}

/** The traces. */
export const TRACES = statistics as unknown as readonly TraceStatistics[];

/**
 * The trace that a profile was made after; `undefined` when there is none.
 *
 * @param profile A name, or a profile of one's own.
 * @throws {CapacityError} when there is no profile of that name.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { traceOf } from "@lib/generate/passport/mod.ts";
 * strictEqual(traceOf("bank-vm")?.name, "bitbrains_rnd");
 * strictEqual(traceOf("enterprise"), undefined);
 * ```
 */
export function traceOf(profile: ProfileName | Profile): TraceStatistics | undefined {
  const { trace } = profileOf(profile);
  return TRACES.find(({ name }) => name === trace);
}
