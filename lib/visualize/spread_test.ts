import { deepStrictEqual, strictEqual } from "node:assert/strict";
// @ts-types="@types/d3-array"
import { quantile } from "d3-array";
import { randomFor } from "@lib/core/random.ts";
import { spreadOf } from "./spread.ts";

Deno.test("spreadOf() gives the quantiles of d3, whatever the order and the number of values", () => {
  const random = randomFor(1, "spread");
  for (const length of [1, 2, 3, 20, 21, 1000]) {
    const values = Float64Array.from({ length }, () => Math.round(random.normal() * 20));
    const [p05, p25, p50, p75, p95] = [0.05, 0.25, 0.5, 0.75, 0.95].map((level) => quantile([...values], level));
    deepStrictEqual(spreadOf("web", values), { group: "web", p05, p25, p50, p75, p95 });
  }
});

Deno.test("spreadOf() of nothing is nothing", () => {
  strictEqual(spreadOf("web", new Float64Array()), undefined);
});
