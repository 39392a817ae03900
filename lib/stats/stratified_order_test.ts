import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { randomFor } from "@lib/core/random.ts";
import { stratifiedOrder } from "./stratified_order.ts";

const strata = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 60 });

Deno.test("stratifiedOrder() is a permutation, the same for the same streams", () => {
  fc.assert(fc.property(strata, fc.nat(), (members, seed) => {
    const order = () => stratifiedOrder(members, (stratum) => randomFor(seed, stratum));
    deepStrictEqual(order(), order());
    deepStrictEqual([...order()].toSorted((a, b) => a - b), [...members.keys()]);
  }));
});

Deno.test("stratifiedOrder(): every slice holds each stratum in its proportion", () => {
  fc.assert(fc.property(strata, fc.nat(), fc.nat(60), fc.nat(60), (members, seed, one, other) => {
    const from = Math.min(one, other), to = Math.min(members.length, Math.max(one, other));
    const slice = [...stratifiedOrder(members, (stratum) => randomFor(seed, stratum))].slice(from, to);
    const kinds = new Set(members).size;
    for (const stratum of new Set(members)) {
      const all = members.filter((each) => each === stratum).length;
      const share = all / members.length;
      const got = slice.filter((member) => members[member] === stratum).length;
      // Each end of the slice may cut off one member too many, and every other stratum moves the ends by as much.
      ok(Math.abs(got - share * slice.length) <= 2 + 2 * share * kinds, `${got} of ${all} in ${slice.length}`);
    }
  }));
});

Deno.test("stratifiedOrder(): strata of one are not all put in the same place", () => {
  const members = Array.from({ length: 20 }, (_, index) => index < 10 ? "large" : `single ${index}`);
  const singles = [...stratifiedOrder(members, (stratum) => randomFor(7, stratum))]
    .map((member, place) => ({ member, place })).filter(({ member }) => member >= 10).map(({ place }) => place);
  ok(singles.some((place) => place < 8) && singles.some((place) => place >= 12), singles.join());
});
