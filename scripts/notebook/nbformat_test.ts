import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { notebookOf, withNotebook } from "./fixture.ts";
import { findPython } from "./python.ts";
import { runNotebook } from "./runner.ts";

const python = findPython("nbformat");

/** Validates a notebook and stores it again; both by Python's own nbformat. */
const STORE_AGAIN = `
import sys, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
nbformat.write(notebook, sys.argv[1])
`;

Deno.test({
  name: `Python's nbformat finds executed notebooks valid and stores the same bytes${
    python ? "" : " (needs Python with nbformat)"
  }`,
  ignore: !python,
  async fn() {
    const notebook = notebookOf(
      ["parameters", "const servers = 12; // Zürich"],
      'console.log("a\\nb"); console.error("c"); [1.5, "é"]',
      `await Deno.jupyter.display({ "text/html": "<b>1</b>\\n<i>2</i>", "image/png": "iVBORw0KGgo=", "application/json": { b: 1, a: [] } }, { raw: true });`,
      ["raises-exception", 'throw new RangeError("too many")'],
      "",
    );
    notebook.cells.unshift({ cell_type: "markdown", id: "title", metadata: {}, source: "# Title\n\nText." });
    await withNotebook(notebook, async (path) => {
      await runNotebook(path, { parameters: { servers: 40 } });
      const ours = await Deno.readTextFile(path);
      const { stderr } = new Deno.Command(python!, { args: ["-c", STORE_AGAIN, path], stderr: "piped" }).outputSync();
      strictEqual(new TextDecoder().decode(stderr), "");
      deepStrictEqual(await Deno.readTextFile(path), ours);
    });
  },
});
