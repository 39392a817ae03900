import assert from "node:assert/strict";
import { CATALOGUE, rankedCatalogue } from "@lib/ingest/catalogue/catalogue.ts";
import { PROJECT_ROOT } from "@lib/io/mod.ts";
import { landscapeMarkdown, matrixMarkdown, withStrategy } from "./data_strategy.ts";

Deno.test("data/README.md holds the landscape and the decision matrix of the catalogue as they are", async () => {
  const document = await Deno.readTextFile(`${PROJECT_ROOT}/data/README.md`);
  assert.equal(
    document,
    withStrategy(document, rankedCatalogue()),
    "data/README.md is out of date: run deno task strategy",
  );
});

Deno.test("the decision matrix adds up, row by row", () => {
  const [, , most, ...rows] = matrixMarkdown(rankedCatalogue()).split("\n");
  const numbers = (row: string): number[] =>
    row.split("|").slice(2, 11).map((cell) => Number(cell.replaceAll("*", "")));
  for (const row of [most!, ...rows]) {
    const cells = numbers(row);
    assert.equal(cells.slice(0, 8).reduce((sum, points) => sum + points), cells[8], row);
  }
  assert.equal(rows.length, CATALOGUE.length);
});

Deno.test("the landscape has as many cells in each row as in its head", () => {
  const lines = landscapeMarkdown(rankedCatalogue()).split("\n");
  for (const line of lines) assert.equal(line.split(/(?<!\\)\|/).length, lines[0]!.split("|").length, line);
});
