/** A made part of a document: what stands between `<!-- name: … -->` and `<!-- end of name -->`. */

/**
 * A document with a section replaced.
 *
 * @throws {RangeError} when the document has no such section.
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { withSection } from "./marked_section.ts";
 * const before = "# A\n<!-- list: made by a tool -->\nold\n<!-- end of list -->\n";
 * strictEqual(withSection(before, "list", "new"), "# A\n<!-- list: made by a tool -->\n\nnew\n\n<!-- end of list -->\n");
 * ```
 */
export function withSection(document: string, name: string, content: string): string {
  const begin = document.indexOf(`<!-- ${name}: `), end = document.indexOf(`<!-- end of ${name} -->`);
  const from = document.indexOf("-->", begin) + "-->".length;
  if (begin < 0 || end < from) {
    throw new RangeError(
      `Cannot write the section ${name}: expected "<!-- ${name}: … -->" … "<!-- end of ${name} -->"`,
    );
  }
  return `${document.slice(0, from)}\n\n${content}\n\n${document.slice(end)}`;
}
