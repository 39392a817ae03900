import { deepStrictEqual, throws } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { trailingMedian } from "./trailing_median.ts";

Deno.test("trailingMedian() is the median of a sorted copy, with ties and gaps too", () => {
  const random = randomFor(1, "trailing median");
  const values = Float64Array.from({ length: 300 }, () => {
    const value = Math.round(10 * random.normal()) + 0.5;
    return random.uniform() < 0.3 ? NaN : value;
  });
  for (const window of [2, 3, 7, 28]) {
    const slow = Float64Array.from({ length: 301 }, (_, place) => {
      if (place < window) return NaN;
      const known = values.slice(place - window, place).filter((value) => !Number.isNaN(value)).sort();
      if (known.length < Math.max(2, Math.ceil(window / 2))) return NaN;
      return (known[(known.length - 1) >> 1]! + known[known.length >> 1]!) / 2;
    });
    deepStrictEqual(trailingMedian(values, window), slow);
  }
});

Deno.test("trailingMedian() of a series shorter than its window is unknown, and the window is checked", () => {
  deepStrictEqual([...trailingMedian(Float64Array.of(1, 2), 3)], [NaN, NaN, NaN]);
  throws(() => trailingMedian(Float64Array.of(1, 2), 1), RangeError);
});
