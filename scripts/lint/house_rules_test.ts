import assert from "node:assert/strict";
import plugin from "./house_rules.ts";

const found = (file: string, source: string): string[] =>
  Deno.lint.runPlugin(plugin, file, source).map(({ id, message }) => `${id}: ${message}`);

for (
  const [file, source, message] of [
    ["lib/core/a.ts", `import { x } from "@lib/stats/x.ts";`, "house/import-direction: lib/core may not import stats"],
    ["lib/etl/a.ts", `export * from "../forecast/x.ts";`, "house/import-direction: lib/etl may not import forecast"],
    ["lib/risk/a.ts", `await import("@lib/io/mod.ts");`, "house/import-direction: lib/risk may not import io"],
    [
      "lib/notebook/a.ts",
      `import { y } from "../../scripts/y.ts";`,
      "house/import-direction: lib/notebook may not import outside lib",
    ],
    ["lib/stats/a.ts", `Math.random();`, "house/pure-folder: lib/stats is pure: no Math.random"],
    ["lib/risk/a.ts", `Date.now();`, "house/pure-folder: lib/risk is pure: no Date.now"],
    ["lib/risk/a.ts", `new Date();`, "house/pure-folder: lib/risk is pure: no clock"],
    ["lib/ingest/a.ts", `Deno.readTextFile("x");`, "house/pure-folder: lib/ingest is pure: no Deno"],
    ["lib/ingest/a.ts", `import fs from "node:fs";`, "house/pure-folder: lib/ingest is pure: no node:fs"],
    ["lib/core/a.ts", `const { env } = Deno;`, "house/pure-folder: lib/core is pure: no Deno"],
    ["lib/core/a.ts", `Math["random"]();`, "house/pure-folder: lib/core is pure: no Math.random"],
    ["lib/core/a.ts", `setTimeout(() => {}, 1);`, "house/pure-folder: lib/core is pure: no setTimeout"],
    ["lib/core/a.ts", `await import("node:fs");`, "house/pure-folder: lib/core is pure: no node:fs"],
    ["lib/core/a.ts", `export * from "node:net";`, "house/pure-folder: lib/core is pure: no node:net"],
    ["/var/lib/x/lib/core/a.ts", `Date();`, "house/pure-folder: lib/core is pure: no clock"],
    ["lib/etl/a.ts", `fetch("x");`, "house/pure-folder: lib/etl is pure: no fetch"],
  ] as const
) {
  Deno.test(`house rules refuse ${source} in ${file}`, () => assert.deepEqual(found(file, source), [message]));
}

for (
  const [file, source] of [
    ["lib/forecast/a.ts", `import { x } from "@lib/stats/x.ts"; import { y } from "./y.ts"; new Date(5);`],
    ["lib/io/a.ts", `Deno.readTextFile("x"); import { x } from "@lib/core/x.ts";`],
    ["lib/notebook/a.ts", `import { x } from "@lib/visualize/mod.ts"; Deno.pid;`],
    ["lib/risk/a_test.ts", `Math.random(); import { x } from "@lib/generate/mod.ts";`],
    ["lib/core/a.ts", `const timer = { performance: 1 }; timer.performance;`],
    ["scripts/a.ts", `Date.now(); import { x } from "@lib/risk/mod.ts";`],
  ] as const
) {
  Deno.test(`house rules allow ${source} in ${file}`, () => assert.deepEqual(found(file, source), []));
}
