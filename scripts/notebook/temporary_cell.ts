/** Code of a notebook as a file for Deno's own tools, which know no notebooks. It lies beside the notebook so that imports resolve. */
import { join } from "node:path";

/** A file that goes when it is disposed of. */
export interface TemporaryCellFile extends AsyncDisposable {
  readonly path: string;
  readonly name: string;
}

let made = 0;

/** Writes code to a new file in a folder; the name is git-ignored and unique to this process. */
export async function temporaryCellFile(folder: string, code: string): Promise<TemporaryCellFile> {
  const name = `.nbcheck_${Deno.pid}_${++made}.ts`, path = join(folder, name);
  await Deno.writeTextFile(path, code);
  return { path, name, [Symbol.asyncDispose]: () => Deno.remove(path) };
}
