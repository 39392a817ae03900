/** A table as escaped HTML: for a notebook and for the report. */
import type { TableText } from "./table_text.ts";
import { escapeMarkup } from "./text.ts";

/**
 * A `<table>` with header cells, numbers aligned right and a caption.
 *
 * Alignment is said twice, as `align` and as a style: GitHub drops styles, Jupyter's own style overrides `align`.
 */
export function htmlTable({ columns, rows, note }: TableText, caption = ""): string {
  const alignment = columns.map(({ numeric }) => numeric ? ' align="right"' : ' align="left" style="text-align:left"');
  const head = columns.map(({ name }, index) => `<th scope="col"${alignment[index]}>${escapeMarkup(name)}</th>`);
  const body = rows.map((row) =>
    `<tr>${row.map((cell, index) => `<td${alignment[index]}>${escapeMarkup(cell)}</td>`).join("")}</tr>`
  );
  const words = [caption, note].filter((part) => part !== "").join(" · ");
  return `<table>${words === "" ? "" : `<caption style="text-align:left">${escapeMarkup(words)}</caption>`}` +
    `<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}
