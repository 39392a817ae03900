/** How the noise of the five metrics hangs together. */
import { METRICS } from "@lib/core/metric.ts";
import { CholeskyDecomposition, Matrix } from "ml-matrix";
import type { Correlations } from "./archetypes.ts";
import { OUT_WITH_IN } from "./traits.ts";

/**
 * The matrix that turns independent normals into correlated ones.
 *
 * @returns Lower Cholesky factor, row-major 5 × 5 in the order of METRICS.
 * @throws {RangeError} when no noise can have these correlations at once.
 */
export function mixingOf({ cpuMem, cpuNet, memDisk, cpuDisk, memNet, diskNet }: Correlations): Float64Array {
  const out = OUT_WITH_IN;
  // Outgoing traffic follows incoming traffic and has noise of its own, so its other correlations are the product.
  const rows = [
    [1, cpuMem, cpuDisk, cpuNet, out * cpuNet],
    [cpuMem, 1, memDisk, memNet, out * memNet],
    [cpuDisk, memDisk, 1, diskNet, out * diskNet],
    [cpuNet, memNet, diskNet, 1, out],
    [out * cpuNet, out * memNet, out * diskNet, out, 1],
  ];
  const decomposition = new CholeskyDecomposition(new Matrix(rows));
  if (!decomposition.isPositiveDefinite()) {
    throw new RangeError(
      `Cannot mix ${METRICS.join(", ")}: expected correlations that can hold at once, got ${rows[0]}`,
    );
  }
  return Float64Array.from(decomposition.lowerTriangularMatrix.to1DArray());
}
