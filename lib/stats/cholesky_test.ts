import { ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { Matrix, solve } from "ml-matrix";
import { cholesky, solveCholesky, solveLower } from "./cholesky.ts";

const entries = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    root: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size * size, maxLength: size * size }),
    rightSide: fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: size, maxLength: size }),
  })
);

Deno.test("solveCholesky() solves what a general solver solves", () => {
  fc.assert(fc.property(entries, ({ size, root, rightSide }) => {
    const half = new Matrix(size, size);
    root.forEach((value, index) => half.set(Math.floor(index / size), index % size, value));
    const matrix = half.mmul(half.transpose()).add(Matrix.eye(size));
    const expected = solve(matrix, Matrix.columnVector(rightSide)).getColumn(0);
    const factor = cholesky(Float64Array.from(matrix.to1DArray()), size);
    const got = solveCholesky(factor, size, Float64Array.from(rightSide));
    ok(got.every((value, index) => Math.abs(value - expected[index]!) < 1e-8 * (1 + Math.abs(expected[index]!))));
  }));
});

Deno.test("solveLower() undoes the factor's product", () => {
  // L = [[2, 0], [1, 3]], L·(1, 2) = (2, 7).
  const got = solveLower(Float64Array.of(2, 0, 1, 3), 2, Float64Array.of(2, 7));
  ok(Math.abs(got[0]! - 1) < 1e-15 && Math.abs(got[1]! - 2) < 1e-15);
});

Deno.test("cholesky() refuses a matrix that is not positive definite", () => {
  throws(() => cholesky(Float64Array.of(1, 0, 2, 1), 2), /expected it positive definite, got pivot -3/);
});
