import { strictEqual } from "node:assert/strict";
import { countText, dateText, format, numberText, percentText, signedText } from "./value_text.ts";

Deno.test("dateText(): a midnight is a date, another time keeps its minutes", () => {
  strictEqual(dateText(new Date("2024-03-01T00:00:00Z")), "2024-03-01");
  strictEqual(dateText(new Date("2024-03-01T13:05:00Z")), "2024-03-01 13:05");
  strictEqual(dateText(new Date(NaN)), "");
});

Deno.test("numberText() never shows a number that is none", () => {
  strictEqual(numberText(NaN), "");
  strictEqual(numberText(Infinity), "");
  strictEqual(numberText(0), "0");
  strictEqual(numberText(12.3456), "12.35");
});

Deno.test("percentText() does not round a risk to nothing or to certainty", () => {
  strictEqual(percentText(0.001), "<1 %");
  strictEqual(percentText(0.999), ">99 %");
  strictEqual(percentText(0), "0 %");
  strictEqual(percentText(0.5), "50 %");
});

Deno.test("signedText(): sign, fixed decimals, zero without a sign", () => {
  strictEqual(signedText(12), "+12.0");
  strictEqual(signedText(-3.44), "−3.4");
  strictEqual(signedText(-0.01), "0.0");
});

Deno.test("countText() and format()", () => {
  strictEqual(countText(1, "server"), "1 server");
  strictEqual(countText(1200, "series", "series"), "1,200 series");
  strictEqual(format(175320n), "175,320");
  strictEqual(format(null), "");
});
