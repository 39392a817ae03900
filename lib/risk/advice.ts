/** Reason codes and one plain sentence per server and metric: what was found, why, and what to do. */
import type { Config } from "@lib/core/config.ts";
import { type Day, isoDate } from "@lib/core/day.ts";
import { METRIC_INFO } from "@lib/core/metric.ts";
import type { Finding } from "@lib/core/tables.ts";
import { fitsOneSizeDown, type MetricOutlook } from "./finding.ts";
import { SIZE_STEP } from "./money.ts";

/** What is known when the words are chosen. */
export interface AdviceFacts extends MetricOutlook {
  readonly finding: Finding;
  /** All metrics of the server. */
  readonly outlooks: readonly MetricOutlook[];
  readonly breachingNow: boolean;
  /** Whether the server's network could not be assessed, for want of the link's speed. */
  readonly linkUnknown: boolean;
  /** Days ahead that the probability looks. */
  readonly reach: number;
  /** Median first day of a breach in days ahead, `NaN` = beyond the reach. */
  readonly medianDay: number;
  /** Last day of the history. */
  readonly asOf: Day;
  /** `NaN` when no order is due or the lead time is unknown. */
  readonly orderBy: number;
  readonly vcpu: number;
  readonly savingPerMonth: number;
}

/** Why a row says what it says, strongest first. */
export function reasonsOf(facts: AdviceFacts, rules: Config["risk"]): string[] {
  const { probability, threshold, peak, finding, outlooks, breachingNow, reach, asOf, orderBy, metric } = facts;
  const worst = outlooks.reduce((most, one) => one.probability > most.probability ? one : most);
  const codes: (string | false)[] = [
    breachingNow && "breaching-now",
    probability >= rules.actionProbability && "breach-likely",
    probability >= rules.watchProbability && probability < rules.actionProbability && "breach-possible",
    orderBy <= asOf && "order-overdue",
    probability < rules.watchProbability && peak >= threshold && "single-days-above",
    isRisky(finding) && probability < rules.watchProbability && `driven-by-${worst.metric}`,
    finding === "idle" && metric === "cpu_p95" && "idle-cpu",
    finding === "over-provisioned" && "fits-one-size-down",
    isRoomy(outlooks, rules) && finding === "optimized" && !fitsOneSizeDown(outlooks) && "memory-bound",
    !outlooks.some((one) => one.metric === "cpu_p95") && "cpu-unknown",
    facts.linkUnknown && "network-link-unknown",
    reach < 90 && `reach-${reach}-days`,
  ];
  const present = codes.filter((code) => code !== false);
  return present.length > 0 ? present : ["within-limits"];
}

/** What to do, in one sentence. */
export function adviceOf(facts: AdviceFacts, rules: Config["risk"]): string {
  const { metric, probability, threshold, peak, finding, breachingNow, reach, medianDay, asOf, orderBy } = facts;
  const { label, unit } = METRIC_INFO[metric];
  const amount = (value: number): string => unit === "percent" ? `${value.toFixed(0)} %` : `${value.toFixed(0)} Mbps`;
  const name = label === "CPU" ? label : label.charAt(0).toUpperCase() + label.slice(1);
  if (breachingNow && probability >= rules.actionProbability) {
    return `${name} has been above ${amount(threshold)} these days and is likely to be again: add capacity at once.`;
  }
  if (probability >= rules.watchProbability) {
    const when = Number.isNaN(medianDay) ? "" : `, most likely by ${isoDate(asOf + medianDay)}`;
    const chance = `${name} stays above ${amount(threshold)} for days within ${reach} days with a probability of ` +
      `${Math.round(100 * probability)} %${when}`;
    if (probability < rules.actionProbability) return `${chance}: watch it${decideBy(orderBy, asOf)}.`;
    if (Number.isNaN(orderBy)) return `${chance}: add capacity.`;
    return orderBy <= asOf
      ? `${chance}: order now, the lead time asked for it on ${isoDate(orderBy)}.`
      : `${chance}: add capacity, order by ${isoDate(orderBy)}.`;
  }
  const peakText = `the 95 % peak of ${label} is ${amount(peak)}`;
  if (peak >= threshold) {
    return `No action yet: single days may pass ${amount(threshold)} (${peakText}), a lasting breach is unlikely.`;
  }
  if (isRisky(finding)) return `No action for this metric: ${peakText}.`;
  const saving = facts.savingPerMonth > 0 ? `, which saves ${facts.savingPerMonth.toFixed(0)} USD a month` : "";
  if (finding === "idle") return `Hardly used (${peakText}): ask the owner, then retire it or halve it${saving}.`;
  if (finding === "over-provisioned") {
    const size = facts.vcpu >= SIZE_STEP ? ` (${facts.vcpu} to ${facts.vcpu / SIZE_STEP} vCPU)` : "";
    return `Take one size less${size}${saving}: ${peakText}.`;
  }
  return `Leave it as it is: ${peakText}.`;
}

function decideBy(orderBy: number, asOf: Day): string {
  if (Number.isNaN(orderBy)) return "";
  return orderBy <= asOf ? ", and decide now since the lead time is long" : `, and decide by ${isoDate(orderBy)}`;
}

function isRisky(finding: Finding): boolean {
  return finding === "under-provisioned" || finding === "at risk";
}

function isRoomy(outlooks: readonly MetricOutlook[], rules: Config["risk"]): boolean {
  return outlooks.some(({ metric, peak }) => metric === "cpu_p95" && peak < rules.underusedPercent);
}
