/**
 * PNG with a palette: charts have few colours, so a byte a pixel says all, at a third of the size.
 *
 * A general quantiser (upng-js) took some 350 ms a chart; knowing that charts are flat colours with smooth edges, this takes 60.
 */
import { crc32, deflateSync } from "node:zlib";

/** Colours closer than this (Euclidean, 0 to 255 a channel) look the same at the edge of a letter. */
const SAME_COLOR = 6;
const MOST_COLORS = 256;

/**
 * Encodes an opaque image.
 *
 * @param pixels RGBA, four bytes a pixel; alpha is taken as 255.
 * @returns The bytes of a PNG file, the same for the same pixels.
 */
export function palettePng(pixels: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const colors = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const { palette, indexOf } = paletteOf(colors);
  // Each row starts with its filter, 0: filters help gradients, not palettes.
  const rows = new Uint8Array(height * (width + 1));
  let from = 0, previous = -1, index = 0;
  for (let y = 0, to = 0; y < height; y++) {
    to++;
    for (let x = 0; x < width; x++) {
      const color = colors[from++] ?? 0;
      if (color !== previous) {
        previous = color;
        index = indexOf.get(color) ?? 0;
      }
      rows[to++] = index;
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 3, 0, 0, 0], 8); // eight bits, palette, deflate, no filter, not interlaced
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(rows, { level: 6 })),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** The most used colours that differ visibly, and for every colour the place of the nearest of them. */
function paletteOf(colors: Uint32Array): { palette: Uint8Array; indexOf: Map<number, number> } {
  const byUse = [...counted(colors)].sort(([a, many], [b, most]) => most - many || a - b).map(([color]) => color);
  for (let distance = SAME_COLOR;; distance *= 1.5) {
    const found = chosenOf(byUse, distance);
    if (!found) continue;
    const { chosen, indexOf } = found;
    return { palette: Uint8Array.from(chosen.flatMap(channels)), indexOf };
  }
}

/** Colours at least so far apart, or nothing when they are too many for a palette. */
function chosenOf(byUse: readonly number[], apart: number) {
  const chosen: number[] = [];
  const indexOf = new Map<number, number>();
  for (const color of byUse) {
    let nearest = -1, best = Infinity;
    for (let place = 0; place < chosen.length && best > 0; place++) {
      const distance = squaredDistance(color, chosen[place] ?? 0);
      if (distance < best) {
        nearest = place;
        best = distance;
      }
    }
    if (best > apart ** 2) {
      if (chosen.length === MOST_COLORS) return undefined;
      nearest = chosen.push(color) - 1;
    }
    indexOf.set(color, nearest);
  }
  return { chosen, indexOf };
}

function counted(colors: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  let run = 0, previous = colors[0] ?? 0;
  for (let at = 0; at < colors.length; at++) {
    const color = colors[at] ?? 0;
    if (color === previous) {
      run++;
      continue;
    }
    counts.set(previous, (counts.get(previous) ?? 0) + run);
    previous = color;
    run = 1;
  }
  return counts.set(previous, (counts.get(previous) ?? 0) + run);
}

function channels(color: number): number[] {
  return [color & 255, (color >>> 8) & 255, (color >>> 16) & 255];
}

function squaredDistance(a: number, b: number): number {
  const red = (a & 255) - (b & 255), green = ((a >>> 8) & 255) - ((b >>> 8) & 255);
  const blue = ((a >>> 16) & 255) - ((b >>> 16) & 255);
  return red * red + green * green + blue * blue;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
