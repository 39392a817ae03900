/** The rows of a tidy file, gathered by series as they come. */

/** The rows of one series, in the order of the file. */
export interface SeriesRows {
  readonly id: string;
  /** Milliseconds since 1970 (UTC), or counts where the file has no clock. */
  readonly times: Float64Array;
  /** `NaN` = missing. */
  readonly values: Float64Array;
  /** Row of the file of each value, from 1. */
  readonly rows: Uint32Array;
  /** Why the series cannot be used, when a cell of it cannot be read. */
  readonly problem?: string;
}

/** Rows that a series has room for at first. */
const FIRST_ROOM = 64;

/** Gathers rows. A class because it owns arrays that grow: a row costs 20 bytes. */
export class TidyRows {
  readonly #series = new Map<string, Growing>();

  /** Number of series so far. */
  get size(): number {
    return this.#series.size;
  }

  /** Adds a row to its series. */
  add(id: string, time: number, value: number, row: number): void {
    this.#of(id).add(time, value, row);
  }

  /** Marks a series as one that cannot be used; its first problem stays. */
  refuse(id: string, problem: string): void {
    this.#of(id).problem ??= problem;
  }

  /** The series in the order of their first rows; each is let go when the next one is asked for. */
  *taken(): Generator<SeriesRows> {
    for (const [id, rows] of this.#series) {
      yield rows.taken(id);
      this.#series.delete(id);
    }
  }

  #of(id: string): Growing {
    let rows = this.#series.get(id);
    if (!rows) this.#series.set(id, rows = new Growing());
    return rows;
  }
}

class Growing {
  problem: string | undefined;
  #times = new Float64Array(FIRST_ROOM);
  #values = new Float64Array(FIRST_ROOM);
  #rows = new Uint32Array(FIRST_ROOM);
  #length = 0;

  add(time: number, value: number, row: number): void {
    if (this.#length === this.#times.length) this.#grow();
    this.#times[this.#length] = time;
    this.#values[this.#length] = value;
    this.#rows[this.#length++] = row;
  }

  taken(id: string): SeriesRows {
    const end = this.#length;
    return {
      id,
      times: this.#times.subarray(0, end),
      values: this.#values.subarray(0, end),
      rows: this.#rows.subarray(0, end),
      ...this.problem === undefined ? {} : { problem: this.problem },
    };
  }

  #grow(): void {
    const room = 2 * this.#length;
    const times = new Float64Array(room), values = new Float64Array(room), rows = new Uint32Array(room);
    times.set(this.#times);
    values.set(this.#values);
    rows.set(this.#rows);
    [this.#times, this.#values, this.#rows] = [times, values, rows];
  }
}
