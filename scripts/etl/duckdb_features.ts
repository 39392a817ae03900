/** The window queries that the feature kernels are compared with. */

/** SQL expressions of a task's features over `rows`, whose windows end the day before. */
const EXPRESSIONS = {
  moments: [
    ...[1, 7, 30, 90].map((lag) => `lag(value, ${lag}) OVER by_day`),
    ...[7, 30].flatMap((days) => [`avg(value) OVER last_${days}`, `stddev_samp(value) OVER last_${days}`]),
  ],
  p95: [7, 30].map((days) => `quantile_disc(value, 0.95) OVER last_${days}`),
} as const;

/** A set of features. */
export type FeatureTask = keyof typeof EXPRESSIONS;

function windowQuery(task: FeatureTask): string {
  const columns = EXPRESSIONS[task].map((expression, index) => `${expression} AS f${index}`);
  const byDay = "PARTITION BY server ORDER BY day";
  const last = (days: number) => `last_${days} AS (${byDay} ROWS BETWEEN ${days} PRECEDING AND 1 PRECEDING)`;
  return `SELECT server, day, ${columns.join(", ")} FROM rows WINDOW by_day AS (${byDay}), ${last(7)}, ${last(30)}`;
}

/** Computes every feature and keeps their sums alone. */
export function summedQuery(task: FeatureTask): string {
  const sums = EXPRESSIONS[task].map((_, index) => `sum(f${index})`);
  return `SELECT ${sums.join(", ")} FROM (${windowQuery(task)})`;
}

/** The features themselves, missing ones as NaN, in the order of the rows. */
export function columnsQuery(task: FeatureTask): string {
  const columns = EXPRESSIONS[task].map((_, index) => `coalesce(f${index}, 'nan'::DOUBLE)`);
  return `SELECT ${columns.join(", ")} FROM (${windowQuery(task)}) ORDER BY server, day`;
}
