/** How many virtual CPUs a server had on each day, from what its percentages do when it is resized. */
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { type LevelShift, levelShifts } from "@lib/stats/level_shifts.ts";

/** The virtual CPUs of a fleet day by day. */
export interface VcpuHistory {
  /** `[server * days + day]`, `NaN` = not known. */
  readonly values: Float64Array;
  /** Changes that were found, by server. */
  readonly resizes: readonly VcpuResize[];
}

/** A change of the number of CPUs. */
export interface VcpuResize {
  /** Place of the server in the panel. */
  readonly server: number;
  /** Index of the first day with the new number. */
  readonly day: number;
  /** New number over the old one: 2, 4, 1/2 … */
  readonly factor: number;
}

/** Score of a shift of one metric; two metrics bear witness. */
const LEAST_SCORE = 4;
/** Days by which the two may be apart, and the distance of each from a whole number of doublings, in logarithms. */
const DAYS_APART = 5, FROM_DOUBLING = 0.35;

/**
 * Walks back from today's inventory. A server is taken to have been resized where the levels of CPU and memory are halved, or doubled, on the same
 * day and for good: the sizes of a machine are powers of two, and a change of load moves the two differently. A server whose memory is not known
 * counts with today's CPUs throughout.
 *
 * @param vcpus Today's, one per server of the panel, `NaN` = not known.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { vcpuHistory } from "@lib/forecast/hierarchy/vcpu_history.ts";
 * const percent = Float64Array.from({ length: 200 }, (_, day) => (day < 120 ? 60 : 30) + day % 7);
 * const panel = { servers: ["a"], start: 0, days: 200, values: { cpu_p95: percent, mem_p95: percent.map((value) => value + 9) } };
 * const { values, resizes } = vcpuHistory(panel, [8]);
 * deepStrictEqual([values[119], values[120]], [4, 8]);
 * deepStrictEqual(resizes, [{ server: 0, day: 120, factor: 2 }]);
 * ```
 */
export function vcpuHistory(panel: FleetPanel, vcpus: ArrayLike<number>): VcpuHistory {
  const { days } = panel;
  const values = new Float64Array(panel.servers.length * days), resizes: VcpuResize[] = [];
  for (let server = 0; server < panel.servers.length; server++) {
    let now = vcpus[server]!;
    const own = now > 0 ? resizesOf(panel, server) : [];
    resizes.push(...own);
    for (let day = days - 1, next = own.length - 1; day >= 0; day--) {
      if (next >= 0 && day < own[next]!.day) now /= own[next--]!.factor;
      values[server * days + day] = now;
    }
  }
  return { values, resizes };
}

function resizesOf(panel: FleetPanel, server: number): VcpuResize[] {
  if (!panel.values.cpu_p95 || !panel.values.mem_p95) return [];
  const cpu = doublingsOf(panel, "cpu_p95", server);
  if (cpu.length === 0) return [];
  const memory = doublingsOf(panel, "mem_p95", server);
  return cpu.flatMap((shift): VcpuResize[] => {
    const witness = memory.find((other) =>
      other.doublings === shift.doublings && Math.abs(other.at - shift.at) <= DAYS_APART
    );
    if (!witness) return [];
    return [{ server, day: witness.score > shift.score ? witness.at : shift.at, factor: 2 ** -shift.doublings }];
  });
}

/** Lasting shifts of a percentage by about a whole number of doublings; below 0 = it was halved. */
function doublingsOf(
  panel: FleetPanel,
  metric: "cpu_p95" | "mem_p95",
  server: number,
): (LevelShift & { readonly doublings: number })[] {
  const logs = historyOf(panel, metric, server).map((value) => value > 0 ? Math.log(value) : NaN);
  return levelShifts(logs, { leastScore: LEAST_SCORE }).flatMap((shift) => {
    const doublings = Math.round(shift.difference / Math.LN2);
    const isWhole = doublings !== 0 && Math.abs(shift.difference - doublings * Math.LN2) <= FROM_DOUBLING;
    return isWhole ? [{ ...shift, doublings }] : [];
  });
}
