/** A figure as PNG: drawn by resvg with the shipped font, whatever fonts the machine has. */
import { Resvg } from "@resvg/resvg-js";
import { chartFontFiles } from "./chart_font.ts";
import type { Figure } from "./figure.ts";
import { palettePng } from "./palette_png.ts";
import { INK } from "./theme.ts";

/** How a figure is drawn. */
export interface PngOptions {
  /** Pixels per CSS pixel; default 2, sharp on dense screens. */
  readonly scale?: number;
}

/** @returns The bytes of a PNG file; the same for the same figure. */
export function pngOf(figure: Pick<Figure, "svg">, { scale = 2 }: PngOptions = {}): Uint8Array<ArrayBuffer> {
  const image = new Resvg(figure.svg, {
    background: INK.paper,
    fitTo: { mode: "zoom", value: scale },
    font: { loadSystemFonts: false, fontFiles: chartFontFiles(figure.svg), defaultFontFamily: "DejaVu Sans" },
  }).render();
  return palettePng(new Uint8Array(image.pixels), image.width, image.height);
}
