/** How far a source can carry a capacity forecast: points by criterion, each with its reason. */
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import type { AccessKind, LicenceKind, SourceFacts } from "./source_facts.ts";
import { type Use, usesOf } from "./source_uses.ts";

/** What a source is judged by, in the order in which it is shown. */
export const CRITERIA = [
  "servers",
  "duration",
  "grain",
  "metrics",
  "completeness",
  "clock",
  "licence",
  "access",
] as const;
/** A criterion. */
export type Criterion = typeof CRITERIA[number];

/** Most points of each criterion; together 100. How long a source is weighs most: nothing else makes up for it. */
export const MOST_POINTS: Readonly<Record<Criterion, number>> = {
  servers: 15,
  duration: 25,
  grain: 10,
  metrics: 20,
  completeness: 10,
  clock: 10,
  licence: 5,
  access: 5,
};

/** What one criterion gave, and why. */
export interface CriterionPoints {
  readonly criterion: Criterion;
  /** Whole points, 0 to `of`. */
  readonly points: number;
  readonly of: number;
  readonly reason: string;
}

/** The judgement of a source. */
export interface Compatibility {
  /** Sum of the points, 0 to 100. What is unknown gives none, so that knowing more can only raise it. */
  readonly score: number;
  readonly points: readonly CriterionPoints[];
  readonly goodFor: readonly Use[];
}

/** A fleet is large enough with so many servers, and long enough with so many days: two of everything a year holds. */
const ENOUGH_SERVERS = 100, ENOUGH_DAYS = 730;
/** Reading the files tells it. */
const UNKNOWN = "unknown until it is read";
const HOUR = 3600, DAY = 24 * HOUR;
/** Share of the readings below which gaps rule. */
const HALF_EMPTY = 0.5;

const METRIC_POINTS: Readonly<Record<Metric, number>> = {
  cpu_p95: 8,
  mem_p95: 6,
  disk_p95: 2,
  net_in_p95: 2,
  net_out_p95: 2,
};

const LICENCE_POINTS: Readonly<Record<LicenceKind, readonly [points: number, reason: string]>> = {
  own: [5, "the user's own"],
  open: [5, "open"],
  attribution: [5, "free with attribution"],
  "research-only": [2, "research only, never passed on"],
  unknown: [0, "no licence is written down"],
};

const ACCESS_POINTS: Readonly<Record<AccessKind, readonly [points: number, reason: string]>> = {
  "at hand": [5, "at hand"],
  direct: [5, "direct download"],
  "web page": [4, "by hand from a web page"],
  "object store": [4, "with the command of an object store"],
  "API key": [3, "with an account and its key"],
  survey: [2, "after a survey or a request"],
};

/**
 * Judges a source by what is known of it.
 *
 * Servers and days count by their logarithm: each doubling is worth the same, up to 100 servers and two years. Completeness
 * counts from half of the readings up. Scaled values give half of the points of their metrics.
 *
 * @returns The score with the reason for each point, and what the source is good for.
 * @throws {RangeError} when servers or days are negative, or the completeness is no share.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { compatibility } from "@lib/ingest/judge/compatibility.ts";
 * const { score, points } = compatibility({
 *   servers: 10, days: 27, stepSeconds: 300, metrics: ["cpu_p95"], scale: "absolute", completeness: 1, clock: "real",
 *   licence: "own", access: "at hand",
 * });
 * strictEqual(score, 68);
 * strictEqual(points[0]?.reason, "10 servers, of 100 for all points");
 * strictEqual(points[3]?.reason, "CPU; no memory, disk, network in, network out");
 * ```
 */
