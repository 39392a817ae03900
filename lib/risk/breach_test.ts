import { strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { firstBreach } from "./breach.ts";

const firstOf = (days: string): number => firstBreach((day) => days[day] === "x", days.length);

Deno.test("firstBreach() wants three of five consecutive days and names the first of them", () => {
  strictEqual(firstOf("xxx"), 0);
  strictEqual(firstOf("..x.x.x.."), 2);
  strictEqual(firstOf("x...xx.x"), 4);
  strictEqual(firstOf("x.....x.....x"), -1);
  strictEqual(firstOf("xx...xx...xx"), -1);
  strictEqual(firstOf("xx"), -1);
  strictEqual(firstOf(""), -1);
});

Deno.test("firstBreach() finds what a plain search finds", () => {
  fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (above) => {
    const expected = above.findIndex((own, day) => own && above.slice(day, day + 5).filter(Boolean).length >= 3);
    strictEqual(firstBreach((day) => above[day]!, above.length), expected);
  }));
});
