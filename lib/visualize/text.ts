/** How wide text is, and how to break or shorten it: SVG does neither by itself. */

/** Advance widths of DejaVu Sans, in thousandths of the type size, for the characters U+0020 to U+007E. */
// deno-fmt-ignore
const WIDTHS = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
  636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
  603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
  634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];
/** Wider than nearly all other letters, so that unknown scripts are not cut off. */
const OTHER_WIDTH = 1000;
/** DejaVu Sans Bold is 12 % wider on average text. */
const BOLD = 1.13;

/** Width of a line of text, in pixels. */
export function textWidth(text: string, size: number, weight: "regular" | "bold" = "regular"): number {
  let thousandths = 0;
  for (const letter of text) thousandths += WIDTHS[(letter.codePointAt(0) ?? 0) - 32] ?? OTHER_WIDTH;
  return thousandths / 1000 * size * (weight === "bold" ? BOLD : 1);
}

/**
 * Text broken into lines that fit a width; `80 %` stays together, and a single word that does not fit is broken.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { wrapText } from "@lib/visualize/text.ts";
 * deepStrictEqual(wrapText("one two three", 60, 12), ["one two", "three"]);
 * ```
 */
export function wrapText(text: string, width: number, size: number, weight: "regular" | "bold" = "regular"): string[] {
  const lines: string[] = [];
  let line = "";
  for (let word of text.split(/\s+(?!%)/).filter((part) => part !== "")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (textWidth(joined, size, weight) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    while (textWidth(word, size, weight) > width && word.length > 1) {
      const head = fitting(word, width, size, weight);
      lines.push(head);
      word = word.slice(head.length);
    }
    line = word;
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** Text in as few lines as `wrapText` needs, of nearly equal length: a title whose last line is one word looks broken. */
export function balancedLines(
  text: string,
  width: number,
  size: number,
  weight: "regular" | "bold" = "regular",
): string[] {
  const lines = wrapText(text, width, size, weight);
  if (lines.length < 2) return lines;
  for (let narrow = Math.ceil(textWidth(text, size, weight) / lines.length); narrow < width; narrow += 4) {
    const balanced = wrapText(text, narrow, size, weight);
    if (balanced.length === lines.length) return balanced;
  }
  return lines;
}

/** Text that fits a width, with an ellipsis in the middle of what was too long: both ends of an id tell it apart. */
export function shortenText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const letters = [...text];
  for (let kept = letters.length - 1; kept > 1; kept--) {
    const short = `${letters.slice(0, Math.ceil(kept / 2)).join("")}…${
      letters.slice(letters.length - Math.floor(kept / 2)).join("")
    }`;
    if (textWidth(short, size) <= width) return short;
  }
  return "…";
}

/** Text that is safe inside XML and HTML, in elements and in quoted attributes. */
export function escapeMarkup(text: string): string {
  return dropControls(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Text without the control characters that XML forbids. */
export function dropControls(text: string): string {
  // deno-lint-ignore no-control-regex -- they are what is looked for
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[\ud800-\udbff](?![\udc00-\udfff])/g, "\ufffd");
}

function fitting(word: string, width: number, size: number, weight: "regular" | "bold"): string {
  let end = 1;
  while (end < word.length && textWidth(word.slice(0, end + 1), size, weight) <= width) end++;
  return word.slice(0, end);
}
