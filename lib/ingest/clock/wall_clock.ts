/** Times as a clock on a wall shows them, as instants: also the hour that a change of the clock repeats or leaves out. */
import { DAY_MS } from "@lib/core/day.ts";
import { TimeZone } from "@lib/core/time_zone.ts";

/** Enough for every second of two days around a change. */
const REMEMBERED = 200_000;

/** The instants that a time on the wall may mean, milliseconds since 1970 UTC. */
export interface LocalInstants {
  /** The only one on most days. */
  readonly first: number;
  /** The other one of a repeated hour, else the same. */
  readonly second: number;
  /** False in the hour that a change leaves out: the clock was not set, and `first` is what it would have meant before. */
  readonly exists: boolean;
}

/** The wall clock of a zone. A class because it owns what it has looked up. */
export class WallClock {
  readonly #before: TimeZone;
  readonly #after: TimeZone;
  readonly #at: TimeZone;
  readonly #nearChange = new Map<number, LocalInstants>();

  /**
   * @param timezone IANA name.
   * @throws {CapacityError} when there is no such zone.
   * @example
   * ```ts
   * import { deepStrictEqual } from "node:assert/strict";
   * import { WallClock } from "@lib/ingest/clock/wall_clock.ts";
   * const first = Date.UTC(2024, 10, 3, 5, 30), second = first + 3_600_000;
   * const newYork = new WallClock("America/New_York");
   * deepStrictEqual(newYork.instantsOf(Date.UTC(2024, 10, 3, 1, 30)), { first, second, exists: true });
   * ```
   */
  constructor(timezone: string) {
    // Three, as each remembers the span of its latest answer and these ask at different times.
    [this.#before, this.#after, this.#at] = [new TimeZone(timezone), new TimeZone(timezone), new TimeZone(timezone)];
  }

  /** @param local What the clock shows, as if it were UTC. */
  instantsOf(local: number): LocalInstants {
    const offset = this.#before.offsetAt(local - DAY_MS), later = this.#after.offsetAt(local + DAY_MS);
    if (offset === later) return { first: local - offset, second: local - offset, exists: true };
    let instants = this.#nearChange.get(local);
    if (!instants) {
      if (this.#nearChange.size >= REMEMBERED) this.#nearChange.clear();
      this.#nearChange.set(local, instants = this.#nearChangeOf(local, offset, later));
    }
    return instants;
  }

  #nearChangeOf(local: number, before: number, after: number): LocalInstants {
    const old = local - before, renewed = local - after;
    const isOld = this.#at.offsetAt(old) === before, isRenewed = this.#at.offsetAt(renewed) === after;
    if (isOld && isRenewed) return { first: old, second: renewed, exists: true };
    const only = isRenewed ? renewed : old;
    return { first: only, second: only, exists: isOld || isRenewed };
  }
}
