/**
 * Whether the kernel keeps every output under its cell, through our runner and through Python's nbclient.
 *
 * `deno run -A scripts/notebook/stress.ts [--python PATH] [--without-fence]`; exit code 1 when anything is lost or misplaced.
 */
import { NOTEBOOKS_FOLDER } from "@lib/io/paths.ts";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { KERNEL_NAME, writeKernelspec } from "./kernelspec.ts";
import { formatNotebook, readNotebook } from "./notebook_file.ts";
import { findPython } from "./python.ts";
import { runNotebook } from "./runner.ts";
import { judge, STRESS_CASES, type StressCase, stressNotebook, type StressResult } from "./stress_cases.ts";

/** A case's result with the wall time of its notebook. */
export interface TimedResult extends StressResult {
  readonly name: string;
  readonly secondsPerCell: number;
}

/** Executes the notebook at a path, in place. */
type Execute = (path: string, folder: string) => Promise<void>;

/** Puts the cases through our runner, whose own fence is the one that counts. */
export function stressRunner(): Promise<TimedResult[]> {
  return stressAll(true, async (path) => {
    await runNotebook(path, { cwd: NOTEBOOKS_FOLDER, allowErrors: true });
  });
}

/**
 * Puts the cases through nbclient, as Jupyter's tools run notebooks.
 *
 * @param python A Python that has nbclient.
 * @param fence Whether the notebooks import the fence.
 */
export function stressNbclient(python: string, fence: boolean): Promise<TimedResult[]> {
  return stressAll(fence, async (path, folder) => {
    const script = fileURLToPath(new URL("./stress_nbclient.py", import.meta.url));
    const { success, stderr } = await new Deno.Command(python, {
      args: [script, KERNEL_NAME, NOTEBOOKS_FOLDER, path],
      env: { ...await writeKernelspec(join(folder, "jupyter")), IPYTHONDIR: folder },
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
  });
}

async function stressAll(fence: boolean, execute: Execute): Promise<TimedResult[]> {
  const folder = await Deno.makeTempDir({ prefix: "stress-" }), results: TimedResult[] = [];
  try {
    for (const stress of STRESS_CASES) results.push(await stressOne(stress, fence, execute, folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return results;
}

async function stressOne(stress: StressCase, fence: boolean, execute: Execute, folder: string): Promise<TimedResult> {
  const path = join(folder, "stress.ipynb");
  await Deno.writeTextFile(path, formatNotebook(stressNotebook(stress, fence)));
  const start = performance.now();
  await execute(path, folder);
  const secondsPerCell = (performance.now() - start) / 1000 / stress.cells;
  return { name: stress.name, ...judge(stress, await readNotebook(path)), secondsPerCell };
}

/** The number of outputs that are not where they belong. */
export function faults(results: readonly StressResult[]): number {
  return results.reduce((sum, { lost, misplaced }) => sum + lost + misplaced, 0);
}

function print(through: string, results: readonly TimedResult[]): void {
  console.log(`\nDeno ${Deno.version.deno} through ${through}`);
  console.log(`${"case".padEnd(30)}${["cells", "wanted", "lost", "misplaced", "ms/cell"].map(column).join("")}`);
  for (const { name, cells, wanted, lost, misplaced, secondsPerCell } of results) {
    const numbers = [cells, wanted, lost, misplaced, (secondsPerCell * 1000).toFixed(1)];
    console.log(`${name.padEnd(30)}${numbers.map(column).join("")}`);
  }
}

function column(value: string | number): string {
  return String(value).padStart(11);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { python: { type: "string" }, "without-fence": { type: "boolean" } } });
  const python = values.python ?? findPython("nbclient"), fence = !values["without-fence"];
  const runner = await stressRunner();
  print("our runner", runner);
  const nbclient = python ? await stressNbclient(python, fence) : [];
  if (python) print(`nbclient, ${fence ? "with" : "without"} the fence`, nbclient);
  else console.log("\nno Python with nbclient: expected one as --python, CAPACITY_PYTHON, in .venv or on PATH");
  Deno.exit(faults([...runner, ...nbclient]) > 0 ? 1 : 0);
}
