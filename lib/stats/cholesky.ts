/** The Cholesky factor of a symmetric positive definite matrix, and the two triangular solves that go with it. */
import { dotProduct } from "./dot_product.ts";

/**
 * The lower factor L of A = L·Lᵀ.
 *
 * @param matrix A, row-major, `size`²; only its lower triangle is read.
 * @returns L, row-major, zeros above the diagonal.
 * @throws {RangeError} when the matrix is not positive definite.
 * @see Golub and Van Loan, Matrix Computations, 4th ed., algorithm 4.2.2
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { cholesky, solveCholesky } from "@lib/stats/cholesky.ts";
 * const factor = cholesky(Float64Array.of(4, 0, 2, 10), 2);
 * deepStrictEqual([...factor], [2, 0, 1, 3]);
 * deepStrictEqual([...solveCholesky(factor, 2, Float64Array.of(8, 22))], [1, 2]);
 * ```
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const at = row * size;
    for (let column = 0; column <= row; column++) {
      const other = column * size;
      let sum = matrix[at + column]!;
      for (let k = 0; k < column; k++) sum -= factor[at + k]! * factor[other + k]!;
      if (column < row) {
        factor[at + column] = sum / factor[other + column]!;
      } else {
        if (!(sum > 0)) throw new RangeError(`Cannot factor a matrix: expected it positive definite, got pivot ${sum}`);
        factor[at + row] = Math.sqrt(sum);
      }
    }
  }
  return factor;
}

/**
 * Solves L·x = b in place and returns x.
 *
 * @param from First place of b that is not 0: the places before it stay 0.
 */
export function solveLower(factor: Float64Array, size: number, rightSide: Float64Array, from = 0): Float64Array {
  for (let row = from; row < size; row++) {
    const at = row * size;
    const known = dotProduct(factor, at + from, rightSide, from, row - from);
    rightSide[row] = (rightSide[row]! - known) / factor[at + row]!;
  }
  return rightSide;
}

/** Solves L·Lᵀ·x = b in place and returns x. */
export function solveCholesky(factor: Float64Array, size: number, rightSide: Float64Array): Float64Array {
  solveLower(factor, size, rightSide);
  for (let row = size - 1; row >= 0; row--) {
    // Column sweep: reads the factor by rows, which is how it lies in memory.
    const at = row * size;
    const value = rightSide[row]! / factor[at + row]!;
    rightSide[row] = value;
    for (let k = 0; k < row; k++) rightSide[k]! -= factor[at + k]! * value;
  }
  return rightSide;
}
