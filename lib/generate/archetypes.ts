/**
 * What a type of server is like: one row per archetype. To add one, add a row (and its name to SERVER_TYPES).
 *
 * Levels, spreads, correlations, business-hours and weekend factors, spikes and growth start from the four archetypes
 * of the original project; what it lacked (holidays by type, month end, the hours of a night batch) is ours.
 */
import type { Metric } from "@lib/core/metric.ts";
import type { ServerType } from "@lib/core/tables.ts";
import { percentChange } from "./traits.ts";

/** Pairwise correlations of the metrics of one server; `net` is net_in (see METRIC_TRAITS for net_out). */
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
}

/** The kinds of a day as the hours of a server know them. */
export const DAY_SHAPES = ["working", "free", "periodEnd"] as const;
/** A kind of day with an hour-of-day curve of its own. */
export type DayShape = typeof DAY_SHAPES[number];

/** Parameters of one archetype. */
export interface Archetype {
  /** Servers of this type in every twenty; the rows add up to 20. */
  readonly inEveryTwenty: number;
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
}

/** People at their desks, with a lunch break. */
// deno-fmt-ignore
const STAFF_HOURS = [
  0, 0, 0, 0, 0, 0, 0.1, 0.3, 0.7, 1, 1, 1,
  0.9, 0.95, 1, 1, 1, 0.9, 0.6, 0.45, 0.35, 0.25, 0.1, 0,
];
/** People at home: late to rise, busiest in the evening. */
// deno-fmt-ignore
const LEISURE_HOURS = [
  0.2, 0.1, 0, 0, 0, 0, 0, 0.1, 0.3, 0.5, 0.6, 0.7,
  0.7, 0.7, 0.7, 0.7, 0.8, 0.9, 1, 1, 0.9, 0.7, 0.5, 0.3,
];
/** Jobs that wait for the night. */
// deno-fmt-ignore
const NIGHT_HOURS = [
  1, 1, 1, 0.95, 0.8, 0.5, 0.3, 0.1, 0, 0, 0, 0,
  0, 0, 0, 0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1,
];
/** Jobs of a period's end: they begin earlier and end later. */
// deno-fmt-ignore
const LONG_NIGHT_HOURS = [
  1, 1, 1, 1, 1, 0.9, 0.7, 0.4, 0.2, 0.1, 0.1, 0.1,
  0.1, 0.1, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1, 1, 1,
];

