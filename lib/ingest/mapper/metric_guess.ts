/** What a column measures, guessed from its name. */
import { CORES_METRIC } from "@lib/core/reading_batch.ts";
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { rateInName, unitInName } from "./name_unit.ts";
import { PERCENT_OR_FRACTION, unitFactor } from "./units.ts";

/** A column's meaning. */
export interface MetricGuess {
  /** One of READING_METRICS, `vcpu`, or the source's own name in plain form. */
  readonly metric: string;
  /** Unit of the values after the factor. */
  readonly unit: string;
  /** From the column's values to the unit; `undefined` = percent or fraction, the values decide. */
  readonly factor: number | undefined;
  /** What the guess rests on. */
  readonly because: string;
}

/** A column's meaning and how sure it is. */
export interface ColumnMeaning extends MetricGuess {
  /** Unit of the values in the file; a counter is in the unit that it counts. */
  readonly sourceUnit: string;
  /** 0–1. */
  readonly confidence: number;
}

/** A name in plain form: `CPU usage [%]` → `cpu_usage`. */
export function plainName(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase().replaceAll(/\(.*?\)|\[.*?\]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_+|_+$/g, "") || "value";
}

const USED = /(^|_)(util|utili[sz]ation|usage|used|use|percent|percentage|pct|load_pct|busy|ratio|fraction)(_|$)/;
/** Words that make a name one of a part, of a limit or of something planned. */
const PART =
  /free|avail|usable|unused|idle|capacity|limit|request|reserv|alloc|target|threshold|predict|forecast|pressure|swap|gpu|(^|_)(user|kernel|guest|privileged|interrupts?|irq|process|jvm)(_|$)/;
/** Name patterns of the three percentages: what it is about, and what would make it something else. */
const PERCENTAGES = [
  {
    metric: "cpu_pct",
    about: /(^|_)(cpus?|processor)(_|$)/,
    not: /core|count|mhz|ghz|credit|freq|second|steal|throttl|nice|temp|wait|ready|co_?stop|contention|(^|_)cpu_sys/,
  },
  {
    metric: "mem_pct",
    about: /(^|_)(mem|memory|ram)(_|$)/,
    not: /byte|kb|mb|gb|kib|mib|gib|total|count|cache|buffer|heap|page|balloon/,
  },
  {
    metric: "disk_pct",
    about: /(^|_)(disk|disc|storage|filesystem|fs|volume)(_|$)/,
    not: /read|write|(^|_)io(_|$)|byte|kb|mb|gb|queue|ops|latency|throughput|busy|time|total|inode/,
  },
] as const;
const NETWORK = /(^|_)(net|network|nic|eth\d*|bandwidth|traffic)(_|$)/;
const INBOUND = /(^|_)(in|rx|recv|received?|inbound|ingress|download)(_|$)/;
const OUTBOUND = /(^|_)(out|tx|sent|send|transmit(ted)?|outbound|egress|upload)(_|$)/;

/**
 * The meaning of a column by its name; never fails, an unknown name is the source's own metric.
 *
 * @param name Name as the file has it; a unit that stands in the cells may be added in brackets.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { guessMetric } from "@lib/ingest/mapper/metric_guess.ts";
 * const { metric, unit, sourceUnit, factor } = guessMetric("network_in (KB/s)");
 * deepStrictEqual([metric, unit, sourceUnit, factor], ["net_in_mbps", "Mbps", "KB/s", 0.008]);
 * ```
 */
