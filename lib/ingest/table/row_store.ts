/** Rows of numbers that grow as they come in. */

/**
 * Rows of one width, each of them together in memory: a file that goes from server to server touches one place a row
 * instead of one a column. A class because it owns its buffer.
 */
export class RowStore {
  readonly #width: number;
  #cells: Float64Array;
  #length = 0;

  constructor(width: number) {
    this.#width = width;
    this.#cells = new Float64Array(16 * width);
  }

  /** Number of rows. */
  get length(): number {
    return this.#length;
  }

  /** Makes room for a row; returns the index in `cells` at which it starts. */
  add(): number {
    const at = this.#width * this.#length++;
    if (at === this.#cells.length) {
      // Thousands of these grow side by side: half as much more leaves less room unused than twice as much.
      const larger = new Float64Array(this.#width * Math.ceil(1.5 * this.#length));
      larger.set(this.#cells);
      this.#cells = larger;
    }
    return at;
  }

  /** The cells, row by row; another array once `add` needs more room. */
  get cells(): Float64Array {
    return this.#cells;
  }

  /** A column, in an array of its own. */
  column(index: number): Float64Array {
    const values = new Float64Array(this.#length), cells = this.#cells, width = this.#width;
    for (let row = 0, at = index; row < values.length; row++, at += width) values[row] = cells[at]!;
    return values;
  }
}
