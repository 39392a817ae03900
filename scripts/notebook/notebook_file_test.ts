import { deepStrictEqual, rejects, strictEqual, throws } from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { notebookOf, withNotebook } from "./fixture.ts";
import {
  codeCells,
  formatNotebook,
  joinLines,
  parseNotebook,
  readNotebook,
  splitLines,
  writeNotebook,
} from "./notebook_file.ts";

const text = fc.string({ unit: fc.constantFrom("a", "ü", "\n", "\r", " ", '"') });

Deno.test("joinLines() undoes splitLines(), and every line but the last ends with a line break", () => {
  fc.assert(
    fc.property(text, (whole) => {
      const lines = splitLines(whole);
      strictEqual(joinLines(lines), whole);
      strictEqual(lines.slice(0, -1).every((line) => line.indexOf("\n") === line.length - 1), true);
    }),
  );
});

Deno.test("parseNotebook() undoes formatNotebook(), and formatting is stable", () => {
  fc.assert(
    fc.property(fc.array(text), text, (sources, output) => {
      const notebook = notebookOf(...sources);
      for (const cell of codeCells(notebook)) {
        cell.outputs.push(
          { output_type: "stream", name: "stdout", text: output },
          { output_type: "display_data", data: { "image/png": "iVBOR", "text/html": output }, metadata: {} },
        );
      }
      const stored = formatNotebook(notebook), read = parseNotebook(stored);
      deepStrictEqual(read, notebook);
      strictEqual(formatNotebook(read), stored);
    }),
  );
});

Deno.test("formatNotebook() sorts keys and leaves out the clock", () => {
  const notebook = notebookOf("1");
  notebook.cells[0]!.metadata.execution = { "iopub.status.busy": "2024-01-01T00:00:00Z" };
  strictEqual(
    formatNotebook(notebook),
    `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "c1",
   "metadata": {},
   "outputs": [],
   "source": [
    "1"
   ]
  }
 ],
 "metadata": {
  "language_info": {
   "name": "typescript"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`,
  );
});

Deno.test("parseNotebook() gives cells without an id a stable one that nobody else has", () => {
  const cell = { cell_type: "markdown", metadata: {}, source: ["# a\n", "b"] };
  const { cells } = parseNotebook(
    JSON.stringify({ cells: [cell, { ...cell, id: "cell-1" }], metadata: {}, nbformat: 4, nbformat_minor: 4 }),
  );
  deepStrictEqual(cells.map(({ id }) => id), ["cell-1-2", "cell-1"]);
  strictEqual(cells[0]?.source, "# a\nb");
});

Deno.test("parseNotebook() and readNotebook() say what is wrong with a file", async () => {
  throws(() => parseNotebook("{", "a.ipynb"), /expected JSON, got .*\(file a\.ipynb\)/s);
  throws(() => parseNotebook('{"nbformat":3,"worksheets":[]}'), /expected nbformat 4 with cells, got nbformat 3/);
  throws(() => parseNotebook("[]"), /got no notebook/);
  await rejects(readNotebook("nowhere.ipynb"), /expected a readable file, got no such file \(file nowhere\.ipynb\)/);
});

Deno.test("writeNotebook() leaves nothing behind when it cannot write", async () => {
  await withNotebook(notebookOf("1"), async (path, folder) => {
    await Deno.mkdir(join(folder, "taken.ipynb", "x"), { recursive: true });
    await rejects(writeNotebook(join(folder, "taken.ipynb"), await readNotebook(path)), /Cannot write a notebook/);
    deepStrictEqual([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), ["small.ipynb", "taken.ipynb"]);
  });
});
