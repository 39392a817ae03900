/** What separates the cells of a text file. */
import type { CsvDialect } from "./csv_rows.ts";

type Delimiter = CsvDialect["delimiter"];

const LINES = 20;
/** A header and rows below it, without which there is no table under titles. */
const ROWS_BELOW = 3;

/**
 * The delimiter that cuts the first lines into the most equal rows.
 *
 * @param isWhole Whether the text is all of the file; else its last line may be cut.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { delimiterOf } from "@lib/ingest/text/delimiter.ts";
 * strictEqual(delimiterOf("time;cpu\n2024-01-01;12,5\n", true), ";");
 * ```
 */
export function delimiterOf(text: string, isWhole: boolean): Delimiter {
  const lines = text.split("\n").map((line) => line.replace(/\r$/, "")).filter((line) => line.trim() !== "")
    .slice(0, LINES);
  if (!isWhole && lines.length > 1) lines.pop();
  const stated = statedDelimiter(lines[0] ?? "");
  if (stated) return stated;
  const bare = lines.map((line) => line.replaceAll(/"[^"]*"/g, "q"));
  const inAll = inEveryLine(bare);
  if (inAll) return inAll;
  const inFirst = mostOf(bare).find(({ inHeader }) => inHeader > 0)?.delimiter;
  if (!inFirst && isCutByBlanks(bare)) return " ";
  // Titles and comments above the header have none of it.
  for (let titles = 1; titles <= bare.length - ROWS_BELOW; titles++) {
    const below = inEveryLine(bare.slice(titles));
    if (below) return below;
  }
  return inFirst ?? ",";
}

/** Candidates, those of which every line has the most first; between two such the header decides. */
function mostOf(lines: readonly string[]): { delimiter: Delimiter; fewest: number; inHeader: number }[] {
  return ([",", ";", "\t", "|"] as const).map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    return { delimiter, fewest: Math.min(...counts), inHeader: counts[0] ?? 0 };
  }).sort((a, b) => b.fewest - a.fewest || b.inHeader - a.inHeader);
}

/** The delimiter that every row has, the header as often as the others: names seldom hold one. */
function inEveryLine(lines: readonly string[]): Delimiter | undefined {
  const inHeader = mostOf(lines).filter(({ fewest, inHeader }) => fewest > 0 && inHeader === fewest);
  // `;` and TAB are used by those whose commas are decimal marks.
  return (inHeader.find(({ delimiter }) => delimiter !== ",") ?? inHeader[0])?.delimiter;
}

/** Some spreadsheets write their delimiter into a first line of its own: `sep=;`. */
export function statedDelimiter(line: string): Delimiter | undefined {
  const [, stated] = /^\ufeff?"?sep=([,;\t|])"?$/i.exec(line.trimEnd()) ?? [];
  return stated as Delimiter | undefined;
}

/** Columns of blanks: every line has the same number of words, two at least. */
function isCutByBlanks(lines: readonly string[]): boolean {
  const words = lines.map((line) => line.trim().split(/[ \t]+/).length);
  return lines.length > 1 && words[0]! > 1 && words.every((count) => count === words[0]);
}
