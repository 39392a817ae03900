/** What a column measures, guessed from its name. */
import { CORES_METRIC } from "@lib/core/reading_batch.ts";
import { METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { unitFactor } from "./units.ts";

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

/** A name in plain form: `CPU usage [%]` → `cpu_usage`. */
export function plainName(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase().replaceAll(/\(.*?\)|\[.*?\]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_+|_+$/g, "") || "value";
}

const USED = /(^|_)(util|utili[sz]ation|usage|used|use|percent|percentage|pct|load_pct|busy)(_|$)/;
const PERCENT = /%|percent|pct/i;
/** Name patterns of the three percentages: what it is about, and what would make it something else. */
const PERCENTAGES = [
  {
    metric: "cpu_pct",
    about: /(^|_)cpus?(_|$)/,
    not: /core|count|mhz|ghz|capacity|credit|request|limit|freq|second|steal|iowait|idle|throttl|nice|temp/,
  },
  {
    metric: "mem_pct",
    about: /(^|_)(mem|memory|ram)(_|$)/,
    not: /byte|kb|mb|gb|kib|mib|gib|free|total|avail|capacity/,
  },
  {
    metric: "disk_pct",
    about: /(^|_)(disk|disc|storage|filesystem|fs|volume)(_|$)/,
    not: /read|write|(^|_)io(_|$)|byte|kb|mb|gb|queue|ops|latency|throughput|busy|time|free|total|avail|capacity/,
  },
] as const;
const NETWORK = /(^|_)(net|network|nic|eth\d*|bandwidth|traffic)(_|$)/;
const INBOUND = /(^|_)(in|rx|recv|received?|inbound|ingress|download)(_|$)/;
const OUTBOUND = /(^|_)(out|tx|sent|send|transmit(ted)?|outbound|egress|upload)(_|$)/;
/** How names spell units of rate; read on the raw name, where case tells bits from bytes. */
const RATES: readonly (readonly [RegExp, string])[] = [
  [/gbps|gbit/i, "Gbps"],
  [/mbps|mbit/i, "Mbps"],
  [/GB\/s|gigabytes?_?(per_?s|\/s)/, "GB/s"],
  [/MB\/s|MBps|megabytes?_?(per_?s|\/s)/, "MB/s"],
  [/KB\/s|kB\/s|KBps|kilobytes?_?(per_?s|\/s)/, "KB/s"],
  [/kbps|kbit/, "kbps"],
  [/bytes?_?(per_?s(ec(ond)?)?|\/s(ec)?|_s$)/i, "B/s"],
  [/bits?_?(per_?s(ec(ond)?)?|\/s(ec)?|_s$)/i, "bps"],
];
/** Units of a source's own metrics by the words in their names. */
const OWN_UNITS: readonly (readonly [RegExp, string])[] = [
  [PERCENT, "percent"],
  [/bytes/i, "bytes"],
  [/KB\/s|_kbps$/, "KB/s"],
  [/count|requests?$/i, "count"],
  [/(^|_)ms$|millis/i, "ms"],
  [/seconds?$|latency/i, "seconds"],
];

/**
 * The meaning of a column by its name; never fails, an unknown name is the source's own metric.
 *
 * @param name Name as the file has it.
 */
export function guessMetric(name: string): MetricGuess {
  const plain = plainName(name);
  const daily = METRICS.find((metric) => metric === plain);
  const exact = METRICS.find((metric) => METRIC_INFO[metric].reading === plain) ?? daily;
  if (exact) {
    const { reading, unit } = METRIC_INFO[exact];
    return { metric: reading, unit, factor: 1, because: daily ? "daily column of this project" : "exact name" };
  }
  if (/^(vcpus?|cpu_cores?|cores?|num_cpus?|cpu_count)$/.test(plain)) {
    return { metric: CORES_METRIC, unit: "cores", factor: 1, because: "name" };
  }
  for (const { metric, about, not } of PERCENTAGES) {
    const isShort = !plain.includes("_");
    if (!about.test(plain) || not.test(plain) || !(isShort || USED.test(plain) || PERCENT.test(name))) continue;
    const isPercent = PERCENT.test(name);
    return { metric, unit: "percent", factor: isPercent ? 1 : undefined, because: "name" };
  }
  if (NETWORK.test(plain) && INBOUND.test(plain) !== OUTBOUND.test(plain)) {
    const rate = RATES.find(([pattern]) => pattern.test(name))?.[1];
    const factor = rate && unitFactor("Mbps", rate);
    if (factor) {
      const metric = INBOUND.test(plain) ? "net_in_mbps" : "net_out_mbps";
      return { metric, unit: "Mbps", factor, because: `name; ${rate} × ${factor} = Mbps` };
    }
  }
  const unit = OWN_UNITS.find(([pattern]) => pattern.test(name))?.[1] ?? "unknown";
  return { metric: plain, unit, factor: 1, because: "no metric of the fleet has this name" };
}

/**
 * The meaning of a file with a single column of values, from the name of the file: `ec2_cpu_utilization_53ea38` is the
 * CPU of one instance, in the percent that CloudWatch gives.
 */
export function guessMetricOfFile(stem: string): MetricGuess {
  const plain = plainName(stem);
  const isCloudWatch = /^(ec2|rds|elb|ecs|asg|lambda)_|_asg(_|$)/.test(plain);
  const words = plain.replace(/^(ec2|rds|elb|ecs|asg|lambda)_/, "").replace(/_(?=[a-z]*\d)[0-9a-z]{4,}$/, "");
  const guess = guessMetric(words);
  if (guess.because.startsWith("no metric")) {
    if (!isCloudWatch) return { ...guess, metric: "value" };
    const isBytes = /^network_(in|out)$/.test(words);
    return isBytes ? { ...guess, unit: "bytes", because: "CloudWatch name of the file" } : guess;
  }
  return isCloudWatch && guess.factor === undefined
    ? { ...guess, factor: 1, because: "CloudWatch name of the file; CloudWatch gives percent" }
    : { ...guess, because: "name of the file" };
}
