/** The catalogue as text for a terminal and as JSON for machines. */
import { compatibility } from "@lib/ingest/judge/compatibility.ts";
import { rankedCatalogue } from "@lib/ingest/catalogue/catalogue.ts";
import type { DataSet } from "@lib/ingest/catalogue/data_set.ts";
import { pointLines, useLines, usesText } from "../compatibility_text.ts";

/** One line a set, the best first. */
export function catalogueTable(): string {
  const rows = rankedCatalogue().map(({ dataSet, score, goodFor }) => [
    String(score),
    dataSet.name,
    countText(dataSet.facts.servers),
    countText(dataSet.facts.days),
    dataSet.facts.licence,
    dataSet.facts.access,
    usesText({ goodFor }),
  ]);
  const lines = [["score", "name", "servers", "days", "licence", "access", "good for"], ...rows];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const isNumber = [0, 2, 3];
  return lines.map((line) =>
    line.map((cell, column) =>
      isNumber.includes(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)
    )
      .join("  ").trimEnd()
  ).join("\n") +
    "\n\n?: the publisher does not tell; deno task capacity download <name> --list gives the reason of each point";
}

/** Everything about one set. */
export function dataSetText(dataSet: DataSet): string {
  const { title, holds, columns, size, licence, citation, page, files, steps, traps, unverified } = dataSet;
  const judgement = compatibility(dataSet.facts);
  const lines = (name: string, texts: readonly string[]): string[] =>
    texts.map((text, index) => `${(index === 0 ? name : "").padEnd(11)}${text}`);
  return [
    `${title}: ${judgement.score} of 100`,
    ...lines("holds", [holds]),
    ...lines("columns", [columns]),
    ...lines("size", [size]),
    ...lines("licence", [licence]),
    ...lines("cite", [citation]),
    ...lines("page", [page]),
    ...lines("points", pointLines(judgement)),
    ...lines("good for", useLines(judgement)),
    ...lines("files", files ? fileLines(files.map(({ name }) => name)) : ["none can be had without a person"]),
    ...lines("steps", steps.map((step, index) => `${index + 1}. ${step}`)),
    ...lines("traps", traps === undefined ? [] : [traps]),
    ...lines("unverified", unverified === undefined ? [] : [unverified]),
  ].join("\n");
}

/** The catalogue with its judgements, the best first; what is unknown is `null`. */
export function jsonOfCatalogue(): unknown[] {
  return rankedCatalogue().map(({ dataSet, ...judgement }) => ({ ...dataSet, ...judgement }));
}

function fileLines(names: readonly string[]): string[] {
  return names.length <= 14 ? [...names] : [...names.slice(0, 3), `… and ${names.length - 3} more`];
}

/** A number that nobody knows is a question mark. */
export function countText(count: number): string {
  return Number.isNaN(count) ? "?" : count.toLocaleString("en", { maximumFractionDigits: 1 });
}
