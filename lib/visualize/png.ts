/** A figure as PNG: drawn by resvg with the shipped font, then written with a palette, which makes it three times smaller. */
import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import UPNG from "upng-js";
// The import of its package.json makes Deno fetch the font package, which has no code to import.
import "dejavu-fonts-ttf/package.json" with { type: "json" };
import type { Figure } from "./figure.ts";

/** How a figure is drawn. */
export interface PngOptions {
  /** Pixels per CSS pixel; default 2, sharp on dense screens. */
  readonly scale?: number;
  /** Colours of the palette, 2 to 256; default 96: anti-aliased text stays smooth. */
  readonly colors?: number;
}

/** @returns The bytes of a PNG file; the same for the same figure. */
export function pngOf(
  figure: Pick<Figure, "svg">,
  { scale = 2, colors = 96 }: PngOptions = {},
): Uint8Array<ArrayBuffer> {
  const image = new Resvg(figure.svg, {
    fitTo: { mode: "zoom", value: scale },
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: "DejaVu Sans" },
  }).render();
  const pixels = new Uint8Array(image.pixels);
  return new Uint8Array(UPNG.encode([pixels.buffer], image.width, image.height, colors) as ArrayBuffer);
}

/** The font files on this machine. */
function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) => resolve(`dejavu-fonts-ttf/ttf/${file}`));
}
