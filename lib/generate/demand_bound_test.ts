import assert from "node:assert/strict";
import fc from "fast-check";
import { boundedPercent } from "./demand_bound.ts";

Deno.test("boundedPercent() keeps order, stays below demand and below 100", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1000, noNaN: true }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      (demand, more) => {
        assert.ok(boundedPercent(demand) <= demand);
        assert.ok(boundedPercent(demand) <= 100);
        assert.ok(boundedPercent(demand + more) >= boundedPercent(demand) - 1e-9);
      },
    ),
  );
});

Deno.test("boundedPercent() leaves ordinary demand alone: within 0.1 up to 60 %, 80 shows as 78.4", () => {
  for (let demand = 0; demand <= 60; demand++) assert.ok(Math.abs(boundedPercent(demand) - demand) < 0.13);
  assert.ok(Math.abs(boundedPercent(80) - 78.47) < 0.05, `${boundedPercent(80)}`);
});
