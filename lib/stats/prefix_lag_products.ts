/** The normal equations of an autoregression on several beginnings of one series: each goes on from the one before it. */
import { addLagProducts, type LagProducts, lagProducts } from "./lag_products.ts";

/** What turns values into the scale of the equations: (value − center) / scale. */
export interface Standard {
  readonly center: number;
  /** Above 0. */
  readonly scale: number;
}

/** Up to these distances from the first standard, in units of the one asked for, the move costs ten digits at most. */
const FARTHEST_CENTER = 1e3, LARGEST_SCALE = 1e100;

/** The equations of one beginning after another, from the shortest to the longest. */
export class PrefixLagProducts {
  readonly #values: Float64Array;
  /** The values as they take part: standardised, because sums of values far from zero would lose digits. */
  #standardised = new Float64Array(0);
  #standard: Standard = { center: 0, scale: 1 };
  #lags: readonly number[] = [];
  #end = 0;
  #products: LagProducts | undefined;

  /** @param values Finite as far as they will be asked for. Not to be changed. */
  constructor(values: Float64Array) {
    this.#values = values;
  }

  /**
   * The normal equations of the first `end` values, standardised; no later value has any say.
   *
   * Other lags than in the call before, a smaller end or a standard far from the first one begin anew.
   *
   * @param lags As lagProducts() wants them.
   */
  upTo(end: number, lags: readonly number[], standard: Standard): LagProducts {
    if (this.#products && sameLags(lags, this.#lags) && end >= this.#end && this.#isNear(standard)) {
      addLagProducts(this.#products, this.#standardised, lags, this.#end, end);
    } else {
      this.#standardised = this.#values.map((value) => (value - standard.center) / standard.scale);
      this.#standard = standard;
      this.#products = lagProducts(this.#standardised.subarray(0, end), lags);
      this.#lags = lags;
    }
    this.#end = end;
    const { center, scale } = this.#standard;
    return moved(this.#products, (standard.center - center) / scale, standard.scale / scale);
  }

  #isNear({ center, scale }: Standard): boolean {
    return Math.abs(center - this.#standard.center) <= FARTHEST_CENTER * scale &&
      scale <= LARGEST_SCALE * this.#standard.scale;
  }
}

/** The equations of (values − center) / scale. */
function moved({ gram, moments }: LagProducts, center: number, scale: number): LagProducts {
  const size = moments.length, steps = gram[0]!, total = moments[0]!;
  const result = { gram: new Float64Array(size * size), moments: new Float64Array(size) };
  result.gram[0] = steps;
  result.moments[0] = (total - center * steps) / scale;
  for (let i = 1; i < size; i++) {
    const sum = gram[i * size]!;
    result.gram[i * size] = (sum - center * steps) / scale;
    result.moments[i] = (moments[i]! - center * (sum + total - center * steps)) / scale / scale;
    for (let j = 1; j <= i; j++) {
      const both = gram[i * size + j]! - center * (sum + gram[j * size]! - center * steps);
      result.gram[i * size + j] = both / scale / scale;
    }
  }
  return result;
}

function sameLags(first: readonly number[], second: readonly number[]): boolean {
  return first.length === second.length && first.every((lag, index) => lag === second[index]);
}
