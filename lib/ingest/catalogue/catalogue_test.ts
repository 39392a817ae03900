import { deepStrictEqual, match, ok, strictEqual, throws } from "node:assert/strict";
import { CATALOGUE, dataSetNamed, rankedCatalogue } from "./catalogue.ts";

Deno.test("the catalogue has 17 sets or more, each told in full", () => {
  ok(CATALOGUE.length >= 17, String(CATALOGUE.length));
  strictEqual(new Set(CATALOGUE.map(({ name }) => name)).size, CATALOGUE.length);
  for (const set of CATALOGUE) {
    match(set.name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const field of ["title", "holds", "columns", "size", "licence", "citation"] as const) {
      ok(set[field].trim() === set[field] && set[field].length > 0, `${set.name}: ${field}`);
    }
    match(set.page, /^https:\/\//);
    ok(set.steps.length > 0, set.name);
  }
});

Deno.test("the catalogue has files exactly for what can be had directly, under names of their own", () => {
  for (const { name, facts, files, checksums } of CATALOGUE) {
    strictEqual(facts.access === "direct", files !== undefined, name);
    if (!files) continue;
    ok(files.length > 0, name);
    strictEqual(new Set(files.map((file) => file.name)).size, files.length, name);
    strictEqual(checksums !== undefined, files.some(({ sha256 }) => sha256 !== undefined), name);
    for (const file of files) {
      match(file.name, /^[A-Za-z0-9._-]+$/);
      ok(URL.canParse(file.url) && /^https?:/.test(file.url), file.url);
      if (file.sha256 !== undefined) match(file.sha256, /^[0-9a-f]{64}$/);
      // Without encryption only a checksum tells whether the file is the right one.
      if (file.url.startsWith("http:")) ok(file.sha256, `${name}: ${file.name}`);
    }
  }
});

Deno.test("the catalogue by score: every score is that of its facts, the best first", () => {
  const ranked = rankedCatalogue();
  strictEqual(ranked.length, CATALOGUE.length);
  for (let place = 1; place < ranked.length; place++) ok(ranked[place]!.score <= ranked[place - 1]!.score);
  const byName = new Map(ranked.map((judged) => [judged.dataSet.name, judged]));
  const uses = (name: string) => byName.get(name)!.goodFor.filter(({ ok }) => ok).map(({ use }) => use);
  deepStrictEqual(uses("bitbrains-rnd"), ["shape", "correlation", "calendar", "forecasting"]);
  deepStrictEqual(uses("alibaba-2018"), ["shape", "correlation"]);
  deepStrictEqual(uses("planetlab"), ["shape"]);
  deepStrictEqual(uses("nab"), ["shape"]);
  deepStrictEqual(uses("ms-cloud-monitoring"), []);
});

Deno.test("dataSetNamed() finds a set, and refuses a name that is none", () => {
  strictEqual(dataSetNamed("nab").licence, "MIT");
  throws(() => dataSetNamed("bitbrain"), /name of the catalogue, got "bitbrain".*--list/);
});
