import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { vcpuHistory } from "./vcpu_history.ts";

const DAYS = 600;

/** CPU and memory of servers, each with weekends, noise, and a factor by day. */
function panelOf(
  factors: readonly ((day: number) => { cpu: number; memory: number })[],
  seed = 1,
) {
  const cpu_p95 = new Float64Array(factors.length * DAYS), mem_p95 = new Float64Array(factors.length * DAYS);
  factors.forEach((factor, server) => {
    const random = randomFor(seed, "resized", server);
    for (let day = 0; day < DAYS; day++) {
      const { cpu, memory } = factor(day), weekend = day % 7 < 5 ? 1 : 0.6;
      cpu_p95[server * DAYS + day] = 60 * cpu * weekend * Math.exp(0.06 * random.normal());
      mem_p95[server * DAYS + day] = 70 * memory * Math.exp(0.02 * random.normal());
    }
  });
  const servers = factors.map((_, server) => `s${server}`);
  return { servers, start: 0, days: DAYS, values: { cpu_p95, mem_p95 } };
}

Deno.test("vcpuHistory() finds resizes, up and down, and walks back through them", () => {
  for (let seed = 0; seed < 10; seed++) {
    const up = (day: number): number => day < 200 ? 1 : day < 450 ? 0.5 : 0.25;
    const down = (day: number): number => day < 300 ? 0.5 : 1;
    const panel = panelOf(
      [(day) => ({ cpu: up(day), memory: up(day) }), (day) => ({ cpu: down(day), memory: down(day) })],
      seed,
    );
    const { values, resizes } = vcpuHistory(panel, [16, 4]);
    deepStrictEqual(resizes.map(({ server, factor }) => [server, factor]), [[0, 2], [0, 2], [1, 0.5]]);
    [200, 450, 300].forEach((day, index) => ok(Math.abs(resizes[index]!.day - day) <= 1));
    deepStrictEqual([values[0], values[300], values[DAYS - 1]], [4, 8, 16]);
    deepStrictEqual([values[DAYS], values[2 * DAYS - 1]], [8, 4]);
  }
});

Deno.test("vcpuHistory() takes no change of load for a resize", () => {
  const panel = panelOf([
    (day) => ({ cpu: day < 300 ? 1 : 0.5, memory: 1 }),
    (day) => ({ cpu: day < 300 ? 1 : 0.75, memory: day < 300 ? 1 : 0.75 }),
    (day) => ({ cpu: day < 300 ? 1 : 0.5, memory: day < 400 ? 1 : 0.5 }),
    () => ({ cpu: 1, memory: 1 }),
  ]);
  const { values, resizes } = vcpuHistory(panel, [4, 4, 4, 4]);
  deepStrictEqual(resizes, []);
  ok(values.every((value) => value === 4));
});

Deno.test("vcpuHistory() without memory, or without a number of CPUs, is today's inventory", () => {
  const panel = panelOf([(day) => ({ cpu: day < 300 ? 1 : 0.5, memory: day < 300 ? 1 : 0.5 })]);
  const { cpu_p95 } = panel.values;
  ok(vcpuHistory({ ...panel, values: { cpu_p95 } }, [8]).values.every((value) => value === 8));
  const unknown = vcpuHistory(panel, [NaN]);
  strictEqual(unknown.resizes.length, 0);
  ok(unknown.values.every(Number.isNaN));
});
