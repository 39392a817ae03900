/** Writes the data dictionary of data/README.md from the table contracts: `deno task dictionary`. */
import { TABLES } from "@lib/core/mod.ts";
import type { ColumnContract, TableContract } from "@lib/core/table.ts";
import { PROJECT_ROOT, sqlTypeOf, writeFileAtomic } from "@lib/io/mod.ts";
import { withSection } from "./marked_section.ts";

const FILE = `${PROJECT_ROOT}/data/README.md`;

/** The dictionary of every contract as Markdown. */
export function dictionaryMarkdown(tables: readonly TableContract[]): string {
  return tables.map((table) =>
    [
      `### ${table.zone} \`${table.name}\` (version ${table.version})`,
      "",
      `${table.description}. Key: ${table.key.map((name) => `\`${name}\``).join(", ")}.`,
      "",
      "| column | type | unit | range or values | missing | meaning |",
      "| --- | --- | --- | --- | --- | --- |",
      ...Object.entries(table.columns).map(([name, column]) =>
        `| \`${name}\` | ${sqlTypeOf(column)} | ${column.unit ?? ""} | ${valuesOf(column)} | ${
          column.nullable ? "null" : "never"
        } | ${column.description} |`
      ),
    ].join("\n")
  ).join("\n\n");
}

/** A document with its dictionary section replaced. */
export function withDictionary(document: string, dictionary: string): string {
  return withSection(document, "dictionary", dictionary);
}

function valuesOf({ oneOf, range }: ColumnContract): string {
  if (oneOf) return oneOf.join(", ");
  if (!range) return "";
  const [low, high] = range;
  return high === Infinity ? `${low} or more` : `${low} to ${high}`;
}

if (import.meta.main) {
  await writeFileAtomic(FILE, withDictionary(await Deno.readTextFile(FILE), dictionaryMarkdown(TABLES)));
}
