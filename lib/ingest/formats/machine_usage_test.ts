import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { MachineCapacities } from "./machine_capacity.ts";
import { MachineUsage, type TaskUsage } from "./machine_usage.ts";

const FIVE_MINUTES = 300_000_000;

function task(interval: number, options: Partial<TaskUsage> = {}): TaskUsage {
  const start = interval * FIVE_MINUTES;
  return { machine: "m", start, end: start + FIVE_MINUTES, cpu: 0.5, memory: 0.25, file: "f", row: 1, ...options };
}

Deno.test("MachineUsage: sums that are handed over early are those of one go, and memory does not grow", () => {
  const capacities = new MachineCapacities();
  const sumsOf = (sumsInMemory: number): Map<string, number> => {
    const usage = new MachineUsage({ zeroMs: 0, capacities, sumsInMemory });
    const sums = new Map<string, number>();
    let most = 0;
    const keep = (
      parts: Iterable<{ serverId: string; metric: string; timestamps: Float64Array; values: Float64Array }>,
    ) => {
      let taken = 0;
      for (const { serverId, metric, timestamps, values } of parts) {
        timestamps.forEach((ms, index) => {
          const key = `${serverId} ${metric} ${ms}`;
          ok(!sums.has(key), `${key} twice`);
          sums.set(key, values[index]!);
          taken++;
        });
      }
      most = Math.max(most, taken / 2);
    };
    for (let interval = 0; interval < 200; interval++) {
      for (const machine of ["a", "b", "c"]) {
        // The second task comes half an hour late.
        usage.add(task(interval, { machine, cpu: interval / 400 }));
        if (interval >= 6) usage.add(task(interval - 6, { machine, cpu: 0.125 }));
      }
      keep(usage.takeFinished());
    }
    keep(usage.take());
    ok(sumsInMemory > 1000 || most < 200);
    return sums;
  };
  const atOnce = sumsOf(1e6);
  strictEqual(atOnce.size, 3 * 2 * 200);
  deepStrictEqual(new Map([...sumsOf(60)].sort()), new Map([...atOnce].sort()));
});

Deno.test("MachineUsage: a row that comes after its sum stops, as the sum would be wrong in silence", () => {
  const usage = new MachineUsage({ zeroMs: 0, capacities: new MachineCapacities(), sumsInMemory: 10 });
  for (let interval = 0; interval < 40; interval++) usage.add(task(interval));
  strictEqual([...usage.takeFinished()].length, 2);
  throws(() => usage.add(task(3, { file: "part-7", row: 12 })), /got one an hour late \(file part-7, row 12\); sort/);
});

Deno.test("MachineUsage: the mean over all intervals is the tasks' total, however they are cut", () => {
  const second = fc.integer({ min: 0, max: 3000 });
  const tasks = fc.array(fc.tuple(second, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 8 })), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(fc.property(tasks, (list) => {
    const usage = new MachineUsage({ zeroMs: 0, capacities: new MachineCapacities() });
    let total = 0;
    for (const [start, length, eighths] of list) {
      usage.add({ ...task(0), start: start * 1e6, end: (start + length) * 1e6, cpu: eighths / 8 });
      total += length * eighths / 8;
    }
    const [cpu] = usage.take();
    const summed = [...cpu?.values ?? []].reduce((sum, percent) => sum + percent / 100 * 300, 0);
    ok(Math.abs(summed - total) <= 1e-9 * Math.max(1, total));
  }));
});

Deno.test("MachineCapacities: the word in force at a time; the largest machine's where nothing is told", () => {
  const capacities = new MachineCapacities();
  capacities.tell("m", 1000, { cpu: 1, memory: NaN });
  capacities.tell("m", 0, { cpu: 0.5, memory: 0.25 });
  deepStrictEqual(capacities.at("m", 999), { cpu: 0.5, memory: 0.25 });
  deepStrictEqual(capacities.at("m", 1000), { cpu: 1, memory: 1 });
  deepStrictEqual(capacities.at("m", -1), { cpu: 0.5, memory: 0.25 });
  deepStrictEqual(capacities.at("other", 0), { cpu: 1, memory: 1 });
});
