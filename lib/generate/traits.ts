/**
 * How the metrics follow the demand on a server: memory is sticky, disk accumulates, traffic follows the users.
 *
 * An elasticity e turns a factor f on the demand (CPU) into f^e on the metric.
 */

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
  /** Noise from hour to hour, standard deviation of the logarithm, above 0. */
  readonly hourNoise: number;
}
