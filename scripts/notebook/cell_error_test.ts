import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { CellError, cleanPaths, cleanTraceback, placeInCell } from "./cell_error.ts";

Deno.test("cleanPaths() leaves nothing of the machine's own folders", () => {
  const clean = (text: string): string => cleanPaths(text, "/home/ann/capacity/notebooks");
  strictEqual(clean("at f (file:///home/ann/capacity/lib/core/day.ts:3:9)"), "at f (../lib/core/day.ts:3:9)");
  strictEqual(clean('Module not found "file:///home/ann/capacity/notebooks/x.ts".'), 'Module not found "x.ts".');
  strictEqual(
    clean("at file:///home/ann/.cache/deno/npm/registry.example.org/danfojs-node/1.1.2/dist/a.js:1:2"),
    "at npm:danfojs-node/1.1.2/dist/a.js:1:2",
  );
});

Deno.test("cleanTraceback() drops Deno's own frames", () => {
  const frames = ["Error: x", "    at f (<anonymous>:2:7)", "    at eventLoopTick (ext:core/01_core.js:1:1)", ""];
  deepStrictEqual(cleanTraceback(frames, "/"), frames.slice(0, 2));
  deepStrictEqual(placeInCell(frames), { line: 2, column: 7 });
  strictEqual(placeInCell(["Error: x", "    at Array.map (<anonymous>)"]), undefined);
});

Deno.test("CellError says notebook, cell, source line and stack", () => {
  const error = new CellError({
    notebook: "notebooks/01_data_generation.ipynb",
    cell: 4,
    line: 2,
    source: "const a = 1;\nboom();",
    problem: "ReferenceError: boom is not defined",
    traceback: ["    at <anonymous>:2:1"],
  });
  strictEqual(
    error.message,
    "Cannot run 01_data_generation.ipynb: expected cell 4, line 2 to finish, got ReferenceError: boom is not defined\n" +
      "  2 | boom();\n  at <anonymous>:2:1",
  );
});
