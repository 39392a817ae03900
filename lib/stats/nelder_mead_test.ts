import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { nelderMead } from "./nelder_mead.ts";

/** Rosenbrock's valley, bent and flat, lowest at (1, 1): the function that the authors tried theirs on. */
const valley = ([x, y]: Float64Array): number => 100 * (y! - x! ** 2) ** 2 + (1 - x!) ** 2;
const wide = { low: [-10, -10], high: [10, 10], moves: 300, tolerance: 1e-9 };

Deno.test("nelderMead() follows a bent valley to its end", () => {
  const [x, y] = nelderMead(valley, { ...wide, start: [-1.2, 1], step: [0.5, 0.5] });
  ok(Math.abs(x! - 1) < 1e-3 && Math.abs(y! - 1) < 1e-3, `${x} ${y}`);
});

Deno.test("nelderMead() never leaves the bounds, and finds the lowest place on them", () => {
  const bound = fc.double({ min: -0.9, max: 0.9, noNaN: true });
  fc.assert(fc.property(bound, bound, (first, second) => {
    const low = [-1, -1], high = [first, second];
    const seen: Float64Array[] = [];
    const bowl = (at: Float64Array): number => {
      seen.push(at.slice());
      return (at[0]! - 1) ** 2 + (at[1]! - 1) ** 2;
    };
    const got = nelderMead(bowl, { start: [-1, -1], step: [0.1, 0.1], low, high, moves: 400, tolerance: 1e-12 });
    ok(seen.every((at) => at.every((value, axis) => value >= low[axis]! && value <= high[axis]!)));
    ok(Math.abs(got[0]! - first) < 1e-3 && Math.abs(got[1]! - second) < 1e-3, `${got}`);
  }));
});

Deno.test("nelderMead() keeps away from where the function is not a number", () => {
  const [x] = nelderMead(([at]) => Math.log(at!) ** 2, { start: [3], step: [-4], low: [-5], high: [5] });
  ok(Math.abs(x! - 1) < 0.01, `${x}`);
});

Deno.test("nelderMead() of a flat function stays, after as many calls as there are corners", () => {
  let calls = 0;
  const got = nelderMead(() => ++calls && 0, { ...wide, start: [1, 2], step: [1, 1] });
  deepStrictEqual(got, Float64Array.of(1, 2));
  strictEqual(calls, 3);
});
