/** Units that a source may state, and the factor to the unit of the fleet's metrics. */
import type { Unit } from "@lib/core/metric.ts";

/** Factor from a source's unit to the metric's own, per metric unit; a kilobyte is 1000 bytes on a network. */
export const UNIT_FACTORS: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  percent: { percent: 1, "%": 1, pct: 1, fraction: 100, ratio: 100 },
  Mbps: {
    Mbps: 1,
    Gbps: 1000,
    kbps: 0.001,
    bps: 1e-6,
    "Mbit/s": 1,
    "kbit/s": 0.001,
    "bit/s": 1e-6,
    "B/s": 8e-6,
    "bytes/s": 8e-6,
    "KB/s": 0.008,
    "MB/s": 8,
    "GB/s": 8000,
  },
};

/** The factor of a source's unit, or `undefined` when the metric cannot be made from it. Upper and lower case matter
 * only where they tell bits from bytes. */
export function unitFactor(unit: Unit, from: string): number | undefined {
  const factors = UNIT_FACTORS[unit];
  if (from in factors) return factors[from];
  const candidates = Object.keys(factors).filter((name) => name.toLowerCase() === from.toLowerCase());
  return candidates.length === 1 ? factors[candidates[0]!] : undefined;
}
