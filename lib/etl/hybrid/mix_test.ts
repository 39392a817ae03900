import { deepStrictEqual, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { mixCounts } from "./mix.ts";

const weights = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 40 });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

Deno.test("mixCounts(): one origin is taken whole, the share is as wanted within one server", () => {
  fc.assert(
    fc.property(weights, weights, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (synthetic, real, share) => {
      const counts = mixCounts({ synthetic, real }, share);
      ok(counts.synthetic === synthetic.length || counts.real === real.length);
      ok(counts.synthetic >= 1 && counts.real >= 1);
      const generated = sum(synthetic.slice(0, counts.synthetic)), measured = sum(real.slice(0, counts.real));
      const off = Math.abs(measured - share * (measured + generated));
      ok(off <= Math.max(...synthetic, ...real), `${off}`);
    }),
  );
});

Deno.test("mixCounts(): only the origin that is wanted, and nothing of nothing", () => {
  deepStrictEqual(mixCounts({ synthetic: [1, 1], real: [1] }, 0), { synthetic: 2, real: 0 });
  deepStrictEqual(mixCounts({ synthetic: [1, 1], real: [1] }, 1), { synthetic: 0, real: 1 });
  deepStrictEqual(mixCounts({ synthetic: [], real: [] }, 0.5), { synthetic: 0, real: 0 });
  throws(() => mixCounts({ synthetic: [], real: [] }, NaN), /share of 0 to 1, got NaN/);
});
