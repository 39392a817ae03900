/** How the noise of the five metrics hangs together. */
import { METRICS } from "@lib/core/metric.ts";
import { CholeskyDecomposition, Matrix } from "ml-matrix";
import type { Correlations } from "./archetypes.ts";

const WIDTH = METRICS.length;
/** What all metrics of a server share when they follow nothing but its load. */
const COMMON_LOAD = 0.9;

/**
 * The matrix that turns independent steps into correlated ones.
 *
 * Outgoing traffic follows incoming traffic and has noise of its own, so its other correlations are the product, and its
 * row is that of incoming traffic times `outWithIn`, but for the last column.
 *
 * @param coupling 0 = as asked; towards -1 the metrics go their own ways, towards 1 all follow the load.
 * @returns Lower Cholesky factor, row-major 5 × 5 in the order of METRICS.
 * @throws {RangeError} when no noise can have these correlations at once.
 */
export function mixingOf(correlations: Correlations, outWithIn: number, coupling = 0): Float64Array {
  // A weighted mean of two correlation matrices is one: the other is "no correlation" or "one common load".
  const weight = Math.abs(coupling), other = coupling < 0 ? 0 : COMMON_LOAD;
  const { cpuMem, cpuNet, memDisk, cpuDisk, memNet, diskNet } = Object.fromEntries(
    Object.entries(correlations).map(([name, value]) => [name, (1 - weight) * value + weight * other]),
  ) as unknown as Correlations;
  const out = outWithIn;
  const decomposition = new CholeskyDecomposition(
    new Matrix([
      [1, cpuMem, cpuDisk, cpuNet, out * cpuNet],
      [cpuMem, 1, memDisk, memNet, out * memNet],
      [cpuDisk, memDisk, 1, diskNet, out * diskNet],
      [cpuNet, memNet, diskNet, 1, out],
      [out * cpuNet, out * memNet, out * diskNet, out, 1],
    ]),
  );
  if (!decomposition.isPositiveDefinite()) {
    throw new RangeError(
      `Cannot mix ${METRICS.join(", ")}: expected correlations that can hold at once, got ${
        JSON.stringify(correlations)
      }`,
    );
  }
  return Float64Array.from(decomposition.lowerTriangularMatrix.to1DArray());
}

/** The mixing of a server's own noise: of the load's variance a share is common to all servers. */
export function ownPart(mixing: Float64Array, share: number): Float64Array {
  const own = Math.sqrt(1 - share);
  return mixing.map((value, place) => place % WIDTH === 0 ? own * value : value);
}

/** Each row of a mixing matrix times the size of its metric. */
export function scaledRows(mixing: Float64Array, sizes: readonly number[]): Float64Array {
  return mixing.map((value, place) => value * sizes[Math.floor(place / WIDTH)]!);
}

/** state += matrix · steps[from …] (lower triangle). */
export function addMixed(state: Float64Array, matrix: Float64Array, steps: Float64Array, from: number): void {
  for (let row = 0; row < WIDTH; row++) {
    let sum = 0;
    for (let column = 0; column <= row; column++) sum += matrix[row * WIDTH + column]! * steps[from + column]!;
    state[row]! += sum;
  }
}
