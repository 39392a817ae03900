/** Which servers to look at: not only the busiest, but those whose forecast has something to tell. */
import { type Metric, METRIC_INFO } from "@lib/core/metric.ts";
import { type FleetPanel, historyOf } from "@lib/core/panel.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import { nearestRank } from "@lib/stats/nearest_rank.ts";
import { medianInPlace } from "@lib/stats/order_statistic.ts";

/** What may be interesting, in the order in which servers are taken. */
const INTERESTS = ["near its limit", "rising", "strong rhythm", "uncertain", "busy", "falling"] as const;
/** What is interesting about a server. */
export type Interest = typeof INTERESTS[number];

/** A server worth looking at, and why. */
export interface InterestingServer {
  readonly server: string;
  readonly interest: Interest;
  /** The numbers behind it, as a short phrase: `median peaks at 79 %, limit 80 %`. */
  readonly reason: string;
}

/** How to choose. */
export interface InterestOptions {
  /** How many at most; default 10. */
  readonly count?: number;
  /** Limit in the metric's unit; default none. */
  readonly limit?: number;
}

/** Days that count as now, and as the end of the forecast. */
const MONTH = 28;
/** Distance from its limit up to which a peak is near it, as a share of the limit. */
const NEAR = 0.25;
/** Change below which a server neither rises nor falls, as a share of its level. */
const LEAST_CHANGE = 0.02;
/** Points, or Mbps, below which a rhythm is none to look at. */
const LEAST_SPAN = 1;

/** What is known of one server. */
interface Outline {
  readonly server: string;
  /** Mean of the last four weeks; of the last four weeks that are forecast. */
  readonly now: number;
  readonly then: number;
  /** Highest median, span between the highest and the lowest tenth of the medians, mean width of the 80 % band. */
  readonly peak: number;
  readonly span: number;
  readonly width: number;
  /** 95th percentile of the last four weeks. */
  readonly busy: number;
}

/**
 * Chooses servers in turn: the one nearest to its limit, the one that rises most, and so on, then the second of each.
 *
 * Changes, spans and widths are compared as shares of the server's level, or of the fleet's typical level where that is larger: an idle
 * server that doubles is no news.
 *
 * @param forecast FORECAST.
 * @returns Different servers; fewer than asked for when the metric is forecast for fewer.
 * @example
 * ```ts
 * import { ok, strictEqual } from "node:assert/strict";
 * import { forecastFleet, interestingServers, smallFleet } from "@lib/forecast/mod.ts";
 * const { panel, regions } = smallFleet({ servers: 5, days: 400 });
 * const { forecast } = forecastFleet({ panel, regions, horizon: 30, origins: 2 });
 * const [first, ...others] = interestingServers(panel, forecast, "cpu_p95", { count: 3, limit: 50 });
 * strictEqual(others.length, 2);
 * ok(first!.interest === "near its limit" && first!.reason.includes("limit 50 %"));
 * ```
 */
export function interestingServers(
  panel: FleetPanel,
  forecast: Table,
  metric: Metric,
  { count = 10, limit }: InterestOptions = {},
): InterestingServer[] {
  const outlines = outlinesOf(panel, forecast, metric);
  const typical = medianInPlace(Float64Array.from(outlines, ({ now }) => now));
  const unit = METRIC_INFO[metric].unit === "percent" ? " %" : ` ${METRIC_INFO[metric].unit}`;
  const levelOf = ({ now }: Outline): number => Math.max(now, typical) || 1;
  const changeOf = (own: Outline): number => (own.then - own.now) / levelOf(own);
  const load = (value: number): string => `${value.toFixed(Math.abs(value) < 10 ? 1 : 0)}${unit}`;
  const share = (value: number): string => `${Math.round(100 * value)} %`;
  const rankings: Record<Interest, { score: (own: Outline) => number; reason: (own: Outline) => string }> = {
    "near its limit": {
      score: ({ peak }) => {
        const distance = Math.abs(peak - (limit ?? NaN));
        return distance <= NEAR * limit! ? -distance : -Infinity;
      },
      reason: ({ peak }) => `median peaks at ${load(peak)}, limit ${load(limit ?? NaN).replace(".0", "")}`,
    },
    rising: {
      score: (own) => changeOf(own) > LEAST_CHANGE ? changeOf(own) : -Infinity,
      reason: ({ now, then }) => `from ${load(now)} to ${load(then)}`,
    },
    "strong rhythm": {
      score: (own) => own.span > LEAST_SPAN ? own.span / levelOf(own) : -Infinity,
      reason: ({ span }) => `medians span ${load(span).replace(" %", " points")}`,
    },
    uncertain: {
      score: (own) => own.width > 0 ? own.width / levelOf(own) : -Infinity,
      reason: (own) => `80 % band ${share(own.width / (own.then || 1))} of its level`,
    },
    busy: { score: ({ busy }) => busy, reason: ({ busy }) => `${load(busy)} on its busiest days` },
    falling: {
      score: (own) => changeOf(own) < -LEAST_CHANGE ? -changeOf(own) : -Infinity,
      reason: ({ now, then }) => `from ${load(now)} to ${load(then)}`,
    },
  };
  const queues = INTERESTS.map((interest) => {
    const { score, reason } = rankings[interest];
    const queue = outlines.map((own) => ({ own, score: score(own) })).filter((one) => one.score > -Infinity)
      .sort((a, b) => b.score - a.score);
    return { interest, reason, queue: queue.map(({ own }) => own) };
  });
  const chosen = new Map<string, InterestingServer>();
  while (chosen.size < count && queues.some(({ queue }) => queue.length > 0)) {
    for (const { interest, reason, queue } of queues) {
      const next = queue.findIndex(({ server }) => !chosen.has(server));
      const own = queue[next];
      queue.splice(0, next < 0 ? queue.length : next + 1);
      if (own && chosen.size < count) chosen.set(own.server, { server: own.server, interest, reason: reason(own) });
    }
  }
  return [...chosen.values()];
}

function outlinesOf(panel: FleetPanel, forecast: Table, metric: Metric): Outline[] {
  const ids = textsOf(forecast, "server_id"), metrics = textsOf(forecast, "metric");
  const [q10, q50, q90] = ["q10", "q50", "q90"].map((name) => numbersOf(forecast, name));
  const rows = new Map<string, number[]>();
  for (let row = 0; row < forecast.rowCount; row++) {
    if (metrics[row] !== metric) continue;
    const own = rows.get(ids[row]!);
    if (own) own.push(row);
    else rows.set(ids[row]!, [row]);
  }
  return [...rows].flatMap(([server, own]): Outline[] => {
    const place = panel.servers.indexOf(server);
    if (place < 0) return [];
    const recent = historyOf(panel, metric, place).slice(-MONTH).filter((value) => !Number.isNaN(value));
    if (recent.length === 0) return [];
    const medians = Float64Array.from(own, (row) => q50![row]!);
    const sorted = medians.slice().sort(),
      at = (level: number): number => sorted[Math.round(level * (sorted.length - 1))]!;
    return [{
      server,
      now: meanOf(recent),
      then: meanOf(medians.slice(-MONTH)),
      peak: sorted.at(-1)!,
      span: at(0.9) - at(0.1),
      width: own.reduce((sum, row) => sum + q90![row]! - q10![row]!, 0) / own.length,
      busy: nearestRank(recent, 0.95),
    }];
  });
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
