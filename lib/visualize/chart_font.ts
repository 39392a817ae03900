/**
 * The font files that a chart needs. The renderer reads the file of a font again for every letter, so charts with common
 * letters only, which is nearly all of them, use a small part of DejaVu Sans: the same letters in a seventh of the time.
 *
 * The parts are made by fonttools 4.68.0 from the files of dejavu-fonts-ttf 2.37.3, for the characters below:
 * `pyftsubset DejaVuSans.ttf --unicodes=… --layout-features=kern,liga,ccmp,locl,mark,mkmk --no-hinting --name-IDs='*'
 * --drop-tables+=FFTM,DSIG --output-file=chart_sans.ttf`, and likewise for the bold one.
 */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
// The import of its package.json makes Deno fetch the font package, which has no code to import.
import "dejavu-fonts-ttf/package.json" with { type: "json" };

/** Every character of the small fonts: Latin-1, punctuation and the signs that charts use. */
export const COMMON_CHARACTERS =
  /^[\t\n\r -~\u00a0-\u00ff\u2010-\u2026\u2030\u2032\u2033\u20ac\u2190-\u2193\u2206\u2211\u2212\u221a\u221e\u2248\u2260\u2264\u2265\u2588\u2591\u25cf\u2713\u2717]*$/u;

/** Files of the regular and the bold font, enough for all letters of an SVG. */
export function chartFontFiles(svg: string): string[] {
  if (COMMON_CHARACTERS.test(svg)) {
    return ["chart_sans.ttf", "chart_sans_bold.ttf"].map((file) =>
      fileURLToPath(new URL(`fonts/${file}`, import.meta.url))
    );
  }
  const { resolve } = createRequire(import.meta.url);
  return ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) => resolve(`dejavu-fonts-ttf/ttf/${file}`));
}
