/** What a profile says: everything that makes one kind of fleet differ from another, as data. */
import type { Metric } from "@lib/core/metric.ts";
import type { FleetRegion } from "../applications.ts";
import type { Archetype, Correlations } from "../archetypes.ts";
import type { EventRates } from "../events.ts";
import type { MetricTrait } from "../traits.ts";

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

/** Chance from hour to hour and from day to day. */
export interface Noise {
  /** Correlation of neighbours: of hours, of days, and of the days of the drift over weeks. */
  readonly persistence: { readonly hour: number; readonly fast: number; readonly slow: number };
  /** Share of the variance of the load's noise that all servers of the fleet have in common. */
  readonly shared: { readonly hour: number; readonly day: number };
  /** Latent correlation of outgoing with incoming traffic: related, not proportional. */
  readonly outWithIn: number;
}

/** How much the servers of a type differ from each other. */
export interface Differences {
  /**
   * Standard deviations of logarithms: of growth, of the size of all noise, of the noise from hour to hour beside that from
   * day to day (which makes some servers restless and others sluggish), of outgoing per incoming traffic.
   */
  readonly growth: number;
  readonly noise: number;
  readonly hourNoise: number;
  readonly outPerIn: number;
  /** Correlation of the levels of memory and of traffic with the level of CPU, from server to server. */
  readonly levels: number;
  /** How far the coupling of a server's metrics may lie from its type's: 0 = all alike, 1 = from none to full. */
  readonly coupling: number;
  /** Lowest and highest factor on the type's swing of the day, of the weekend and of the year. */
  readonly hours: readonly [low: number, high: number];
  readonly weekend: readonly [low: number, high: number];
  readonly annual: readonly [low: number, high: number];
}

/** A profile of a fleet. */
export interface Profile {
  readonly name: string;
  /** One line: what fleet this is like, and from where it is known. */
  readonly description: string;
  /** Name of the real trace that it was made after, if any: there the passport judges its behaviour. */
  readonly trace?: string;
  /** Set where the values come from formulas of their own instead of a simulated demand. */
  readonly formula?: "original";
  /** Where the fleet stands; default all over the world. Servers of one region are busy at the same hours. */
  readonly regions?: readonly FleetRegion[];
  /** By the name of the type, in the order in which people read them. */
  readonly archetypes: Readonly<Record<string, Archetype>>;
  readonly traits: Readonly<Record<Metric, MetricTrait>>;
  readonly noise: Noise;
  readonly differences: Differences;
  readonly rates: EventRates;
  /** Lowest and highest level, percent on an ordinary weekday, at which owners order more CPU, memory or disk. */
  readonly orderAt: Readonly<Record<"cpu_p95" | "mem_p95" | "disk_p95", readonly [low: number, high: number]>>;
  /** What the moments of the default fleet should be, where the profile asks for any. */
  readonly moments?: Readonly<Record<Metric, Moments>>;
  readonly calibration: Readonly<Record<Metric, MetricCalibration>>;
  /**
   * Correlations of the noise that give the archetypes' correlations after growth, seasons, events and spikes; a type
   * without a row has the noise correlate as the archetype asks.
   */
  readonly latent: Readonly<Record<string, Correlations>>;
}
