/** A column of numbers that grows as rows come in. A class because it owns its buffer. */
export class GrowingColumn {
  #values = new Float64Array(16);
  #length = 0;

  /** Number of values. */
  get length(): number {
    return this.#length;
  }

  /** Adds a value at the end. */
  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** The values so far, in an array of their own. */
  values(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}
