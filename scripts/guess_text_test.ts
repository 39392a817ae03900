import { deepStrictEqual } from "node:assert/strict";
import { guessLines } from "./guess_text.ts";

const GUESS = {
  file: "a.csv",
  column: "load",
  takenFor: "load, unknown",
  because: "name",
  examples: ["5", "7"],
  confidence: 0.5,
};

Deno.test("guessLines() puts what is least sure first, and says how to overrule it", () => {
  const sure = { ...GUESS, column: "time", examples: ["x".repeat(30)], confidence: 1 };
  deepStrictEqual(guessLines([sure, GUESS]), [
    " 50 % load: load, unknown (name), as in 5, 7",
    `100 % time: load, unknown (name), as in ${"x".repeat(24)}…`,
    "What is less than 70 % sure is worth a look: --map FILE overrules it",
  ]);
  deepStrictEqual(guessLines([{ ...sure, examples: [] }]), ["100 % time: load, unknown (name)"]);
});
