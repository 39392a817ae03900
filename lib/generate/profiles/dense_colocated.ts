/**
 * A dense cluster of co-located online services and batch jobs, tuned against the passport of Alibaba's trace of 2018.
 *
 * What that trace shows: three machines in four busy at a third of their CPU, the rest idle; memory full nearly everywhere;
 * one curve of the day that all follow. Network, disk and whatever takes longer than eight days are not in it: there the
 * numbers are guesses, and the passport says so.
 *
 * Its passport is in sample, as that of `bank-vm`: tuned on the seven machines that it is held against, with the seeds 42,
 * 1, 2 and 3.
 */
import type { Metric } from "@lib/core/metric.ts";
import type { ServerType } from "@lib/core/tables.ts";
import type { Archetype, Correlations } from "../archetypes.ts";
import { AFTERNOON_HOURS } from "../hour_shapes.ts";
import type { MetricTrait } from "../traits.ts";
import type { Profile } from "./profile.ts";

/** Machines differ by what they run, but all stand in one cluster with one rhythm and no days off. */
const BUSY: Omit<Archetype, "share"> = {
  levels: {
    cpu_p95: { base: 43, spread: 13 },
    mem_p95: { base: 97.6, spread: 2.5 },
    disk_p95: { base: 45, spread: 12 },
    net_in_p95: { base: 300, spread: 90 },
  },
  outPerIn: 0.8,
  correlations: { cpuMem: 0.2, cpuNet: 0.5, memDisk: 0.1, cpuDisk: 0.1, memNet: 0.05, diskNet: 0.2 },
  businessHours: 2.1,
  weekend: 1,
  holiday: 1,
  bridge: 1,
  quarterEnd: 0,
  monthEnd: 1,
  annual: 0,
  spike: { chance: 0, factor: 1 },
  growthPerMonth: 0.001,
  incident: 0.3,
  hours: { working: AFTERNOON_HOURS, free: AFTERNOON_HOURS, periodEnd: AFTERNOON_HOURS },
};

const ARCHETYPES: Readonly<Record<ServerType, Archetype>> = {
  web: { ...BUSY, share: 0.3 },
  application: { ...BUSY, share: 0.3 },
  database: { ...BUSY, share: 0.15 },
  // Machines kept free for offline jobs: idle in the trace.
  batch: {
    ...BUSY,
    share: 0.25,
    levels: {
      cpu_p95: { base: 5.2, spread: 0.7 },
      mem_p95: { base: 90, spread: 3.6 },
      disk_p95: { base: 45, spread: 12 },
      net_in_p95: { base: 60, spread: 20 },
    },
    // Idle machines: what little their memory moves, it moves with the load.
    correlations: { ...BUSY.correlations, cpuMem: 0.35 },
    businessHours: 1.7,
  },
};

const TRAITS: Readonly<Record<Metric, MetricTrait>> = {
  cpu_p95: {
    growth: 1,
    hour: 1,
    freeDay: 1,
    periodEnd: 1,
    annual: 1,
    shift: 1,
    incident: 1,
    spike: 1,
    noise: 0.34,
    slow: 0.5,
    hourNoise: 0.08,
  },
  mem_p95: {
    growth: 0,
    // Caches give way when the services are busy.
    hour: -0.06,
    freeDay: 0,
    periodEnd: 0,
    annual: 0,
    shift: 0.1,
    incident: 0.05,
    spike: 0,
    noise: 0.1,
    slow: 0.5,
    hourNoise: 0.021,
  },
  disk_p95: {
    growth: 0.12,
    hour: 0.02,
    freeDay: 0,
    periodEnd: 0,
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
    freeDay: 1,
    periodEnd: 1,
    annual: 1,
    shift: 0.5,
    incident: 0.8,
    spike: 0.3,
    noise: 0.42,
    slow: 0.35,
    hourNoise: 0.1,
  },
  net_out_p95: {
    growth: 0.5,
    hour: 1.1,
    freeDay: 1,
    periodEnd: 1,
    annual: 1,
    shift: 0.5,
    incident: 0.7,
    spike: 0.3,
    noise: 0.42,
    slow: 0.35,
    hourNoise: 0.1,
  },
};

const LATENT: Correlations = { cpuMem: 0.5, cpuNet: 0.5, memDisk: 0.1, cpuDisk: 0.1, memNet: 0, diskNet: 0.2 };

const AS_IS = { shift: 0, spread: 1 };

/** The profile. */
export const DENSE_COLOCATED: Profile = {
  name: "dense-colocated",
  description: "a dense cluster of co-located services and batch jobs (Alibaba 2018)",
  trace: "alibaba2018_machine",
  regions: ["Asia"],
  archetypes: ARCHETYPES,
  traits: TRAITS,
  noise: {
    persistence: { hour: 0.8, fast: 0.35, slow: 0.75 },
    shared: { hour: 0.2, day: 0.05 },
    outWithIn: 0.8,
  },
  differences: {
    growth: 0.5,
    noise: 0.1,
    hourNoise: 0.1,
    outPerIn: 0.2,
    levels: 0.35,
    coupling: 0.45,
    hours: [0.65, 1.35],
    weekend: [1, 1],
    annual: [1, 1],
  },
  rates: {
    shift: { everyDays: 400, logSd: 0.08 },
    incident: {
      everyDays: 600,
      shortestDays: 3,
      longestDays: 12,
      overload: [1.12, 1.55],
      loss: [0.45, 0.8],
      lossShare: 0.3,
    },
  },
  // Memory is full on purpose, so nobody orders more of it.
  orderAt: { cpu_p95: [92, 98], mem_p95: [110, 120], disk_p95: [78, 88] },
  calibration: { cpu_p95: AS_IS, mem_p95: AS_IS, disk_p95: AS_IS, net_in_p95: AS_IS, net_out_p95: AS_IS },
  latent: { web: LATENT, application: LATENT, database: LATENT, batch: LATENT },
};
