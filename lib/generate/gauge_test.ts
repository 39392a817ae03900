import assert from "node:assert/strict";
import fc from "fast-check";
import { boundedPercent, gaugeOf, shownBy, stored } from "./gauge.ts";

Deno.test("boundedPercent() keeps order, stays below demand and at most 100", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1000, noNaN: true }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      (demand, more) => {
        assert.ok(boundedPercent(demand) <= demand);
        assert.ok(boundedPercent(demand) <= 100 + 1e-9);
        assert.ok(boundedPercent(demand + more) >= boundedPercent(demand) - 1e-9);
      },
    ),
  );
});

Deno.test("boundedPercent() leaves demand alone up to 55 %, and shows 90 as 87", () => {
  for (let demand = 0; demand <= 55; demand++) assert.ok(Math.abs(boundedPercent(demand) - demand) < 0.05);
  assert.ok(Math.abs(boundedPercent(90) - 87.3) < 0.1, `${boundedPercent(90)}`);
});

Deno.test("shownBy() reads the table to a hundredth of what the formula gives, and keeps order", () => {
  const percent = gaugeOf("cpu_p95"), traffic = gaugeOf("net_in_p95");
  let before = -1;
  for (let log = -10; log < 11; log += 0.0137) {
    const shown = shownBy(percent, log);
    assert.ok(shown >= before - 1e-9, `${log}: ${shown} after ${before}`);
    before = shown;
    if (log > -9 && log < 7) assert.ok(Math.abs(shown - boundedPercent(Math.exp(log))) < 0.005, `${log}`);
    if (log > -9 && log < 7) assert.ok(Math.abs(shownBy(traffic, log) / Math.exp(log) - 1) < 1e-5);
  }
  assert.ok(stored(shownBy(percent, 20)) <= 100);
});
