import { ok, strictEqual } from "node:assert/strict";
import { correlationsOf } from "./correlations.ts";

Deno.test("correlationsOf(): 1 with itself, -1 with its opposite, NaN with a constant, missing days left out", () => {
  const cpu = Float64Array.of(1, 2, 3, NaN, 4);
  const panel = {
    servers: ["a"],
    start: 0,
    days: 5,
    values: { cpu_p95: cpu, mem_p95: cpu.map((value) => -value), disk_p95: new Float64Array(5).fill(7) },
  };
  const { values } = correlationsOf(panel);
  ok(Math.abs((values[0]?.[0] ?? 0) - 1) < 1e-12);
  ok(Math.abs((values[0]?.[1] ?? 0) + 1) < 1e-12);
  strictEqual(values[0]?.[2], NaN);
});
