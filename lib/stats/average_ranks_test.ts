import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { averageRanks } from "./average_ranks.ts";

const cell = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -3, max: 3 }) }, fc.constant(NaN));

Deno.test("averageRanks() counts who is smaller and shares ties", () => {
  fc.assert(fc.property(fc.array(cell, { maxLength: 40 }), (list) => {
    const ranks = averageRanks(Float64Array.from(list));
    list.forEach((value, place) => {
      const smaller = list.filter((other) => other < value).length;
      // A negative zero equals zero here, as it does for the ranks.
      const equal = list.filter((other) => other === value).length;
      if (Number.isNaN(value)) ok(Number.isNaN(ranks[place]));
      else strictEqual(ranks[place], smaller + (equal + 1) / 2);
    });
  }));
});