export function guessMetric(name: string): ColumnMeaning {
  const plain = plainName(name), unit = unitInName(name);
  const daily = METRICS.find((metric) => metric === plain);
  const exact = METRICS.find((metric) => METRIC_INFO[metric].reading === plain) ?? daily;
  if (exact) {
    const { reading, unit } = METRIC_INFO[exact];
    const because = daily ? "daily column of this project" : "exact name";
    return { metric: reading, unit, sourceUnit: unit, factor: 1, because, confidence: 0.95 };
  }
  if (/^(vcpus?|cpu_cores?|cores?|num_cpus?|cpu_count)$/.test(plain)) {
    return { metric: CORES_METRIC, unit: "cores", sourceUnit: "cores", factor: 1, because: "name", confidence: 0.8 };
  }
  const share = OTHER_STATISTIC.test(plain) ? undefined : shareMetric(name, plain, unit);
  if (share) return share;
  const metric = OTHER_STATISTIC.test(plain) ? undefined : networkMetric(plain);
  if (metric) {
    const rate = rateInName(name);
    const factor = rate && unitFactor("Mbps", rate);
    if (rate && factor) {
      const because = `name; ${rate} × ${factor} = Mbps`;
      return { metric, unit: "Mbps", sourceUnit: rate, factor, because, confidence: 0.8 };
    }
  }
  const own = unit ?? "unknown";
  return { metric: plain, unit: own, sourceUnit: own, factor: 1, because: OWN_METRIC, confidence: 0.5 };
}

/** The direction of traffic that a plain name tells, or `undefined`. */
export function networkMetric(plain: string): "net_in_mbps" | "net_out_mbps" | undefined {
  const isIn = INBOUND.test(plain);
  if (isIn === OUTBOUND.test(plain) || !(NETWORK.test(plain) || /(^|_)(rx|tx)(_|$)/.test(plain))) return undefined;
  return isIn ? "net_in_mbps" : "net_out_mbps";
}

const OWN_METRIC = "no metric of the fleet has this name";

/** Whether a guess found no metric of the fleet. */
export function isOwnMetric({ because }: MetricGuess): boolean {
  return because === OWN_METRIC;
}

/** An extreme or a spread of a metric is none of its readings. */
const OTHER_STATISTIC = /(^|_)(max|maximum|min|minimum|peak|std|stddev|sd|var|variance|p\d\d|median|sum)(_|$)/;

/** The fields of Elastic's agents that end so are fractions, unless whoever exported them made percent of them. */
const ELASTIC_PCT = /^(system|docker|kubernetes)\..+\.pct$/;

/** One of the percentages, or `undefined`. */
function shareMetric(name: string, plain: string, unit: string | undefined): ColumnMeaning | undefined {
  // What stands in brackets is no part of the plain name, but `[MHz]` says that it is no percentage.
  const spelled = `${plain}_${plainName(name.replaceAll(/[()[\]]/g, " "))}`;
  const isShort = !plain.includes("_");
  const isShare = (unit === "percent" && !ELASTIC_PCT.test(name)) || unit === "fraction";
  for (const { metric, about, not } of PERCENTAGES) {
    if (!about.test(plain) || not.test(spelled) || PART.test(spelled) || !(isShort || USED.test(plain) || isShare)) {
      continue;
    }
    const sourceUnit = isShare ? unit : PERCENT_OR_FRACTION;
    const factor = isShare ? unitFactor("percent", unit) : undefined;
    return { metric, unit: "percent", sourceUnit, factor, because: "name", confidence: isShare ? 0.9 : 0.7 };
  }
  return undefined;
}

/**
 * The meaning of a file with a single column of values, from the name of the file: `ec2_cpu_utilization_53ea38` is the
 * CPU of one instance, in the percent that CloudWatch gives.
 */
export function guessMetricOfFile(stem: string): ColumnMeaning {
  const plain = plainName(stem);
  const isCloudWatch = /^(ec2|rds|elb|ecs|asg|lambda)_|_asg(_|$)/.test(plain);
  const words = plain.replace(/^(ec2|rds|elb|ecs|asg|lambda)_/, "").replace(/_(?=[a-z]*\d)[0-9a-z]{4,}$/, "");
  const guess = guessMetric(words);
  if (isOwnMetric(guess)) {
    if (!isCloudWatch) return { ...guess, metric: "value" };
    const isBytes = /^network_(in|out)$/.test(words);
    return isBytes ? { ...guess, unit: "bytes", sourceUnit: "bytes", because: "CloudWatch name of the file" } : guess;
  }
  return isCloudWatch && guess.factor === undefined
    ? {
      ...guess,
      sourceUnit: "percent",
      factor: 1,
      because: "CloudWatch name of the file; CloudWatch gives percent",
      confidence: 0.9,
    }
    : { ...guess, because: "name of the file" };
}
