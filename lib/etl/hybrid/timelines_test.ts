import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { SPLITS } from "@lib/core/hybrid_table.ts";
import { cutsOf, timelinesOf } from "./timelines.ts";

const SIZES = { train: 0.7, validation: 0.15, test: 0.15 };

Deno.test("timelinesOf() joins sources that share days, also through a third one, and no others", () => {
  const span = (name: string, first: number, last: number) => ({ name, first, last, splits: SPLITS });
  const lines = timelinesOf([span("c", 150, 250), span("a", 0, 99), span("b", 90, 160), span("d", 251, 350)], SIZES);
  deepStrictEqual(lines.map(({ names }) => names), [["a", "b", "c"], ["d"]]);
  deepStrictEqual(lines[1]!.periods, {
    train: { first: 251, last: 320 },
    validation: { first: 321, last: 335 },
    test: { first: 336, last: 350 },
  });
});

Deno.test("timelinesOf() gives the days of splits that nobody takes part in to the others", () => {
  const [line] = timelinesOf([{ name: "real", first: 0, last: 9, splits: ["validation", "test"] }], SIZES);
  deepStrictEqual(line!.periods, { validation: { first: 0, last: 4 }, test: { first: 5, last: 9 } });
});

Deno.test("timelinesOf() refuses fewer days than splits", () => {
  throws(() => timelinesOf([{ name: "x", first: 5, last: 6, splits: SPLITS }], SIZES), /Cannot cut x.*3 days.*got 2/);
});

Deno.test("cutsOf(): bounds rise from 0 to the count, each part within one of its share where the shares allow", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 });
  fc.assert(fc.property(sizes, fc.nat(500), (parts, more) => {
    const count = parts.length + more, bounds = cutsOf(count, parts);
    strictEqual(bounds[0], 0);
    strictEqual(bounds.at(-1), count);
    const total = parts.reduce((sum, part) => sum + part);
    parts.forEach((part, index) => {
      const got = bounds[index + 1]! - bounds[index]!;
      ok(got >= 1);
      const share = count * part / total;
      if (parts.every((each) => count * each / total >= 1)) ok(Math.abs(got - share) <= 1, `${got} for ${share}`);
    });
  }));
});
