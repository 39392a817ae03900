/**
 * Calibration profiles: what a fleet as a whole looks like, as targets and as the constants that meet them.
 *
 * The constants are solved by `calibrate` (calibrate.ts) and stored here, because solving takes a dozen fleets.
 */
import type { Metric } from "@lib/core/metric.ts";
import type { ServerType } from "@lib/core/tables.ts";
import type { Correlations } from "./archetypes.ts";

/** Mean and standard deviation of a metric over all server-days of a fleet. */
export interface Moments {
  readonly mean: number;
  readonly sd: number;
}

/** Solved constants of one metric. */
export interface MetricCalibration {
  /** Added to the log-odds (percent) or the logarithm (Mbps) of every level. */
  readonly shift: number;
  /** Factor on the spread between servers. */
  readonly spread: number;
}

/** A profile of a fleet. */
export interface Profile {
  readonly name: string;
  /** What the moments of the default fleet should be. */
  readonly moments: Readonly<Record<Metric, Moments>>;
  readonly calibration: Readonly<Record<Metric, MetricCalibration>>;
  /** Correlations of the noise that give the archetypes' correlations after growth, seasons, events and spikes. */
  readonly latent: Readonly<Record<ServerType, Correlations>>;
}

/** The profiles; to add one, add a row and run `calibrate`. */
export const PROFILES = {
  /** A bank's fleet with the moments that the original project published. */
  enterprise: {
    name: "enterprise",
    moments: {
      cpu_p95: { mean: 40.05, sd: 20.24 },
      mem_p95: { mean: 44.6, sd: 19.5 },
      disk_p95: { mean: 31.39, sd: 16.13 },
      net_in_p95: { mean: 110.78, sd: 52.96 },
      net_out_p95: { mean: 66.47, sd: 31.78 },
    },
    calibration: {
      cpu_p95: { shift: -0.1854, spread: 1.1558 },
      mem_p95: { shift: -0.1014, spread: 1.7821 },
      disk_p95: { shift: -0.1, spread: 0.974 },
      net_in_p95: { shift: -0.1343, spread: 0.996 },
      net_out_p95: { shift: -0.0265, spread: 0.781 },
    },
    latent: {
      web: { cpuMem: 0.328, cpuNet: 0.827, memDisk: 0.192, cpuDisk: 0.022, memNet: 0.037, diskNet: 0.323 },
      application: { cpuMem: 0.742, cpuNet: 0.589, memDisk: 0.49, cpuDisk: 0.08, memNet: 0.213, diskNet: 0.327 },
      database: { cpuMem: 0.339, cpuNet: 0.28, memDisk: 0.728, cpuDisk: -0.164, memNet: 0.065, diskNet: 0.24 },
      batch: { cpuMem: 0.054, cpuNet: -0.03, memDisk: 0.595, cpuDisk: 0.098, memNet: -0.095, diskNet: 0.439 },
    },
  },
} as const satisfies Record<string, Profile>;

/** Name of a profile. */
export type ProfileName = keyof typeof PROFILES;
