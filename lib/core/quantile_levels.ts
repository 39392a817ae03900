/** The quantiles that every forecast table carries, and their column names. */

/** Probability levels, ascending. */
export const QUANTILE_LEVELS = [0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975] as const;

/** Column name of a level: 0.025 → `q025`, 0.1 → `q10`, 0.95 → `q95`. */
export function quantileColumn(level: number): string {
  const thousandths = Math.round(level * 1000);
  return thousandths % 10 === 0
    ? `q${String(thousandths / 10).padStart(2, "0")}`
    : `q${String(thousandths).padStart(3, "0")}`;
}

/** The column names of QUANTILE_LEVELS. */
export const QUANTILE_COLUMNS: readonly string[] = QUANTILE_LEVELS.map(quantileColumn);
