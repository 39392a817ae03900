import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { balancedLines, escapeMarkup, shortenText, textWidth, wrapText } from "./text.ts";

Deno.test("wrapText(): no line is wider than asked and no letter is lost", () => {
  fc.assert(fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 20, max: 300 }), (text, width) => {
    const lines = wrapText(text, width, 12);
    strictEqual(lines.join("").replace(/\s/g, ""), text.replace(/\s/g, ""));
    ok(lines.every((line) => textWidth(line, 12) <= width || [...line].length === 1));
  }));
});

Deno.test("wrapText(): a word longer than the line is broken", () => {
  deepStrictEqual(wrapText("aaaaaaaaaa", 40, 12), ["aaaaa", "aaaaa"]);
});

Deno.test("shortenText() keeps both ends of what is too long", () => {
  const short = shortenText("srv-frankfurt-production-database-000123", 120, 11.5);
  ok(short.startsWith("srv-") && short.endsWith("0123") && short.includes("…"));
  ok(textWidth(short, 11.5) <= 120);
  strictEqual(shortenText("srv-1", 120, 11.5), "srv-1");
});

Deno.test("escapeMarkup() leaves nothing that markup could read", () => {
  strictEqual(escapeMarkup(`<b>&"x"'`), "&#60;b&#62;&#38;&#34;x&#34;&#39;");
  strictEqual(escapeMarkup("a\u0000b"), "a\ufffdb");
});

Deno.test("balancedLines(): as few lines as possible, none of them a lonely word", () => {
  const text = "the calendar ridge is most accurate of all the models that were tried here";
  const wrapped = wrapText(text, 400, 12), balanced = balancedLines(text, 400, 12);
  strictEqual(balanced.length, wrapped.length);
  strictEqual(balanced.join(" "), text);
  ok(
    Math.min(...balanced.map((line) => textWidth(line, 12))) >= Math.min(...wrapped.map((line) => textWidth(line, 12))),
  );
});

Deno.test("wrapText() does not part a percentage from its sign", () => {
  deepStrictEqual(wrapText("limit 80 %", textWidth("limit 80", 12) + 1, 12), ["limit", "80 %"]);
});
