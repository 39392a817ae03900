/** Plot's SVG made fit for a composed, stored file: no style sheet, no process-wide ids, no needless digits. */
import { dropControls } from "./text.ts";
import { FONT_FAMILY, INK, TYPE } from "./theme.ts";

const GEOMETRY = /( (?:x|y|x1|x2|y1|y2|width|height|cx|cy|r|d|transform|points|stroke-width))="([^"]*)"/g;

/**
 * A Plot drawing as a nested `<svg>` at a height, with colours that need no style sheet and two decimals.
 *
 * @param id Prefix of its ids, unique within the figure.
 */
export function plainSvg(xml: string, y: number, id: string): string {
  const body = dropControls(xml)
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, "")
    .replace(/<[^>]+>/g, (tag) =>
      tag
        .replace(/ class="[^"]*"/g, "")
        .replace(/ font-family="system-ui, sans-serif"/, "")
        .replace(/var\(--plot-background\)/g, INK.paper)
        .replace(/currentColor/gi, INK.text)
        .replace(/ id="([^"]+)"/g, ` id="${id}-$1"`)
        .replace(/url\(#([^)]+)\)/g, `url(#${id}-$1)`)
        .replace(/ (xlink:)?href="#([^"]+)"/g, ` $1href="#${id}-$2"`)
        .replace(GEOMETRY, (_, name: string, value: string) => `${name}="${shortNumbers(value)}"`));
  return body.replace(
    /^<svg([^>]*?) font-size="10"/,
    `<svg y="${y}" overflow="visible" font-family="${FONT_FAMILY}" font-size="${TYPE.axis}"$1`,
  );
}

/**
 * Ids renamed after the figure's content, so that two figures on one page never share one and equal input gives equal bytes.
 * Plot numbers its clip paths per process, which would do neither.
 */
export function uniqueIds(svg: string): string {
  const numbers = new Map<string, number>();
  for (const [, id] of svg.matchAll(/ id="([^"]+)"/g)) {
    if (id !== undefined && !numbers.has(id)) numbers.set(id, numbers.size);
  }
  if (numbers.size === 0) return svg;
  const rename = (prefix: string): string =>
    svg.replace(/( id="|url\(#|href="#)([^")]+)/g, (all, lead: string, id: string) => {
      const number = numbers.get(id);
      return number === undefined ? all : `${lead}${prefix}-${number}`;
    });
  return rename(`f${contentHash(rename("f"))}`);
}

function shortNumbers(value: string): string {
  return value.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100));
}

/** 53-bit hash of a text (cyrb53): short, stable and enough to tell figures apart. */
function contentHash(text: string): string {
  let a = 0xdeadbeef, b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
