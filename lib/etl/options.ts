/** The knobs of cleaning, with their defaults. */
import type { Region } from "@lib/core/holidays.ts";

/** How strict the cleaning is; the names are those of the configuration. */
export interface EtlOptions {
  /** Share of a day's expected readings that a day needs to be used, 0–1. Default 0.25. */
  readonly minimumCompleteness?: number;
  /** Longest gap that is filled, in days; a longer one stays missing. Default 7. */
  readonly longestImputedGapDays?: number;
  /** Robust z above which a day is flagged as an anomaly. Default 8. */
  readonly outlierZ?: number;
  /** Region of servers whose inventory names none; decides holidays. Default `none`. */
  readonly region?: Region;
  /**
   * What a daily p95 is taken over when a day has several readings an hour: its readings, or its hourly means.
   * Default `readings`. Hourly and coarser readings are their own means, so the choice does not touch them.
   */
  readonly p95Of?: "readings" | "hourly means";
  /** Zone whose calendar cuts the days, as the IANA names it. Default UTC. */
  readonly timezone?: string;
}

/** What stands for the readings of a bin. */
export const STATS = ["mean", "max", "p95"] as const;
/** One of STATS; `p95` is taken by nearest rank. */
export type Stat = typeof STATS[number];

/** Options with every default filled in. */
export type CompleteEtlOptions = Required<EtlOptions>;

/**
 * Fills in the defaults and checks the ranges.
 *
 * @throws {RangeError} naming the option, its rule and the value.
 */
export function completeOptions(options: EtlOptions = {}): CompleteEtlOptions {
  const {
    minimumCompleteness = 0.25,
    longestImputedGapDays = 7,
    outlierZ = 8,
    region = "none",
    p95Of = "readings",
    timezone = "UTC",
  } = options;
  if (!(minimumCompleteness >= 0 && minimumCompleteness <= 1)) {
    throw new RangeError(`Cannot clean: expected minimumCompleteness from 0 to 1, got ${minimumCompleteness}`);
  }
  if (!(Number.isInteger(longestImputedGapDays) && longestImputedGapDays >= 0)) {
    throw new RangeError(`Cannot clean: expected longestImputedGapDays of 0 or more, got ${longestImputedGapDays}`);
  }
  if (!(outlierZ > 0)) throw new RangeError(`Cannot clean: expected outlierZ above 0, got ${outlierZ}`);
  return { minimumCompleteness, longestImputedGapDays, outlierZ, region, p95Of, timezone };
}
