/** What the files of one input know of each other. */
import type { OpenContext } from "../open_file.ts";

/**
 * Lists that live as long as an input: a format adds to its list when a file is opened, and another one looks into it
 * when it reads, as by then all files are open.
 *
 * @returns The list of an input.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { sharedList } from "@lib/ingest/formats/shared_list.ts";
 * const namesOf = sharedList<string>();
 * const input = { timezone: "UTC", files: [] }, other = { timezone: "UTC", files: [] };
 * namesOf(input).push("machines.csv");
 * deepStrictEqual([namesOf(input), namesOf(other)], [["machines.csv"], []]);
 * ```
 */
export function sharedList<Entry>(): (context: OpenContext) => Entry[] {
  const lists = new WeakMap<OpenContext, Entry[]>();
  return (context) => {
    let list = lists.get(context);
    if (!list) lists.set(context, list = []);
    return list;
  };
}
