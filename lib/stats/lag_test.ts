import { deepStrictEqual, throws } from "node:assert/strict";
import { lagged } from "./lag.ts";

Deno.test("lagged() is missing throughout where the lag is as long as the series, and the series itself at lag 0", () => {
  const into = new Float64Array(3);
  for (const lag of [3, 4, 90]) {
    lagged(Float64Array.of(1, 2, 3), lag, into.fill(0));
    deepStrictEqual([...into], [NaN, NaN, NaN]);
  }
  lagged(Float64Array.of(1, NaN, 3), 0, into);
  deepStrictEqual([...into], [1, NaN, 3]);
});

Deno.test("lagged() refuses to look ahead", () => {
  throws(() => lagged(Float64Array.of(1), -1, new Float64Array(1)), RangeError);
  throws(() => lagged(Float64Array.of(1), 0.5, new Float64Array(1)), RangeError);
});
