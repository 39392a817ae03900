/** How a horizon is cut: into buckets whose errors are pooled, and into segments that weigh models on their own. */

/**
 * Error buckets: eight for 48 steps or more, six for 24 or more, else four (never more than steps).
 *
 * @returns First step of each bucket and, last, the horizon: bucket b holds steps `edges[b]` … `edges[b + 1] − 1`.
 */
export function errorBuckets(horizon: number): number[] {
  const count = Math.min(horizon, horizon >= 48 ? 8 : horizon >= 24 ? 6 : 4);
  return Array.from({ length: count + 1 }, (_, bucket) => Math.floor(bucket * horizon / count));
}

/** Segments: the first eighth, up to the half, the rest; two halves below 24 steps; one of a single step. */
export function weightSegments(horizon: number): number[] {
  if (horizon < 2) return [0, horizon];
  return horizon >= 24 ? [0, horizon >> 3, horizon >> 1, horizon] : [0, horizon >> 1, horizon];
}
