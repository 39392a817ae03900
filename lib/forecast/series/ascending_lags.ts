/** Lags as autoregressions want them. */

/** Each lag once, ascending; what a short season makes less than 1 is left out. */
export function ascendingLags(lags: readonly number[]): number[] {
  return [...new Set(lags)].filter((lag) => lag >= 1).sort((a, b) => a - b);
}
