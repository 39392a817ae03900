/** Named time zones: what the clock on the wall shows, for the days of a table and the times of a file. */
import { CapacityError } from "./errors.ts";

/** A time zone. A class because it remembers the span of the latest answer: times mostly come in order. */
export class TimeZone {
  #from = Infinity;
  #until = -Infinity;
  #offset = 0;

  /**
   * @param name IANA name, for example `Europe/Berlin` or `UTC`.
   * @throws {CapacityError} when there is no such zone.
   * @example
   * ```ts
   * import { strictEqual } from "node:assert/strict";
   * import { TimeZone } from "@lib/core/time_zone.ts";
   * const berlin = new TimeZone("Europe/Berlin");
   * strictEqual(berlin.offsetAt(Date.UTC(2024, 0, 1)), 3_600_000);
   * strictEqual(berlin.offsetAt(Date.UTC(2024, 6, 1)), 7_200_000);
   * ```
   */
  constructor(readonly name: string) {
    try {
      zonedAt(0, name);
    } catch (error) {
      throw new CapacityError(`Cannot use the time zone: expected a name such as Europe/Berlin or UTC, got "${name}"`, {
        kind: "usage",
        cause: error,
      });
    }
    if (name === "UTC") [this.#from, this.#until] = [-Infinity, Infinity];
  }

  /** Milliseconds by which the wall clock is ahead of UTC at an instant (milliseconds since 1970 UTC). */
  offsetAt(ms: number): number {
    if (ms >= this.#from && ms < this.#until) return this.#offset;
    const zoned = zonedAt(Math.floor(ms), this.name);
    this.#offset = zoned.offsetNanoseconds / 1e6;
    this.#until = zoned.getTimeZoneTransition("next")?.epochMilliseconds ?? Infinity;
    // The transition before may be the instant itself, which `previous` leaves out.
    this.#from = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition("previous")?.epochMilliseconds ?? -Infinity;
    return this.#offset;
  }
}

function zonedAt(ms: number, name: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name);
}
