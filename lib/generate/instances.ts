/** The machines: sizes of three families (compute, general, memory), and what each type of server runs on. */

/** A size of machine. */
export interface InstanceSize {
  readonly name: string;
  readonly vcpu: number;
  /** Baseline bandwidth, not the burst. */
  readonly networkMbps: number;
  /** Days from order to use that a size adds: large machines are scarce. */
  readonly extraLeadDays: number;
}

/**
 * The sizes, each twice the one before.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html baseline bandwidth of the m6i family
 */
export const INSTANCE_SIZES: readonly InstanceSize[] = [
  { name: "large", vcpu: 2, networkMbps: 781, extraLeadDays: 0 },
  { name: "xlarge", vcpu: 4, networkMbps: 1562, extraLeadDays: 0 },
  { name: "2xlarge", vcpu: 8, networkMbps: 3125, extraLeadDays: 7 },
  { name: "4xlarge", vcpu: 16, networkMbps: 6250, extraLeadDays: 14 },
  { name: "8xlarge", vcpu: 32, networkMbps: 12_500, extraLeadDays: 21 },
  { name: "16xlarge", vcpu: 64, networkMbps: 25_000, extraLeadDays: 30 },
];

/** What a type of server runs on. */
export interface Hardware {
  readonly family: string;
  readonly memoryGiBPerVcpu: number;
  readonly diskGiBPerVcpu: number;
  /** Share of the servers that start at each size, smallest first. */
  readonly sizeShares: readonly number[];
  /** Days from order to use of a small machine: change windows, migration, tests. */
  readonly leadDays: number;
}

const GENERAL: Hardware = {
  family: "m6i",
  memoryGiBPerVcpu: 4,
  diskGiBPerVcpu: 50,
  sizeShares: [0.2, 0.35, 0.3, 0.15],
  leadDays: 21,
};

const HARDWARE: Readonly<Record<string, Hardware>> = {
  web: { family: "c6i", memoryGiBPerVcpu: 2, diskGiBPerVcpu: 25, sizeShares: [0.35, 0.45, 0.2], leadDays: 14 },
  application: GENERAL,
  database: {
    family: "r6i",
    memoryGiBPerVcpu: 8,
    diskGiBPerVcpu: 250,
    sizeShares: [0, 0.2, 0.45, 0.35],
    leadDays: 45,
  },
  batch: { family: "c6i", memoryGiBPerVcpu: 2, diskGiBPerVcpu: 100, sizeShares: [0, 0.3, 0.4, 0.3], leadDays: 30 },
};

/** A machine as the inventory lists it. */
export interface Instance {
  readonly instanceType: string;
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly diskGiB: number;
  readonly networkMbps: number;
  readonly leadTimeDays: number;
}

/** The size that a server starts with, as a place in INSTANCE_SIZES, from a uniform draw. */
export function startSize({ sizeShares }: Hardware, draw: number): number {
  let end = 0;
  const found = sizeShares.findIndex((share) => draw < (end += share));
  return found < 0 ? sizeShares.length - 1 : found;
}

/** What a type of server runs on: its own hardware, else what types of its name run on, else a general machine. */
export function hardwareOf(type: string, own?: Hardware): Hardware {
  return own ?? HARDWARE[type] ?? GENERAL;
}

/**
 * The machine of a size.
 *
 * @param size Place in INSTANCE_SIZES; past the end it stays at the largest.
 * @param disk The disk stays when the machine grows: the size that it was bought with, and the factor of its extensions.
 */
export function instanceOf(hardware: Hardware, size: number, disk = { boughtWith: size, factor: 1 }): Instance {
  const { family, memoryGiBPerVcpu, diskGiBPerVcpu, leadDays } = hardware;
  const { name, vcpu, networkMbps, extraLeadDays } = sizeAt(size);
  return {
    instanceType: `${family}.${name}`,
    vcpu,
    memoryGiB: vcpu * memoryGiBPerVcpu,
    diskGiB: Math.round(sizeAt(disk.boughtWith).vcpu * diskGiBPerVcpu * disk.factor),
    networkMbps,
    leadTimeDays: leadDays + extraLeadDays,
  };
}

function sizeAt(size: number): InstanceSize {
  return INSTANCE_SIZES[Math.min(size, INSTANCE_SIZES.length - 1)]!;
}
