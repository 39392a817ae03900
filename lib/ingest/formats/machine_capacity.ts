/** Capacities of machines as a trace tells them: they change when a machine is refitted. */

/** What a machine has from a time on, as shares of the largest machine; `NaN` = not told. */
export interface Capacity {
  readonly cpu: number;
  readonly memory: number;
}

/** What is taken for a machine of which nothing is told: that of the largest. */
const LARGEST: Capacity = { cpu: 1, memory: 1 };

/**
 * Capacities by machine and time, as shares of the largest machine; times in the trace's own unit. A class because it
 * owns the words so far.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { MachineCapacities } from "@lib/ingest/formats/machine_capacity.ts";
 * const capacities = new MachineCapacities();
 * capacities.tell("m", 0, { cpu: 0.5, memory: 0.25 });
 * capacities.tell("m", 1000, { cpu: 0.5, memory: 0.5 });
 * deepStrictEqual(capacities.at("m", 999), { cpu: 0.5, memory: 0.25 });
 * ```
 */
export class MachineCapacities {
  readonly #words = new Map<string, { time: number; capacity: Capacity }[]>();

  /** Adds what an event tells; events may come in any order. */
  tell(machine: string, time: number, capacity: Capacity): void {
    const words = this.#words.get(machine);
    if (!words) return void this.#words.set(machine, [{ time, capacity }]);
    const at = words.findIndex((word) => word.time > time);
    words.splice(at < 0 ? words.length : at, 0, { time, capacity });
  }

  /** The latest word at a time; before the first word that one, and the largest machine's where a part is not told. */
  at(machine: string, time: number): Capacity {
    const words = this.#words.get(machine);
    if (!words) return LARGEST;
    const { capacity } = words.findLast((word) => word.time <= time) ?? words[0]!;
    return {
      cpu: capacity.cpu > 0 ? capacity.cpu : LARGEST.cpu,
      memory: capacity.memory > 0 ? capacity.memory : LARGEST.memory,
    };
  }
}
