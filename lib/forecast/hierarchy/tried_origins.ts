/** What earlier origins tell of a hierarchy's forecasts: how wrong each node was, and how much better they became by adding up. */
import { type Hierarchy, HIERARCHY_LEVELS, type HierarchyLevel, summedUp } from "./hierarchy.ts";
import { reconcile, structuralVariances } from "./reconcile.ts";

/** Forecasts of all nodes from an earlier origin, and what came; `[node * steps + step]`, cores. */
export interface TriedOrigin {
  /** Each node forecast for itself, `NaN` = not. */
  readonly base: Float64Array;
  readonly actual: Float64Array;
}

/** How forecasts are made to add up. */
export const COHERENCE_METHODS = ["bottom-up", "variance scaling", "structural scaling"] as const;
/** A way to make forecasts add up. */
export type CoherenceMethod = typeof COHERENCE_METHODS[number];

/** Error of a method on a level. */
export interface LevelAccuracy {
  readonly level: HierarchyLevel;
  readonly method: CoherenceMethod | "each for itself";
  /** Σ |error| ÷ Σ what came, over all nodes, origins and steps of the level. */
  readonly relativeError: number;
}

/**
 * Coherent forecasts by a method.
 *
 * @param base As in TriedOrigin.
 * @param origins Those that variances are learned from; none = structural ones.
 */
export function coherent(
  base: Float64Array,
  hierarchy: Hierarchy,
  method: CoherenceMethod,
  origins: readonly TriedOrigin[],
): Float64Array {
  const { nodes, firstServer } = hierarchy;
  const steps = base.length / nodes.length;
  if (method === "bottom-up") return summedUp(hierarchy, base.subarray(firstServer * steps));
  const isLearned = method === "variance scaling" && origins.length > 0;
  return reconcile(base, hierarchy, isLearned ? errorVariances(hierarchy, origins) : structuralVariances(hierarchy));
}

/** Mean squared error of each node's own forecasts. */
function errorVariances({ nodes }: Hierarchy, origins: readonly TriedOrigin[]): Float64Array {
  return Float64Array.from(nodes, (_, node) => {
    let squares = 0, known = 0;
    for (const { base, actual } of origins) {
      const steps = base.length / nodes.length;
      for (let index = node * steps; index < (node + 1) * steps; index++) {
        const error = actual[index]! - base[index]!;
        if (error !== error) continue;
        squares += error * error;
        known++;
      }
    }
    return known === 0 ? 0 : squares / known;
  });
}

/** Each origin's coherent forecasts, with variances learned from the other origins only. */
export function triedCoherent(
  hierarchy: Hierarchy,
  method: CoherenceMethod,
  origins: readonly TriedOrigin[],
): Float64Array[] {
  return origins.map(({ base }, index) =>
    coherent(base, hierarchy, method, origins.filter((_, other) => other !== index))
  );
}

/** The errors of every method on every level. */
export function levelAccuracy(hierarchy: Hierarchy, origins: readonly TriedOrigin[]): LevelAccuracy[] {
  const made = [
    ...COHERENCE_METHODS.map((method) => ({ method, forecasts: triedCoherent(hierarchy, method, origins) })),
    { method: "each for itself" as const, forecasts: origins.map(({ base }) => base) },
  ];
  return HIERARCHY_LEVELS.flatMap((level) =>
    made.map(({ method, forecasts }) => ({
      level,
      method,
      relativeError: relativeError(hierarchy, level, origins, forecasts),
    }))
  );
}

function relativeError(
  { nodes }: Hierarchy,
  level: HierarchyLevel,
  origins: readonly TriedOrigin[],
  forecasts: readonly Float64Array[],
): number {
  let errors = 0, sum = 0;
  origins.forEach(({ actual }, index) => {
    const forecast = forecasts[index]!, steps = actual.length / nodes.length;
    nodes.forEach((node, place) => {
      if (node.level !== level) return;
      for (let at = place * steps; at < (place + 1) * steps; at++) {
        const error = Math.abs(actual[at]! - forecast[at]!);
        if (error !== error) continue;
        errors += error;
        sum += actual[at]!;
      }
    });
  });
  return errors / sum;
}

/** The method with the least error over the levels, as a geometric mean; bottom-up where none is better. */
export function bestMethod(accuracy: readonly LevelAccuracy[]): CoherenceMethod {
  const scoreOf = (method: CoherenceMethod): number =>
    accuracy.filter((row) => row.method === method).reduce((sum, row) => sum + Math.log(row.relativeError), 0);
  return COHERENCE_METHODS.reduce((best, method) => scoreOf(method) < scoreOf(best) - 1e-9 ? method : best);
}
