/** The archetypes of the original Python project, as it published them. */

/** Parameters of one archetype of the original. */
export interface OriginalArchetype {
  /** Level and standard deviation, percent or Mbps, in the order of ORIGINAL_METRICS. */
  readonly base: readonly [cpu: number, mem: number, disk: number, net: number];
  readonly sd: readonly [cpu: number, mem: number, disk: number, net: number];
  /** Correlations of the noise that differ between the types; the others are the same for all. */
  readonly cpuMem: number;
  readonly cpuNet: number;
  readonly memDisk: number;
  /** Factor at 9:00 to 17:59, on Saturday and Sunday. */
  readonly businessHours: number;
  readonly weekend: number;
  /** Chance of a spike in a row, and its factor. */
  readonly spikeChance: number;
  readonly spikeFactor: number;
  /** What it calls growth a month, percent; it is reached once, at the end of the run. */
  readonly growthPercent: number;
}

/** The metrics that share a row's noise; net_out is a fixed part of net_in. */
export const ORIGINAL_METRICS = ["cpu_p95", "mem_p95", "disk_p95", "net_in_p95"] as const;

/** Outgoing over incoming traffic, always. */
export const OUT_PER_IN = 0.6;
/** How much of a spike's factor reaches each metric; the disk has none. */
export const SPIKE_REACH = [1, 0.7, undefined, 0.8] as const;
/** Largest value of each metric. */
export const LIMITS = [100, 100, 100, 1000] as const;

/** The four archetypes. */
export const ORIGINAL_ARCHETYPES: Readonly<Record<string, OriginalArchetype>> = {
  web: {
    base: [45, 35, 20, 150],
    sd: [15, 8, 5, 50],
    cpuMem: 0.5,
    cpuNet: 0.8,
    memDisk: 0.2,
    businessHours: 1.6,
    weekend: 0.5,
    spikeChance: 0.03,
    spikeFactor: 1.8,
    growthPercent: 0.5,
  },
  application: {
    base: [50, 55, 30, 120],
    sd: [18, 15, 10, 40],
    cpuMem: 0.7,
    cpuNet: 0.6,
    memDisk: 0.4,
    businessHours: 1.5,
    weekend: 0.6,
    spikeChance: 0.02,
    spikeFactor: 1.6,
    growthPercent: 0.8,
  },
  database: {
    base: [35, 70, 55, 100],
    sd: [12, 10, 15, 30],
    cpuMem: 0.6,
    cpuNet: 0.4,
    memDisk: 0.7,
    businessHours: 1.3,
    weekend: 0.7,
    spikeChance: 0.01,
    spikeFactor: 1.4,
    growthPercent: 1,
  },
  batch: {
    base: [30, 45, 40, 80],
    sd: [25, 12, 20, 35],
    cpuMem: 0.4,
    cpuNet: 0.3,
    memDisk: 0.5,
    businessHours: 0.8,
    weekend: 1.2,
    spikeChance: 0.08,
    spikeFactor: 2.5,
    growthPercent: 0.3,
  },
};

/** Correlations of the noise, row-major in the order of ORIGINAL_METRICS. */
export function originalCorrelations({ cpuMem, cpuNet, memDisk }: OriginalArchetype): Float64Array {
  const cpuDisk = 0.1, memNet = 0.2, diskNet = 0.3;
  // deno-fmt-ignore
  return Float64Array.of(
    1, cpuMem, cpuDisk, cpuNet,
    cpuMem, 1, memDisk, memNet,
    cpuDisk, memDisk, 1, diskNet,
    cpuNet, memNet, diskNet, 1,
  );
}

/**
 * The original's parameters of a type.
 *
 * @throws {RangeError} when it had no such type.
 */
export function originalArchetype(type: string): OriginalArchetype {
  const found = ORIGINAL_ARCHETYPES[type];
  if (found) return found;
  throw new RangeError(
    `Cannot use the original's formulas: expected ${Object.keys(ORIGINAL_ARCHETYPES).join(", ")}, got ${type}`,
  );
}
