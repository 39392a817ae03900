/** Small notebooks for tests, made on the spot. */
import { join } from "node:path";
import { type CodeCell, formatNotebook, type Notebook, readNotebook } from "./notebook_file.ts";

/** A notebook of code cells; a pair gives a cell its tag. */
export function notebookOf(...sources: (string | readonly [tag: string, source: string])[]): Notebook {
  const cells = sources.map((given, i): CodeCell => {
    const [tags, source] = typeof given === "string" ? [undefined, given] : [[given[0]], given[1]];
    return {
      cell_type: "code",
      id: `c${i + 1}`,
      metadata: tags ? { tags } : {},
      source,
      execution_count: null,
      outputs: [],
    };
  });
  return { cells, metadata: { language_info: { name: "typescript" } }, nbformat: 4, nbformat_minor: 5 };
}

/** Calls the test with the path of a notebook in a folder of its own, which goes afterwards. */
export async function withNotebook(
  notebook: Notebook,
  test: (path: string, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "notebook-" }), path = join(folder, "small.ipynb");
  try {
    await Deno.writeTextFile(path, formatNotebook(notebook));
    await test(path, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The text outputs of every code cell, one string a cell; results after `=>`, errors after `!`. */
export async function textsOf(path: string): Promise<string[]> {
  const { cells } = await readNotebook(path);
  return cells.filter((cell) => cell.cell_type === "code").map((cell) =>
    cell.outputs.map((output) => {
      if (output.output_type === "stream") return output.text;
      if (output.output_type === "error") return `! ${output.ename}: ${output.evalue}`;
      return `${output.output_type === "execute_result" ? "=> " : ""}${output.data["text/plain"]}`;
    }).join("|")
  );
}
