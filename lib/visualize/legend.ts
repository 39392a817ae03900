/** Legends as SVG: swatches for names, a ramp for a continuous colour. */
import { type ColorScale, FONT_FAMILY, INK, TYPE } from "./theme.ts";
import { escapeMarkup, shortenText, textWidth } from "./text.ts";

/** The mark that a legend entry stands for. */
export type LegendShape = "square" | "line" | "dash" | "dot" | "diamond" | "filled diamond" | "tick" | "ring";

/** One name of a legend. */
export interface LegendItem {
  readonly label: string;
  readonly color: string;
  /** Default `square`. */
  readonly shape?: LegendShape;
  /** 0 to 1, for bands; default 1. */
  readonly opacity?: number;
}

/** A continuous colour: its ends in words and its colours from low to high. */
export interface RampLegend {
  readonly label: string;
  readonly low: string;
  readonly high: string;
  readonly colors: readonly string[];
}

/** One entry for each name of a colour scale. */
export function legendItems({ domain, range }: ColorScale, shape: LegendShape = "square"): LegendItem[] {
  return domain.map((label, index) => ({ label, color: range[index] ?? INK.quiet, shape }));
}

/** A piece of SVG with the height it takes. */
export interface Block {
  readonly svg: string;
  readonly height: number;
}

const ROW = 19, SWATCH = 14, GAP = 16;

/** Swatches in rows, broken where the width ends. */
export function swatches(items: readonly LegendItem[], width: number): Block {
  let x = 0, row = 0;
  const parts = items.map(({ label, color, shape = "square", opacity = 1 }) => {
    const text = shortenText(label, width - SWATCH - 6, TYPE.legend);
    const taken = SWATCH + 5 + textWidth(text, TYPE.legend);
    if (x > 0 && x + taken > width) {
      x = 0;
      row++;
    }
    const at = `translate(${x.toFixed(1)},${row * ROW})`;
    x += taken + GAP;
    return `<g transform="${at}">${glyph(shape, color, opacity)}<text x="${SWATCH + 5}" y="13">${
      escapeMarkup(text)
    }</text></g>`;
  });
  return {
    svg: `<g font-size="${TYPE.legend}" font-family="${FONT_FAMILY}" fill="${INK.text}">${parts.join("")}</g>`,
    height: items.length === 0 ? 0 : (row + 1) * ROW,
  };
}

/** A colour bar with its label before and its ends beside it. */
export function ramp({ label, low, high, colors }: RampLegend, id: string): Block {
  const size = TYPE.legend, bar = 120;
  const start = label === "" ? 0 : textWidth(label, size) + 12;
  const from = start + textWidth(low, size) + 6;
  const stops = colors.map((color, index) =>
    `<stop offset="${(index / Math.max(1, colors.length - 1)).toFixed(3)}" stop-color="${color}"/>`
  ).join("");
  const text = (x: number, words: string): string => `<text x="${x.toFixed(1)}" y="13">${escapeMarkup(words)}</text>`;
  return {
    svg: `<g font-size="${size}" font-family="${FONT_FAMILY}" fill="${INK.text}">` +
      `<defs><linearGradient id="${id}">${stops}</linearGradient></defs>` +
      text(0, label) + text(start, low) + text(from + bar + 6, high) +
      `<rect x="${from.toFixed(1)}" y="3" width="${bar}" height="12" fill="url(#${id})"/></g>`,
    height: ROW,
  };
}

function glyph(shape: LegendShape, color: string, opacity: number): string {
  const middle = SWATCH / 2 + 2;
  const line = (extra: string): string =>
    `<line x1="0" x2="${SWATCH}" y1="${middle}" y2="${middle}" stroke="${color}" stroke-width="2.5"${extra}/>`;
  switch (shape) {
    case "line":
      return line("");
    case "dash":
      return line(' stroke-dasharray="4 3"');
    case "dot":
      return `<circle cx="7" cy="${middle}" r="4.5" fill="${color}" fill-opacity="${opacity}"/>`;
    case "ring":
      return `<circle cx="7" cy="${middle}" r="5.5" fill="none" stroke="${color}" stroke-width="2"/>`;
    case "diamond":
    case "filled diamond": {
      const fill = shape === "diamond" ? INK.paper : color;
      return `<path d="M7,${
        middle - 5.5
      }l4.5,5.5l-4.5,5.5l-4.5,-5.5z" fill="${fill}" stroke="${color}" stroke-width="1.8"/>`;
    }
    case "tick":
      return `<line x1="7" x2="7" y1="3" y2="15" stroke="${color}" stroke-width="3"/>`;
    case "square":
      return `<rect x="1" y="3" width="12" height="12" fill="${color}" fill-opacity="${opacity}"/>`;
  }
}
