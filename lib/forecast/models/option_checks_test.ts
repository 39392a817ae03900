import { strictEqual, throws } from "node:assert/strict";
import { share, wholeNumber } from "./option_checks.ts";

Deno.test("wholeNumber() takes whole numbers from the least on, and nothing else", () => {
  strictEqual(wholeNumber("model", "length", 1), 1);
  strictEqual(wholeNumber("model", "window", 0, 0), 0);
  for (const value of [0, -3, 1.5, NaN, Infinity]) {
    throws(() => wholeNumber("model", "length", value), RangeError, `${value}`);
  }
  throws(() => wholeNumber("model", "seasons", 1, 2), /Cannot make a model: expected seasons .* 2 or more, got 1/);
});

Deno.test("share() takes 0 to 1, ends included", () => {
  for (const value of [0, 0.5, 1]) strictEqual(share("model", "alpha", value), value);
  for (const value of [-0.1, 1.1, NaN]) throws(() => share("model", "alpha", value), /alpha between 0 and 1/);
});
