import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { type Split, SPLITS } from "@lib/core/hybrid_table.ts";
import { randomFor } from "@lib/core/random.ts";
import { type Deal, dealt } from "./deal.ts";

const SIZES = { train: 0.7, validation: 0.15, test: 0.15 };
const deal = (servers: readonly Deal[], seed = 1): (Split | undefined)[] =>
  dealt(servers, SIZES, (kind) => randomFor(seed, kind));
const countIn = (given: readonly (Split | undefined)[], split: Split): number =>
  given.filter((each) => each === split).length;
const fleets = fc.array(
  fc.record({
    type: fc.constantFrom("web", "application", "batch"),
    splits: fc.subarray([...SPLITS]),
  }),
  { maxLength: 80 },
);

Deno.test("dealt(): each server goes to a split that may have it, the same one for the same seed", () => {
  fc.assert(fc.property(fleets, fc.nat(), (servers, seed) => {
    const given = deal(servers, seed);
    deepStrictEqual(deal(servers, seed), given);
    given.forEach((split, server) => {
      const { splits } = servers[server]!;
      ok(split === undefined ? splits.length === 0 : splits.includes(split));
    });
  }));
});

Deno.test("dealt(): shares hold within one server for each type, and for the fleet", () => {
  const types = fc.array(fc.constantFrom("web", "application", "batch"), { minLength: 10, maxLength: 200 });
  fc.assert(fc.property(types, fc.nat(), (fleet, seed) => {
    const given = deal(fleet.map((type) => ({ type, splits: SPLITS })), seed);
    for (const split of SPLITS) {
      ok(Math.abs(countIn(given, split) - SIZES[split] * fleet.length) < 2, `${split}: ${countIn(given, split)}`);
      for (const type of new Set(fleet)) {
        const own = fleet.keys().filter((server) => fleet[server] === type).toArray();
        const got = own.filter((server) => given[server] === split).length;
        ok(Math.abs(got - SIZES[split] * own.length) < 1 + 1e-9, `${type} in ${split}: ${got} of ${own.length}`);
      }
    }
  }));
});

Deno.test("dealt(): many types of one server each still make the shares of the fleet", () => {
  const given = deal(Array.from({ length: 40 }, (_, index) => ({ type: `type ${index}`, splits: SPLITS })));
  deepStrictEqual(SPLITS.map((split) => countIn(given, split)), [28, 6, 6]);
});

Deno.test("dealt(): no split stays empty where one more server could go", () => {
  for (const count of [3, 4, 5, 6]) {
    const given = deal(Array.from({ length: count }, () => ({ type: "web", splits: SPLITS })));
    for (const split of SPLITS) ok(given.includes(split), `${count}: ${given.join()}`);
  }
  deepStrictEqual(deal([{ type: "web", splits: SPLITS }]), ["train"]);
  // Servers of July alone cannot fill September.
  const given = deal([
    { type: "web", splits: ["validation"] },
    { type: "web", splits: ["validation"] },
    { type: "web", splits: ["validation", "test"] },
  ]);
  deepStrictEqual(given, ["validation", "validation", "test"]);
});

Deno.test("dealt(): a server without days in any split is left out", () => {
  strictEqual(deal([{ type: "web", splits: [] }])[0], undefined);
});
