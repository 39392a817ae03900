import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { significant } from "./significant_digits.ts";

Deno.test("significant(): what toPrecision writes, ties aside", () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: 1, max: 12 }),
      (value, digits) => {
        const got = significant(value, digits), wanted = Number(value.toPrecision(digits));
        ok(
          Object.is(got, wanted) || Math.abs(got - wanted) <= Math.abs(wanted) * 1.01 * 10 ** (1 - digits),
          `${value}: ${got}, ${wanted}`,
        );
        // A number that has few digits is left as it is.
        strictEqual(significant(wanted, digits), wanted);
      },
    ),
    { numRuns: 2000 },
  );
});

Deno.test("significant(): order is kept", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      ok(significant(low, 7) <= significant(high, 7));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("significant(): powers of ten, extremes and what is no number", () => {
  for (const value of [1e-7, 0.001, 1, 1000, 1e15, 1e300, -1e300, 5e-324, 0, Infinity]) {
    strictEqual(significant(value, 7), value);
  }
  ok(Number.isNaN(significant(NaN, 7)));
  strictEqual(significant(999_999_96, 7), 100_000_000);
});
