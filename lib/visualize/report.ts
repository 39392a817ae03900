/** The report: one HTML file that a manager can open, mail and print, with nothing to load from anywhere. */
import type { Figure } from "./figure.ts";
import { htmlTable } from "./html_table.ts";
import { REPORT_STYLE } from "./report_style.ts";
import { tableText } from "./table_text.ts";
import { escapeMarkup } from "./text.ts";

/** One section of a report; what is absent is left out. */
export interface ReportSection {
  readonly heading: string;
  /** Paragraphs, separated by an empty line. */
  readonly text?: string;
  readonly figures?: readonly Figure[];
  /** Rows of a table, all with the same keys, which become its header. */
  readonly tableRows?: readonly object[];
  /** A line above the table. */
  readonly tableCaption?: string;
}

/** What a report says. */
export interface ReportOptions {
  readonly title: string;
  readonly subtitle?: string;
  /** The answers, the most important first, one sentence each. */
  readonly findings: readonly string[];
  readonly sections: readonly ReportSection[];
  /** What the report was made for: data, dates, parameters. */
  readonly generatedFor?: string;
}

/**
 * A self-contained page in light or dark, as the reader's system prefers, with inline charts.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { reportHtml } from "@lib/visualize/report.ts";
 * const html = reportHtml({ title: "Fleet <1>", findings: ["Order 3 servers"], sections: [] });
 * ok(html.includes("Fleet &#60;1&#62;") && html.includes("<li>Order 3 servers</li>"));
 * ```
 */
export function reportHtml({ title, subtitle = "", findings, sections, generatedFor = "" }: ReportOptions): string {
  const contents = sections.length < 3
    ? ""
    : `<nav aria-label="Contents"><ul>${
      sections.map(({ heading }, index) => `<li><a href="#section-${index + 1}">${escapeMarkup(heading)}</a></li>`)
        .join("")
    }</ul></nav>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeMarkup(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header>
<h1>${escapeMarkup(title)}</h1>
${subtitle === "" ? "" : `<p class="subtitle">${escapeMarkup(subtitle)}</p>`}
</header>
<main>
${findings.length === 0 ? "" : findingsHtml(findings)}
${contents}
${sections.map(sectionHtml).join("\n")}
</main>
${generatedFor === "" ? "" : `<footer>${escapeMarkup(generatedFor)}</footer>`}
</body>
</html>
`;
}

function findingsHtml(findings: readonly string[]): string {
  const items = findings.map((finding) => `<li>${escapeMarkup(finding)}</li>`).join("");
  return `<section class="findings" aria-labelledby="findings"><h2 id="findings">Findings</h2><ol>${items}</ol></section>`;
}

function sectionHtml(
  { heading, text = "", figures = [], tableRows, tableCaption }: ReportSection,
  index: number,
): string {
  const id = `section-${index + 1}`;
  const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim() !== "")
    .map((part) => `<p>${escapeMarkup(part.trim())}</p>`);
  const charts = figures.map(({ svg, width, alt }) =>
    `<figure style="--width:${width}px;max-width:${width}px">${svg}<figcaption aria-hidden="true">${
      escapeMarkup(alt)
    }</figcaption></figure>`
  );
  return `<section aria-labelledby="${id}"><h2 id="${id}">${escapeMarkup(heading)}</h2>${paragraphs.join("")}${
    charts.join("\n")
  }${tableRows ? tableHtml(tableRows, tableCaption) : ""}</section>`;
}

function tableHtml(rows: readonly object[], caption = ""): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => names.map((name) => (row as Readonly<Record<string, unknown>>)[name]));
  // A wide table scrolls in its own box, reachable by keyboard, instead of widening the page.
  return `<div class="table" tabindex="0" role="region" aria-label="${escapeMarkup(caption || "Table")}">${
    htmlTable(tableText(names, cells), caption)
  }</div>`;
}
