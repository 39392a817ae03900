/** Times of sysstat's reports that name no zone, as instants. */
import { DAY_MS } from "@lib/core/day.ts";
import { WallClock } from "../clock/wall_clock.ts";

const HALF_A_DAY = DAY_MS / 2;

/** Where a table of a report is in time. */
interface Place {
  ofDay: number;
  days: number;
  latest: number;
}

/** The clock of one report. A class because a table that runs on knows midnight by its times going back. */
export class SysstatClock {
  readonly #wall: WallClock;
  #places = new Map<string, Place>();

  /** @param timezone Zone of the times, as the IANA names it. */
  constructor(timezone: string) {
    this.#wall = new WallClock(timezone);
  }

  /** A new report begins, with a date of its own. */
  restart(): void {
    this.#places = new Map();
  }

  /**
   * The instant of a time of day.
   *
   * @param table What the rows of one table have in common: each table starts at the date of the report.
   * @param date Date of the report, milliseconds since 1970 as if in UTC.
   * @param ofDay Time of day in milliseconds.
   */
  instantOf(table: string, date: number, ofDay: number): number {
    const place = this.#places.get(table) ?? { ofDay, days: 0, latest: -Infinity };
    this.#places.set(table, place);
    // An hour back is a clock that was set; half a day back is the next day.
    if (ofDay < place.ofDay - HALF_A_DAY) place.days++;
    place.ofDay = ofDay;
    return this.#inOrder(place, date + place.days * DAY_MS + ofDay);
  }

  /** The instant of a date and time, milliseconds since 1970 as if in UTC; `NaN` of `NaN`. */
  instantOfLocal(table: string, local: number): number {
    const place = this.#places.get(table) ?? { ofDay: 0, days: 0, latest: -Infinity };
    this.#places.set(table, place);
    return this.#inOrder(place, local);
  }

  /** Of an hour that comes twice, the second one if the first is over. */
  #inOrder(place: Place, local: number): number {
    if (local !== local) return NaN;
    const { first, second } = this.#wall.instantsOf(local);
    const instant = first < place.latest ? second : first;
    place.latest = Math.max(place.latest, instant);
    return instant;
  }
}
