/** CloudWatch's metrics: which of them are the fleet's, and in which unit their values come. */
import { type MetricGuess, plainName } from "../mapper/metric_guess.ts";
import { unitFactor } from "../mapper/units.ts";

/** Metrics that are percentages by their documentation, of EC2, RDS, ECS and the CloudWatch agent. */
const PERCENTAGES: Readonly<Record<string, string>> = {
  CPUUtilization: "cpu_pct",
  cpu_usage_active: "cpu_pct",
  MemoryUtilization: "mem_pct",
  mem_used_percent: "mem_pct",
  "Memory % Committed Bytes In Use": "mem_pct",
  DiskSpaceUtilization: "disk_pct",
  disk_used_percent: "disk_pct",
};
const NETWORK: Readonly<Record<string, string>> = {
  NetworkIn: "net_in_mbps",
  NetworkReceiveThroughput: "net_in_mbps",
  NetworkOut: "net_out_mbps",
  NetworkTransmitThroughput: "net_out_mbps",
};
/** CloudWatch's words for units of rate, in ours. */
const RATES: Readonly<Record<string, string>> = {
  "Bytes/Second": "B/s",
  "Kilobytes/Second": "KB/s",
  "Megabytes/Second": "MB/s",
  "Gigabytes/Second": "GB/s",
  "Bits/Second": "bps",
  "Kilobits/Second": "kbps",
  "Megabits/Second": "Mbps",
  "Gigabits/Second": "Gbps",
  "Count/Second": "1/s",
};
/** The statistics, the one that says most of a period's load first. */
export const STATISTICS = ["Average", "Maximum", "Minimum", "Sum", "SampleCount"] as const;

/** `StatusCheckFailed`, `EBSReadBytes`, `mem_used`. */
const METRIC_WORD = /^([A-Z]+[a-z]+){2,}$|^(cpu|mem|disk|diskio|swap|net|netstat|processes)_[a-z_]+$/;

/** What is known of a series beside the name of its metric. */
export interface CloudWatchSeries {
  /** Unit as CloudWatch states it; the answers of GetMetricData state none. */
  readonly unit?: string;
  /** `Average`, `Maximum`, `p95` …; an answer need not state it. */
  readonly statistic?: string;
  /** Whether the metric comes with several statistics, of which this one is not the first. */
  readonly isOther?: boolean;
  /** Seconds of a period, where the times tell. */
  readonly period?: number;
}

/**
 * The word that names the metric: one that CloudWatch documents, else the last one that is written as such.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { metricWord } from "@lib/ingest/formats/cloudwatch_metric.ts";
 * strictEqual(metricWord(["WebServer", "CPUUtilization"]), "CPUUtilization");
 * strictEqual(metricWord(["web-1", "web-2"]), undefined);
 * ```
 */
export function metricWord(words: readonly string[]): string | undefined {
  return words.find((word) => word in PERCENTAGES || word in NETWORK) ??
    words.findLast((word) => METRIC_WORD.test(word));
}

/** Whether a word names a statistic: `Average`, `p99.9`, `tm90`. */
export function isStatistic(word: string): boolean {
  return STATISTICS.some((statistic) => statistic === word) || /^(p|tm|wm|tc|ts)\d{1,2}(\.\d+)?$/.test(word);
}

/** The meaning of a series; an unknown metric is the source's own, with the unit that CloudWatch states. */
export function cloudWatchMeaning(
  name: string,
  { unit, statistic, isOther = false, period }: CloudWatchSeries,
): MetricGuess {
  const isLevel = statistic === undefined || (statistic !== "Sum" && statistic !== "SampleCount");
  const percentage = PERCENTAGES[name];
  if (!isOther && isLevel && percentage && (unit === undefined || unit === "Percent" || unit === "None")) {
    const because = unit === "Percent" ? "name and unit" : "name; CloudWatch documents it in percent";
    return { metric: percentage, unit: "percent", factor: 1, because };
  }
  const traffic = NETWORK[name];
  const rate = RATES[unit ?? (/Throughput$/.test(name) ? "Bytes/Second" : "")];
  const factor = rate === undefined ? undefined : unitFactor("Mbps", rate);
  if (!isOther && isLevel && traffic && factor !== undefined) {
    return { metric: traffic, unit: "Mbps", factor, because: `name; ${rate} × ${factor} = Mbps` };
  }
  if (!isOther && traffic && unit === "Bytes" && statistic === "Sum" && period !== undefined) {
    const because = `name; sums of bytes in periods of ${period} s × 8 ÷ ${period} s`;
    return { metric: traffic, unit: "Mbps", factor: 8 / (1e6 * period), because };
  }
  const suffix = statistic === undefined || statistic === "Average" ? "" : `_${plainName(statistic)}`;
  return {
    metric: `${plainName(name)}${suffix}`,
    unit: ownUnit(name, unit, statistic),
    factor: 1,
    because: traffic
      ? "bytes per period of a length that is not stated, so no rate"
      : isOther
      ? "one statistic of a metric is taken for it, the others stay under names of their own"
      : "no metric of the fleet has this name",
  };
}

function ownUnit(name: string, unit: string | undefined, statistic: string | undefined): string {
  if (statistic === "SampleCount") return "count";
  if (unit === undefined || unit === "None") {
    if (name in PERCENTAGES || /percent|utilization/i.test(name)) return "percent";
    if (/Packets|Count|Ops$|Credit|Failed/.test(name)) return "count";
    return /bytes/i.test(name) || name in NETWORK ? "bytes" : "unknown";
  }
  return RATES[unit] ?? unit.toLowerCase();
}

/**
 * The period of a series in seconds, from its times in any order.
 *
 * @returns `undefined` when it is not certain: too few times, or gaps more common than the shortest step.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { periodOf } from "@lib/ingest/formats/cloudwatch_metric.ts";
 * strictEqual(periodOf(Float64Array.of(900_000, 0, 300_000)), undefined);
 * strictEqual(periodOf(Float64Array.of(900_000, 0, 300_000, 600_000)), 300);
 * ```
 */
export function periodOf(timestamps: Float64Array): number | undefined {
  const times = timestamps.toSorted();
  let shortest = Infinity, alike = 0, steps = 0;
  for (let index = 1; index < times.length; index++) {
    const step = (times[index]! - times[index - 1]!) / 1000;
    if (step === 0) continue;
    steps++;
    if (step < shortest) {
      shortest = step;
      alike = 0;
    }
    if (step === shortest) alike++;
    if (step % shortest !== 0) return undefined;
  }
  const isPeriod = [1, 5, 10, 20, 30].includes(shortest) || shortest % 60 === 0;
  return steps >= 2 && isPeriod && alike * 2 > steps ? shortest : undefined;
}
