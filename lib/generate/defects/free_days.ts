/** Which server-days of a block have no defect yet. */
import type { Random } from "@lib/core/random.ts";

/** A run of days of one server of the block. */
export interface DayRun {
  /** Place of the server in the block, from 0. */
  readonly place: number;
  readonly first: number;
  readonly last: number;
}

/** Draws before a run is given up: only runs of a few days are so crowded that it comes to that. */
const DRAWS = 200;

/**
 * The days of a block of servers. Every run leaves the day before and the day after it free, and the first and last day
 * of the run are never touched, so that no defect can be taken for another. A class because it owns the taken days.
 */
export class FreeDays {
  readonly #taken: Uint8Array;

  constructor(readonly servers: number, readonly days: number) {
    this.#taken = new Uint8Array(servers * days);
  }

  /** Takes the days of a run; `false`, and nothing taken, when it does not fit there. */
  take({ place, first, last }: DayRun): boolean {
    if (first < 1 || last > this.days - 2) return false;
    const from = place * this.days;
    for (let day = first - 1; day <= last + 1; day++) if (this.#taken[from + day]) return false;
    this.#taken.fill(1, from + first, from + last + 1);
    return true;
  }

  /** Takes a run of some length anywhere in the block; `undefined` when there is no room. */
  draw(random: Random, length: number): DayRun | undefined {
    for (let attempt = 0; attempt < DRAWS; attempt++) {
      const place = Math.floor(random.uniform() * this.servers);
      const first = 1 + Math.floor(random.uniform() * (this.days - 1 - length));
      const run = { place, first, last: first + length - 1 };
      if (this.take(run)) return run;
    }
    return undefined;
  }
}
