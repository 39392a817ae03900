/** Units that a source may state, and the factor to the unit of the fleet's metrics. */
import type { Unit } from "@lib/core/metric.ts";

/** A unit of values of which only the largest can tell whether they are percent or fractions. */
export const PERCENT_OR_FRACTION = "percent or fraction";

/** Factor from a source's unit to the metric's own, per metric unit; a kilobyte is 1000 bytes on a network. */
export const UNIT_FACTORS: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  // A processor that works for all of a second is at 100 percent.
  percent: { percent: 1, "%": 1, pct: 1, fraction: 100, ratio: 100, "seconds/s": 100, "s/s": 100 },
  Mbps: {
    Mbps: 1,
    Gbps: 1000,
    kbps: 0.001,
    bps: 1e-6,
    "Mb/s": 1,
    "Gbit/s": 1000,
    "Mbit/s": 1,
    "kbit/s": 0.001,
    "bit/s": 1e-6,
    "bits/s": 1e-6,
    "B/s": 8e-6,
    "bytes/s": 8e-6,
    "KB/s": 0.008,
    "MB/s": 8,
    "GB/s": 8000,
    "KiB/s": 0.008192,
    "MiB/s": 8.388608,
    "GiB/s": 8589.934592,
    "Bytes/Second": 8e-6,
    "Kilobytes/Second": 0.008,
    "Megabytes/Second": 8,
    "Bits/Second": 1e-6,
    KBps: 0.008,
    MBps: 8,
    GBps: 8000,
  },
};

/**
 * The factor of a source's unit, or `undefined` when the metric cannot be made from it.
 *
 * Upper and lower case matter only in the letter that tells bits from bytes.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { unitFactor } from "@lib/ingest/mapper/units.ts";
 * strictEqual(unitFactor("Mbps", "kB/s"), 0.008);
 * strictEqual(unitFactor("Mbps", "kb/s"), undefined);
 * ```
 */
export function unitFactor(unit: Unit, from: string): number | undefined {
  const factors = UNIT_FACTORS[unit];
  if (Object.hasOwn(factors, from)) return factors[from];
  const candidates = Object.keys(factors).filter((name) =>
    name.toLowerCase() === from.toLowerCase() && name.includes("B") === from.includes("B")
  );
  return candidates.length === 1 ? factors[candidates[0]!] : undefined;
}

/** Sizes and clock rates in their smallest unit; memory and disks count kilobytes of 1024 bytes. */
const AMOUNTS: Readonly<Record<string, readonly [kind: "size" | "clock rate", amount: number]>> = {
  bytes: ["size", 1],
  KB: ["size", 2 ** 10],
  MB: ["size", 2 ** 20],
  GB: ["size", 2 ** 30],
  TB: ["size", 2 ** 40],
  MHz: ["clock rate", 1],
  GHz: ["clock rate", 1000],
};

/** How many of the second unit the first one is, for sizes and clock rates; `undefined` when they measure different things. */
export function ratioOfUnits(unit: string, other: string): number | undefined {
  const [first, second] = [AMOUNTS[unit.replace("iB", "B")], AMOUNTS[other.replace("iB", "B")]];
  if (unit === other) return 1;
  return first && second && first[0] === second[0] ? first[1] / second[1] : undefined;
}
