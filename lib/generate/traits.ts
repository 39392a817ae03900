/**
 * How the metrics follow the demand on a server: memory is sticky, disk accumulates, traffic follows the users.
 *
 * An elasticity e turns a factor f on the demand (CPU) into f^e on the metric.
 */
import type { Metric } from "@lib/core/metric.ts";

/** How one metric answers to what happens to its server. */
export interface MetricTrait {
  /** Elasticities: growth, hour of day, free days, period ends, the year, level shifts, incidents, spikes. */
  readonly growth: number;
  readonly hour: number;
  readonly freeDay: number;
  readonly periodEnd: number;
  readonly annual: number;
  readonly shift: number;
  readonly incident: number;
  readonly spike: number;
  /** Share of the archetype's spread that is noise from day to day; the rest lies between servers. */
  readonly noise: number;
  /** Share of the daily noise (of its variance) that drifts over weeks instead of days. */
  readonly slow: number;
  /** Noise from hour to hour, standard deviation of the logarithm. */
  readonly hourNoise: number;
}

/** The table of traits. */
export const METRIC_TRAITS: Readonly<Record<Metric, MetricTrait>> = {
  cpu_p95: {
    growth: 1,
    hour: 1,
    freeDay: 1,
    periodEnd: 1,
    annual: 1,
    shift: 1,
    incident: 1,
    spike: 1,
    noise: 0.32,
    slow: 0.3,
    hourNoise: 0.1,
  },
  mem_p95: {
    growth: 0.3,
    hour: 0.15,
    freeDay: 0.15,
    periodEnd: 0.25,
    annual: 0.3,
    shift: 0.3,
    incident: 0.3,
    spike: 0.25,
    noise: 0.32,
    slow: 0.5,
    hourNoise: 0.02,
  },
  disk_p95: {
    growth: 0.25,
    hour: 0.02,
    freeDay: 0,
    periodEnd: 0.1,
    annual: 0,
    shift: 0,
    incident: 0.1,
    spike: 0,
    noise: 0.34,
    slow: 0.6,
    hourNoise: 0.01,
  },
  net_in_p95: {
    growth: 0.5,
    hour: 1.1,
    freeDay: 0.9,
    periodEnd: 0.7,
    annual: 0.8,
    shift: 0.7,
    incident: 0.8,
    spike: 0.5,
    noise: 0.42,
    slow: 0.35,
    hourNoise: 0.12,
  },
  net_out_p95: {
    growth: 0.5,
    hour: 1.1,
    freeDay: 0.85,
    periodEnd: 0.7,
    annual: 0.8,
    shift: 0.7,
    incident: 0.7,
    spike: 0.5,
    noise: 0.42,
    slow: 0.35,
    hourNoise: 0.14,
  },
};

/** Latent correlation of the noise of net_out with that of net_in: related, not proportional. */
export const OUT_WITH_IN = 0.8;

/** Persistence of the noise: hour to hour, day to day, and of the drift over weeks. */
export const PERSISTENCE = { hour: 0.6, fast: 0.35, slow: 0.97 } as const;

/** A factor as the change it makes: 1.3 → "+30 %", 0.5 → "−50 %". */
export function percentChange(factor: number): string {
  const change = (factor - 1) * 100;
  return `${change < 0 ? "−" : "+"}${Math.abs(Number(change.toFixed(1)))} %`;
}
