/** Which values no healthy gauge can show: dropped by rule, never mended in silence. */
import { dailyMetricOf, type Metric, METRIC_INFO, type Unit } from "@lib/core/metric.ts";

/** Percentages and rates above these are damage, not load: a hundred cores at 100 %, ten terabits a second. */
const ABSURD: Readonly<Record<Unit, number>> = { percent: 10_000, Mbps: 1e7 };
/** Memory and disks can be used twice over at most (sharing, ballooning); beyond that their size is being changed. */
const MOST_USED = 200;
/** The largest number that a source's own unit may reach; beyond it lie overflow markers such as 1e308. */
const ABSURD_OTHER = 1e18;

/** Load that passes a gauge's maximum passes through here; values that stand only beyond are spikes and vouch for nothing. */
const OVERLOAD = 1.25;

/** A gauge of the source's own that shows percent. */
const PERCENTAGE = { max: 100, unit: "percent" } as const;

/** Rule of a kept value above the gauge's maximum. */
export const ABOVE_100 = "above 100 %";

/** Whether a metric is a share of something that can be full. */
function isSpace(metric: string): boolean {
  return /^(mem|disk)_(p95|pct)$/.test(metric);
}

/** A judge of the values of one metric of one server. */
export interface ValueRules {
  /** The rule that drops a value, or `undefined` when it may stay. `NaN` is `missing value`. */
  readonly dropRule: (value: number) => string | undefined;
  /** Whether a value that stays is above the gauge's maximum. */
  readonly isAboveMaximum: (value: number) => boolean;
}

/**
 * The rules for one metric of one server.
 *
 * −1 is a marker for "no data" in every gauge that cannot be negative; 101 is one only where nothing else lies between
 * 100 and 125, because some hypervisors do report honest load above 100 %.
 That is a trait of the gauge, told from all of its values: a 101 may be given back to the past by later ones, as the
 * only reading that is.
 *
 * @param metric Name of the daily metric, of its reading, or a source's own name.
 * @param values All values of the server's metric, `NaN` = missing.
 * @param own Unit of a source's own metric: one in percent is judged like the fleet's.
 */
export function valueRules(metric: string, values: Iterable<number>, own = ""): ValueRules {
  const known = METRIC_INFO[metric as Metric] ?? METRIC_INFO[dailyMetricOf(metric) as Metric] ??
    (own === "percent" ? PERCENTAGE : undefined);
  if (!known) {
    return {
      dropRule: (value) =>
        value !== value ? "missing value" : Math.abs(value) > ABSURD_OTHER ? "impossible value" : undefined,
      isAboveMaximum: () => false,
    };
  }
  const { max, unit } = known;
  const absurd = isSpace(metric) ? MOST_USED : ABSURD[unit];
  let honestAbove = false;
  for (const value of values) if (value > max && value !== max + 1 && value <= OVERLOAD * max) honestAbove = true;
  const sentinel = honestAbove || max === Infinity ? NaN : max + 1;
  return {
    dropRule: (value) => {
      if (value >= 0 && value <= absurd && value !== sentinel) return undefined;
      if (value !== value) return "missing value";
      if (value === -1) return "sentinel -1";
      if (value === sentinel) return `sentinel ${sentinel}`;
      return value < 0 && value >= -absurd ? "negative value" : "impossible value";
    },
    isAboveMaximum: (value) => value > max,
  };
}
