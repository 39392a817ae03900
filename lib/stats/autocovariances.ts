/** The autocovariances of a series at all lags at once, by the fast Fourier transform. */

/**
 * Mean products of values `lag` steps apart, for every lag from 0 to `most`.
 *
 * All sums are divided by the number of all values, so that long lags, which have few pairs, are drawn to 0.
 *
 * @param values About 0; `NaN` = missing, which takes part in no product.
 * @param most Largest lag, below the number of values.
 * @returns `most` + 1 values, in the squared unit of the values.
 * @throws {RangeError} when the lag is not below the number of values.
 * @see Wiener–Khinchin theorem; Percival and Walden, Spectral Analysis for Physical Applications (1993), section 6.4
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { autocovariances } from "@lib/stats/autocovariances.ts";
 * deepStrictEqual([...autocovariances(Float64Array.of(2, -1, NaN, 3), 3)].map((value) => Math.round(4 * value)), [14, -2, -3, 6]);
 * ```
 */
export function autocovariances(values: Float64Array, most: number): Float64Array {
  if (!(most >= 0 && most < values.length)) {
    throw new RangeError(`Cannot correlate: expected a lag below ${values.length}, got ${most}`);
  }
  // Zeros behind the values keep the end of the series from meeting its beginning.
  const size = 2 ** Math.ceil(Math.log2(values.length + most + 1));
  const real = new Float64Array(size), imaginary = new Float64Array(size);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value === value) real[index] = value;
  }
  transform(real, imaginary);
  for (let index = 0; index < size; index++) {
    real[index] = real[index]! ** 2 + imaginary[index]! ** 2;
    imaginary[index] = 0;
  }
  // The power spectrum is symmetric: transforming it forwards is transforming it back.
  transform(real, imaginary);
  const scale = 1 / (size * values.length);
  return real.slice(0, most + 1).map((sum) => sum * scale);
}

/** The discrete Fourier transform of 2^k complex numbers, in place. @see Cooley and Tukey, Mathematics of Computation 19 (1965) */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let index = 1, mirrored = 0; index < size; index++) {
    let bit = size >> 1;
    for (; mirrored & bit; bit >>= 1) mirrored ^= bit;
    mirrored ^= bit;
    if (index < mirrored) {
      swap(real, index, mirrored);
      swap(imaginary, index, mirrored);
    }
  }
  const cosines = new Float64Array(size >> 1), sines = new Float64Array(size >> 1);
  for (let index = 0; index < size >> 1; index++) {
    cosines[index] = Math.cos(2 * Math.PI * index / size);
    sines[index] = -Math.sin(2 * Math.PI * index / size);
  }
  for (let length = 2; length <= size; length *= 2) {
    const half = length >> 1, stride = size / length;
    for (let first = 0; first < size; first += length) {
      for (let place = 0; place < half; place++) {
        const low = first + place, high = low + half;
        const cosine = cosines[place * stride]!, sine = sines[place * stride]!;
        const a = real[high]! * cosine - imaginary[high]! * sine, b = real[high]! * sine + imaginary[high]! * cosine;
        real[high] = real[low]! - a;
        imaginary[high] = imaginary[low]! - b;
        real[low]! += a;
        imaginary[low]! += b;
      }
    }
  }
}

function swap(values: Float64Array, a: number, b: number): void {
  const kept = values[a]!;
  values[a] = values[b]!;
  values[b] = kept;
}
