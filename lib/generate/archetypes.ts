/**
 * What a type of server is like: one row of a profile's table `archetypes` (profiles/). To add a type, add a row.
 */
import type { Metric } from "@lib/core/metric.ts";
import type { Hardware } from "./instances.ts";

/** Pairwise correlations of the metrics of one server; `net` is net_in (see Noise.outWithIn for net_out). */
export interface Correlations {
  readonly cpuMem: number;
  readonly cpuNet: number;
  readonly memDisk: number;
  readonly cpuDisk: number;
  readonly memNet: number;
  readonly diskNet: number;
}

/** Level and spread of one metric over the servers and days of an archetype. */
export interface Level {
  /** Daily p95 on an ordinary weekday at the start of the run, percent or Mbps, before the profile shifts it. */
  readonly base: number;
  /** Standard deviation asked for, in the unit of the base; shared out between servers and days. */
  readonly spread: number;
  /** Share of the spread that is noise from day to day, where the type differs from the metric's trait. */
  readonly noise?: number;
}

/** The kinds of a day as the hours of a server know them. */
export const DAY_SHAPES = ["working", "free", "periodEnd"] as const;
/** A kind of day with an hour-of-day curve of its own. */
export type DayShape = typeof DAY_SHAPES[number];

/** Parameters of one archetype. */
export interface Archetype {
  /** Share of the fleet; the shares of a profile add up to 1. */
  readonly share: number;
  readonly levels: Readonly<Record<Exclude<Metric, "net_out_p95">, Level>>;
  /** Outgoing over incoming traffic, median over servers. */
  readonly outPerIn: number;
  /** What the median server's daily p95 should show on ordinary weekdays. */
  readonly correlations: Correlations;
  /** Busy over quiet hours of a working day. */
  readonly businessHours: number;
  /** Saturday and Sunday over a weekday. */
  readonly weekend: number;
  /** A bank holiday over a weekday; on a weekend the smaller of the two factors acts. */
  readonly holiday: number;
  /** A working day squeezed between free days, over a weekday. */
  readonly bridge: number;
  /** Share of the quarter-end ramp that reaches this type. */
  readonly quarterEnd: number;
  /** The last day of a month that ends no quarter, over a weekday; the two days before rise towards it. */
  readonly monthEnd: number;
  /** Half the swing of the year (peak in mid-December), as a share of the level. */
  readonly annual: number;
  /** Chance of a spike on a day, and the factor on the busiest hours of that day. */
  readonly spike: { readonly chance: number; readonly factor: number };
  /** Median compounding growth per month, 0.01 = +1 %. */
  readonly growthPerMonth: number;
  /** How strongly the incidents of its application reach this type, 1 = fully. */
  readonly incident: number;
  /** The 24 local hours of each kind of day: 0 = quiet, 1 = busy. */
  readonly hours: Readonly<Record<DayShape, readonly number[]>>;
  /** What it runs on; default: what a type of its name runs on, or a general machine. */
  readonly hardware?: Hardware;
  /** What it adds to the weight of its application (0 to 1) when servers are ranked by criticality; default 0. */
  readonly importance?: number;
}

/** The names of the correlations with the metrics they belong to. */
export const CORRELATION_PAIRS = [
  { name: "cpuMem", pair: ["cpu_p95", "mem_p95"] },
  { name: "cpuNet", pair: ["cpu_p95", "net_in_p95"] },
  { name: "memDisk", pair: ["mem_p95", "disk_p95"] },
  { name: "cpuDisk", pair: ["cpu_p95", "disk_p95"] },
  { name: "memNet", pair: ["mem_p95", "net_in_p95"] },
  { name: "diskNet", pair: ["disk_p95", "net_in_p95"] },
] as const satisfies readonly { name: keyof Correlations; pair: readonly [Metric, Metric] }[];