export function compatibility(facts: SourceFacts): Compatibility {
  for (const name of ["servers", "days"] as const) {
    if (facts[name] < 0) {
      throw new RangeError(`Cannot judge a source: expected ${name} of 0 or more, got ${facts[name]}`);
    }
  }
  if (facts.completeness < 0 || facts.completeness > 1) {
    throw new RangeError(`Cannot judge a source: expected a completeness of 0 to 1, got ${facts.completeness}`);
  }
  const judged: Record<Criterion, readonly [points: number, reason: string]> = {
    servers: serverPoints(facts),
    duration: durationPoints(facts),
    grain: grainPoints(facts),
    metrics: metricPoints(facts),
    completeness: completenessPoints(facts),
    clock: facts.clock === "real"
      ? [MOST_POINTS.clock, "real dates"]
      : [0, "dates only counted from a start: no weekdays, no holidays"],
    licence: LICENCE_POINTS[facts.licence],
    access: ACCESS_POINTS[facts.access],
  };
  const points = CRITERIA.map((criterion) => {
    const [exact, reason] = judged[criterion];
    return { criterion, points: Math.round(exact), of: MOST_POINTS[criterion], reason };
  });
  return { score: points.reduce((sum, { points }) => sum + points, 0), points, goodFor: usesOf(facts) };
}

function serverPoints({ servers }: SourceFacts): [number, string] {
  if (Number.isNaN(servers)) return [0, UNKNOWN];
  const share = logShare(servers, ENOUGH_SERVERS);
  const counted = `${servers.toLocaleString("en")} ${servers === 1 ? "server" : "servers"}`;
  return [MOST_POINTS.servers * share, share === 1 ? counted : `${counted}, of ${ENOUGH_SERVERS} for all points`];
}

function durationPoints({ days }: SourceFacts): [number, string] {
  if (Number.isNaN(days)) return [0, UNKNOWN];
  const share = logShare(days, ENOUGH_DAYS);
  const counted = `${days.toLocaleString("en", { maximumFractionDigits: 1 })} ${days === 1 ? "day" : "days"}`;
  return [MOST_POINTS.duration * share, share === 1 ? counted : `${counted}, of ${ENOUGH_DAYS} for all points`];
}

function grainPoints({ stepSeconds }: SourceFacts): [number, string] {
  if (Number.isNaN(stepSeconds)) return [0, UNKNOWN];
  const step = `a reading every ${durationText(stepSeconds)}`;
  if (stepSeconds <= HOUR) return [MOST_POINTS.grain, step];
  if (stepSeconds <= 6 * HOUR) return [6, `${step}: too coarse for a p95 of hours`];
  if (stepSeconds <= DAY) return [4, `${step}: the day's peak cannot be checked`];
  return [0, `${step}: coarser than a day`];
}

function metricPoints({ metrics, scale }: SourceFacts): [number, string] {
  const label = (metric: Metric): string => METRIC_INFO[metric].label;
  const missing = METRICS.filter((metric) => !metrics.includes(metric)).map(label);
  const present = METRICS.filter((metric) => metrics.includes(metric));
  const sum = present.reduce((points, metric) => points + METRIC_POINTS[metric], 0);
  const named = [
    present.map(label).join(", ") || "none of ours",
    ...missing.length > 0 && present.length > 0 ? [`no ${missing.join(", ")}`] : [],
    ...scale === "scaled" && present.length > 0 ? ["scaled, so half of the points"] : [],
  ].join("; ");
  return [scale === "scaled" ? sum / 2 : sum, named];
}

function completenessPoints({ completeness }: SourceFacts): [number, string] {
  if (Number.isNaN(completeness)) return [0, UNKNOWN];
  const share = Math.max(0, (completeness - HALF_EMPTY) / (1 - HALF_EMPTY));
  return [MOST_POINTS.completeness * share, `${percent(completeness)} of the expected readings are there`];
}

/** 0 at one (or less), 1 from `enough` on, and the same more with each doubling. */
function logShare(value: number, enough: number): number {
  return Math.min(1, Math.log(Math.max(1, value)) / Math.log(enough));
}

/** Never 100 % as long as something is missing. */
function percent(share: number): string {
  return `${share === 1 ? 100 : Math.min(99.9, Math.round(1000 * share) / 10)} %`;
}

function durationText(seconds: number): string {
  for (const [unit, length] of [["day", DAY], ["hour", HOUR], ["minute", 60]] as const) {
    if (seconds < length) continue;
    const count = Math.round(10 * seconds / length) / 10;
    return count === 1 ? unit : `${count} ${unit}s`;
  }
  const count = Math.round(10 * seconds) / 10;
  return count === 1 ? "second" : `${count} seconds`;
}
