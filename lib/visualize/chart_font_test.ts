import { deepStrictEqual, notDeepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { Resvg } from "@resvg/resvg-js";
import { chartFontFiles, COMMON_CHARACTERS } from "./chart_font.ts";

const COMMON = Array.from({ length: 0x2800 }, (_, code) => String.fromCodePoint(code))
  .filter((character) => COMMON_CHARACTERS.test(character) && character.trim() !== "");
/** Files of the whole fonts, whatever the letters. */
const WHOLE = chartFontFiles("Ж");

function pixelsOf(text: string, fontFiles: readonly string[]): Uint8Array {
  const words = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const line = (y: number, weight: number) => `<text x="4" y="${y}" font-weight="${weight}">${words}</text>`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="60" font-family="DejaVu Sans" font-size="15">` +
    `${line(20, 400)}${line(50, 700)}</svg>`;
  const font = { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: "DejaVu Sans" };
  return new Uint8Array(new Resvg(svg, { font }).render().pixels);
}

Deno.test("the small fonts draw every one of their characters as the whole fonts do", () => {
  ok(COMMON.length > 220, `${COMMON.length} characters`);
  const nothing = pixelsOf("", WHOLE);
  for (let from = 0; from < COMMON.length; from += 30) {
    const text = COMMON.slice(from, from + 30).join("");
    notDeepStrictEqual(pixelsOf(text, chartFontFiles(text)), nothing, text);
    deepStrictEqual(pixelsOf(text, chartFontFiles(text)), pixelsOf(text, WHOLE), text);
  }
});

Deno.test("spacing and joined letters are the same too", () => {
  for (const text of ["AVATAR Toyota LT. profile traffic offline", "Größe naïve façade", "−12.5 %  ≥ 6 ± 0.15"]) {
    deepStrictEqual(pixelsOf(text, chartFontFiles(text)), pixelsOf(text, WHOLE), text);
  }
});

Deno.test("a server with a name in other letters gets the whole fonts", () => {
  deepStrictEqual(chartFontFiles("сервер"), WHOLE);
  strictEqual(chartFontFiles("<text>server</text>\n").some((file) => WHOLE.includes(file)), false);
});