/** The archetypes. */
export const ARCHETYPES: Readonly<Record<ServerType, Archetype>> = {
  web: {
    inEveryTwenty: 7,
    levels: {
      cpu_p95: { base: 45, spread: 15 },
      mem_p95: { base: 35, spread: 8 },
      disk_p95: { base: 20, spread: 5 },
      net_in_p95: { base: 150, spread: 50 },
    },
    outPerIn: 0.6,
    correlations: { cpuMem: 0.5, cpuNet: 0.8, memDisk: 0.2, cpuDisk: 0.1, memNet: 0.2, diskNet: 0.3 },
    businessHours: 1.6,
    weekend: 0.5,
    holiday: 0.35,
    bridge: 0.85,
    quarterEnd: 1,
    monthEnd: 1.04,
    annual: 0.1,
    spike: { chance: 0.03, factor: 1.8 },
    growthPerMonth: 0.005,
    incident: 1,
    hours: { working: STAFF_HOURS, free: LEISURE_HOURS, periodEnd: STAFF_HOURS },
  },
  application: {
    inEveryTwenty: 8,
    levels: {
      cpu_p95: { base: 50, spread: 18 },
      mem_p95: { base: 55, spread: 15 },
      disk_p95: { base: 30, spread: 10 },
      net_in_p95: { base: 120, spread: 40 },
    },
    outPerIn: 0.6,
    correlations: { cpuMem: 0.7, cpuNet: 0.6, memDisk: 0.4, cpuDisk: 0.1, memNet: 0.2, diskNet: 0.3 },
    businessHours: 1.5,
    weekend: 0.6,
    holiday: 0.4,
    bridge: 0.85,
    quarterEnd: 1,
    monthEnd: 1.08,
    annual: 0.08,
    spike: { chance: 0.02, factor: 1.6 },
    growthPerMonth: 0.008,
    incident: 0.9,
    hours: { working: STAFF_HOURS, free: LEISURE_HOURS, periodEnd: STAFF_HOURS },
  },
  database: {
    inEveryTwenty: 3,
    levels: {
      cpu_p95: { base: 35, spread: 12 },
      mem_p95: { base: 70, spread: 10 },
      disk_p95: { base: 55, spread: 15 },
      net_in_p95: { base: 100, spread: 30 },
    },
    outPerIn: 0.6,
    correlations: { cpuMem: 0.6, cpuNet: 0.4, memDisk: 0.7, cpuDisk: 0.1, memNet: 0.2, diskNet: 0.3 },
    businessHours: 1.3,
    weekend: 0.7,
    holiday: 0.7,
    bridge: 0.95,
    quarterEnd: 1,
    monthEnd: 1.08,
    annual: 0.05,
    spike: { chance: 0.01, factor: 1.4 },
    growthPerMonth: 0.01,
    incident: 0.6,
    hours: { working: STAFF_HOURS, free: STAFF_HOURS, periodEnd: STAFF_HOURS },
  },
  batch: {
    inEveryTwenty: 2,
    levels: {
      cpu_p95: { base: 30, spread: 25 },
      mem_p95: { base: 45, spread: 12 },
      disk_p95: { base: 40, spread: 20 },
      net_in_p95: { base: 80, spread: 35 },
    },
    outPerIn: 0.6,
    correlations: { cpuMem: 0.4, cpuNet: 0.3, memDisk: 0.5, cpuDisk: 0.1, memNet: 0.2, diskNet: 0.3 },
    // The original's 0.8 in business hours, turned round: the night is 1 / 0.8 of the day.
    businessHours: 1.25,
    weekend: 1.2,
    holiday: 1.05,
    bridge: 1,
    quarterEnd: 1,
    monthEnd: 1.25,
    annual: 0.02,
    spike: { chance: 0.08, factor: 2.5 },
    growthPerMonth: 0.003,
    incident: 0.2,
    hours: { working: NIGHT_HOURS, free: NIGHT_HOURS, periodEnd: LONG_NIGHT_HOURS },
  },
};

/** The names of the correlations with the metrics they belong to. */
export const CORRELATION_PAIRS = [
  { name: "cpuMem", pair: ["cpu_p95", "mem_p95"] },
  { name: "cpuNet", pair: ["cpu_p95", "net_in_p95"] },
  { name: "memDisk", pair: ["mem_p95", "disk_p95"] },
  { name: "cpuDisk", pair: ["cpu_p95", "disk_p95"] },
  { name: "memNet", pair: ["mem_p95", "net_in_p95"] },
  { name: "diskNet", pair: ["disk_p95", "net_in_p95"] },
] as const satisfies readonly { name: keyof Correlations; pair: readonly [Metric, Metric] }[];

/**
 * The archetypes as rows to show.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { archetypeTable } from "@lib/generate/mod.ts";
 * strictEqual(archetypeTable().find((row) => row.server_type === "web")?.share, "35 %");
 * ```
 */
export function archetypeTable(): Record<string, string>[] {
  return Object.entries(ARCHETYPES).map(([server_type, type]) => ({
    server_type,
    share: `${type.inEveryTwenty * 5} %`,
    "cpu %": levelText(type.levels.cpu_p95),
    "memory %": levelText(type.levels.mem_p95),
    "disk %": levelText(type.levels.disk_p95),
    "network in, Mbps": levelText(type.levels.net_in_p95),
    "busy hours": `×${type.businessHours}`,
    weekend: percentChange(type.weekend),
    holiday: percentChange(type.holiday),
    "month end": percentChange(type.monthEnd),
    "quarter end": percentChange(1 + 0.3 * type.quarterEnd),
    "growth a month": percentChange(1 + type.growthPerMonth),
    spikes: `${type.spike.chance * 100} % of days, ×${type.spike.factor}`,
    "cpu with memory": type.correlations.cpuMem.toFixed(1),
    "cpu with network": type.correlations.cpuNet.toFixed(1),
    "memory with disk": type.correlations.memDisk.toFixed(1),
  }));
}

function levelText({ base, spread }: Level): string {
  return `${base} ± ${spread}`;
}
