import { deepStrictEqual, notDeepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as Plot from "@observablehq/plot";
import { Resvg } from "@resvg/resvg-js";
import { figure } from "./figure.ts";
import { palettePng } from "./palette_png.ts";
import { pngOf } from "./png.ts";

const chart = (takeaway: string) =>
  figure({ takeaway, width: 300, plot: { height: 80, marks: [Plot.lineY([1, 3, 2])] } });

/** Pixels of a PNG, as another program decodes it. */
function pixelsOf(png: Uint8Array, width: number, height: number): Uint8Array {
  const href = `data:image/png;base64,${png.toBase64()}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<image width="${width}" height="${height}" image-rendering="optimizeSpeed" href="${href}"/></svg>`;
  return new Uint8Array(new Resvg(svg).render().pixels);
}

Deno.test("pngOf(): the same figure gives the same bytes, at twice its size", () => {
  const { svg, height } = chart("Same");
  const png = pngOf({ svg });
  deepStrictEqual(png, pngOf(chart("Same")));
  const view = new DataView(png.buffer);
  strictEqual(view.getUint32(16), 600);
  strictEqual(view.getUint32(20), 2 * height);
});

Deno.test("pngOf() draws text with the shipped font, without any on the machine", () => {
  notDeepStrictEqual(pngOf(chart("W")), pngOf(chart("i")));
});

Deno.test("palettePng() keeps every pixel of an image with few colours", () => {
  const width = 16, height = 16;
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) {
    pixels.set([(at % 4) * 80, Math.floor(at / 64) * 60, at % 2 ? 255 : 0, 255], at * 4);
  }
  deepStrictEqual(pixelsOf(palettePng(pixels, width, height), width, height), pixels);
});

Deno.test("palettePng() moves no colour far when there are more than a palette holds", () => {
  const width = 64, height = 64;
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) {
    pixels.set([(at % 64) * 4, Math.floor(at / 64) * 4, 128, 255], at * 4);
  }
  const drawn = pixelsOf(palettePng(pixels, width, height), width, height);
  const furthest = pixels.reduce((most, value, at) => Math.max(most, Math.abs(value - (drawn[at] ?? 0))), 0);
  ok(furthest < 32, `furthest ${furthest}`);
});
