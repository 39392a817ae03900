/** What is known of a source of metrics before anyone trusts it: told by its publisher, or counted from its files. */
import type { Metric } from "@lib/core/metric.ts";

/**
 * What the licence allows. `own`: the user's metrics; `open`: anything; `attribution`: anything, with its name;
 * `research-only`: study, never passed on; `unknown`: nothing is written down.
 */
export type LicenceKind = "own" | "open" | "attribution" | "research-only" | "unknown";

/** How one comes by the files, the easiest first. */
export type AccessKind = "at hand" | "direct" | "web page" | "object store" | "API key" | "survey";

/** Facts on which a source is judged; a number that nobody knows is `NaN`. */
export interface SourceFacts {
  /** Machines with series of their own; a sum or mean over a whole fleet counts as one. */
  readonly servers: number;
  /** Days from the first to the last reading of a typical server. */
  readonly days: number;
  /** Usual seconds from one reading to the next. */
  readonly stepSeconds: number;
  /** Which of the daily metrics it can be turned into. */
  readonly metrics: readonly Metric[];
  /** Whether values are shares of a capacity (or Mbps), or only scaled to the largest one seen. */
  readonly scale: "absolute" | "scaled";
  /** Share of the expected readings that are there, 0 to 1. */
  readonly completeness: number;
  /** Whether days are those of a calendar, or only counted from a start. */
  readonly clock: "real" | "relative";
  readonly licence: LicenceKind;
  readonly access: AccessKind;
}
