/** The values around the same phase of the last seasons, in ascending order: what forecasts read from the history are made of. */
import { RankedSubsets } from "@lib/stats/ranked_subsets.ts";

/** Which values are neighbours. */
export interface NeighbourOptions {
  /** Steps of a season. */
  readonly season: number;
  /** Whole seasons that are looked back on. */
  readonly seasons: number;
  /** Phases that will be asked for, counted from the end of the history, at most a season. */
  readonly phases: number;
  /** Steps on both sides of the phase that take part as well. */
  readonly window: number;
  /** Steps from one value of the window to the next, the first at its left end. */
  readonly stride: number;
}

/** The neighbours of one phase after another, without a sort for each: all values are ranked once. */
export class PhaseNeighbours {
  /** The neighbours of the phase last asked for, ascending. */
  readonly values: Float64Array;
  /** Seasons back of each of them, 0 = the last one. Where the windows of two seasons meet, a value stands in both. */
  readonly seasonsBack: Uint16Array;
  readonly #options: NeighbourOptions;
  /** `[season back][column]`: around phase p lie the columns p … p + 2·window. */
  readonly #grid: Float64Array;
  readonly #width: number;
  /** Per place of the grid, whether the history has a value there. */
  readonly #isInside: Uint8Array;
  readonly #subsets: RankedSubsets;
  readonly #ranks: Uint32Array;

  /**
   * @param values Finite; left as they are.
   * @param move What to add to the value at a step of the history that counts for a season back. Default nothing.
   */
  constructor(
    values: Float64Array,
    options: NeighbourOptions,
    move: (step: number, seasonBack: number) => number = () => 0,
  ) {
    const { season, seasons, phases, window } = options;
    const width = phases + 2 * window;
    const grid = new Float64Array(seasons * width), isInside = new Uint8Array(grid.length);
    for (let back = 0; back < seasons; back++) {
      const first = values.length - (back + 1) * season - window;
      for (let column = Math.max(0, -first); column < width && first + column < values.length; column++) {
        grid[back * width + column] = values[first + column]! + move(first + column, back);
        isInside[back * width + column] = 1;
      }
    }
    this.#options = options;
    this.#grid = grid;
    this.#width = width;
    this.#isInside = isInside;
    this.#subsets = new RankedSubsets(grid);
    this.#ranks = new Uint32Array(seasons * (2 * window + 1));
    this.values = new Float64Array(this.#ranks.length);
    this.seasonsBack = new Uint16Array(this.#ranks.length);
  }

  /**
   * Finds the neighbours of a phase.
   *
   * @param phase 0 = that of the first step after the history.
   * @returns How many there are, in `values` and `seasonsBack`.
   */
  find(phase: number): number {
    const { window, stride } = this.#options, width = this.#width, grid = this.#grid, order = this.#subsets.order;
    for (let row = 0; row < grid.length; row += width) {
      for (let place = row + phase; place <= row + phase + 2 * window; place += stride) {
        if (this.#isInside[place]) this.#subsets.add(place);
      }
    }
    const count = this.#subsets.take(this.#ranks);
    for (let index = 0; index < count; index++) {
      const place = order[this.#ranks[index]!]!;
      this.values[index] = grid[place]!;
      this.seasonsBack[index] = (place / width) | 0;
    }
    return count;
  }
}
