import assert from "node:assert/strict";
import { TABLES } from "@lib/core/mod.ts";
import { PROJECT_ROOT } from "@lib/io/mod.ts";
import { dictionaryMarkdown, withDictionary } from "./data_dictionary.ts";

Deno.test("data/README.md holds the dictionary of the contracts as they are", async () => {
  const document = await Deno.readTextFile(`${PROJECT_ROOT}/data/README.md`);
  assert.equal(
    document,
    withDictionary(document, dictionaryMarkdown(TABLES)),
    "data/README.md is out of date: run deno task dictionary",
  );
});
