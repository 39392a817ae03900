import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { type Lender, lendingOf } from "./lending.ts";
import { noErrors } from "./outer_errors.ts";

const lender = (score: number, end?: number, kind = "hours"): Lender => ({
  names: ["a", "b"],
  scores: [Float64Array.of(score, NaN), Float64Array.of(score, -score)],
  outer: noErrors(),
  kind,
  ...(end !== undefined && { end }),
});

Deno.test("lendingOf() lends what ended no later, and nothing of another kind", () => {
  const lent = lendingOf([lender(1, 200), lender(-1, 100), lender(0.5, 300), lender(9, 50, "days")]);
  deepStrictEqual(lent.map(({ series }) => series), [2, 1, 3, 1]);
  strictEqual(lent[0]!.scores[0]!.get("a"), 0);
  strictEqual(lent[1]!.scores[0]!.get("a"), -1);
  strictEqual(lent[2]!.scores[1]!.get("b"), -0.5 / 3);
});

Deno.test("lendingOf() limits how far one series counts and skips unknown scores", () => {
  const [lent] = lendingOf([lender(40, 1)]);
  strictEqual(lent!.scores[0]!.get("a"), 2);
  strictEqual(lent!.scores[0]!.get("b"), undefined);
});
