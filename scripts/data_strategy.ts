/** Writes what data/README.md says of public data sets from the catalogue: `deno task strategy`. */
import { CRITERIA, MOST_POINTS } from "@lib/ingest/judge/compatibility.ts";
import { type JudgedDataSet, rankedCatalogue } from "@lib/ingest/catalogue/catalogue.ts";
import { METRIC_INFO } from "@lib/core/mod.ts";
import { PROJECT_ROOT, writeFileAtomic } from "@lib/io/mod.ts";
import { usesText } from "./compatibility_text.ts";
import { countText } from "./download/catalogue_text.ts";
import { withSection } from "./marked_section.ts";

const FILE = `${PROJECT_ROOT}/data/README.md`;

/** What there is: one row a set, the best first. */
export function landscapeMarkdown(ranked: readonly JudgedDataSet[]): string {
  return markdownTable(
    ["name", "what it holds", "servers", "days", "reading every", "metrics", "licence", "access", "size"],
    ranked.map(({ dataSet: { name, page, holds, facts, size } }) => [
      `[\`${name}\`](${page})`,
      holds,
      countText(facts.servers),
      countText(facts.days),
      stepText(facts.stepSeconds),
      (facts.metrics.map((metric) => METRIC_INFO[metric].label).join(", ") || "none of ours") +
      (facts.scale === "scaled" ? " (scaled)" : ""),
      facts.licence,
      facts.access,
      size,
    ]),
  );
}

/** What each is worth: the points of every criterion, the score and the uses. */
export function matrixMarkdown(ranked: readonly JudgedDataSet[]): string {
  return markdownTable(
    ["data set", ...CRITERIA, "score", "good for"],
    [
      ["*most points*", ...CRITERIA.map((criterion) => `*${MOST_POINTS[criterion]}*`), "*100*", ""],
      ...ranked.map(({ dataSet, points, score, goodFor }) => [
        `\`${dataSet.name}\``,
        ...points.map(({ points }) => String(points)),
        `**${score}**`,
        usesText({ goodFor }),
      ]),
    ],
  );
}

/** A document with both sections replaced. */
export function withStrategy(document: string, ranked: readonly JudgedDataSet[]): string {
  return withSection(withSection(document, "landscape", landscapeMarkdown(ranked)), "matrix", matrixMarkdown(ranked));
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function stepText(seconds: number): string {
  if (Number.isNaN(seconds)) return "?";
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${seconds / 60} min` : `${Math.round(seconds / 3600)} h`;
}

if (import.meta.main) {
  await writeFileAtomic(FILE, withStrategy(await Deno.readTextFile(FILE), rankedCatalogue()));
}
