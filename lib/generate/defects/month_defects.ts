/** Defects that last a month: one server in a hundred has each of them. */
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { randomFor } from "@lib/core/random.ts";
import { type Defect, SERVER_SHARES } from "./defect.ts";

/** Servers that share one of each. */
export const HUNDRED = 1 / SERVER_SHARES.fraction;
/** The first ones stand early, so that even ten servers show them; the others keep 120 servers at one each. */
const EARLY = 10, LATE = 20;
const MONTH_DAYS = 30;
/** The metrics that are percentages. */
export const PERCENT_METRICS: readonly Metric[] = METRICS.filter((metric) => METRIC_INFO[metric].max === 100);

/**
 * The month-long defects of a hundred servers.
 *
 * @param hundred Number of the hundred, from 0.
 * @param days Days of the run; a month is at most a third of it.
 */
export function monthDefectsOf(seed: number, hundred: number, days: number): Defect[] {
  const length = Math.min(MONTH_DAYS, Math.floor(days / 3));
  if (length < 1 || days < length + 2) return [];
  const random = randomFor(seed, "defect months", hundred);
  const [low, high] = hundred === 0 ? [0, EARLY] : [LATE, HUNDRED];
  const server = (): number => hundred * HUNDRED + low + Math.floor(random.uniform() * (high - low));
  const span = (): { first: number; last: number } => {
    const first = 1 + Math.floor(random.uniform() * (days - 1 - length));
    return { first, last: first + length - 1 };
  };
  const clock = server(), size = random.uniform() < 0.5 ? -1 : 1;
  const shifted: Defect = { kind: "clock shift", server: clock, metric: null, ...span(), size };
  let other = server();
  while (other === clock) other = server();
  const month = span();
  return [
    shifted,
    ...PERCENT_METRICS.map((metric): Defect => ({ kind: "fraction", server: other, metric, ...month, size: 0.01 })),
  ];
}
