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
      cpu_p95: { shift: -0.1748, spread: 1.1564 },
      mem_p95: { shift: -0.0764, spread: 1.8275 },
      disk_p95: { shift: -0.1004, spread: 0.9697 },
      net_in_p95: { shift: -0.1392, spread: 0.9941 },
      net_out_p95: { shift: -0.0263, spread: 0.7819 },
    },
    latent: {
      web: { cpuMem: 0.153, cpuNet: 0.827, memDisk: 0.195, cpuDisk: 0.008, memNet: -0.082, diskNet: 0.334 },
      application: { cpuMem: 0.701, cpuNet: 0.566, memDisk: 0.491, cpuDisk: 0.093, memNet: 0.147, diskNet: 0.344 },
      database: { cpuMem: -0.238, cpuNet: 0.122, memDisk: 0.928, cpuDisk: 0.011, memNet: -0.105, diskNet: 0.208 },
      batch: { cpuMem: -0.147, cpuNet: -0.286, memDisk: 0.641, cpuDisk: 0.102, memNet: -0.251, diskNet: 0.425 },
    },
  },
} as const satisfies Record<string, Profile>;

/** Name of a profile. */
export type ProfileName = keyof typeof PROFILES;
