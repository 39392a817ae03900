import { ok } from "node:assert/strict";
import fc from "fast-check";
import { backtestCuts } from "./backtest_cuts.ts";

Deno.test("backtestCuts(): each leaves a horizon behind and a history before, all different, the longest first", () => {
  const size = fc.integer({ min: 1, max: 500 });
  fc.assert(fc.property(size, size, fc.integer({ min: 1, max: 12 }), (length, horizon, wanted) => {
    const cuts = backtestCuts(length, horizon, wanted);
    ok(cuts.length <= wanted);
    cuts.forEach((cut, index) => {
      ok(cut >= 4 && cut + horizon <= length);
      ok(index === 0 || (cut < cuts[index - 1]! && cut >= Math.ceil(length / 2)));
    });
    ok((cuts.length === 0) === (length - horizon < 4));
  }));
});
