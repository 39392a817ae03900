/** The formats that are recognized by what is in a file; what none of them knows is a plain CSV. */
import { DOCUMENTS } from "./formats/documents.ts";
import { TRACES } from "./formats/traces.ts";
import type { Format } from "./open_file.ts";

/** All formats, in the order in which they are asked. */
export const FORMATS: readonly Format[] = [...DOCUMENTS, ...TRACES];

/** What `--source` takes: `auto` looks into each file, `csv` is any table with a header. */
export const SOURCE_NAMES: readonly string[] = ["auto", "csv", ...FORMATS.map(({ name }) => name)];
