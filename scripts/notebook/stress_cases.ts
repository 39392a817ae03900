/** What the kernel is put through: cells whose every output says which cell it belongs to. */
import { type CodeCell, codeCells, type Notebook } from "./notebook_file.ts";
import { notebookOf } from "./fixture.ts";

/** A kind of cell that a kernel may lose outputs of. */
export interface StressCase {
  readonly name: string;
  /** How many such cells follow one another. */
  readonly cells: number;
  /** How many outputs (or lines) each has. */
  readonly outputs: number;
  /** Code of a cell that puts its mark into every output. */
  code(mark: string): string;
}

const logs = (mark: string): string => `for (let i = 0; i < 200; i++) console.log("${mark}");`;
const display = (text: string): string => `await Deno.jupyter.display({ "text/plain": ${text} }, { raw: true });`;

/** The cases that a pinned Deno has to pass. */
export const STRESS_CASES: readonly StressCase[] = [
  { name: "200 log lines", cells: 40, outputs: 200, code: logs },
  {
    name: "20 displays and a result",
    cells: 60,
    outputs: 21,
    code: (mark) => `for (let i = 0; i < 20; i++) ${display(`"${mark}"`)}\n"${mark}";`,
  },
  { name: "one expression", cells: 400, outputs: 1, code: (mark) => `"${mark}";` },
  { name: "1 MB", cells: 20, outputs: 1, code: (mark) => display(`"${mark}" + "x".repeat(1e6)`) },
  {
    name: "200 log lines, an Error",
    cells: 20,
    outputs: 201,
    code: (mark) => `${logs(mark)}\nthrow new Error("${mark}");`,
  },
  { name: "200 log lines, a thrown text", cells: 20, outputs: 201, code: (mark) => `${logs(mark)}\nthrow "${mark}";` },
];

/** A notebook of one case behind an imports cell, in which the fence is imported or not. */
export function stressNotebook(stress: StressCase, fence: boolean): Notebook {
  const marked = Array.from({ length: stress.cells }, (_, i) => stress.code(markOf(i)));
  return notebookOf(fence ? 'import "@lib/notebook/fence.ts";' : "void 0;", ...marked);
}

/** What came of a case. */
export interface StressResult {
  readonly cells: number;
  /** Outputs that were to come. */
  readonly wanted: number;
  /** Outputs that are not under their cell. */
  readonly lost: number;
  /** Outputs under a cell that they do not belong to. */
  readonly misplaced: number;
}

/** Counts what of an executed notebook is where it belongs. */
export function judge(stress: StressCase, executed: Notebook): StressResult {
  let lost = 0, misplaced = 0;
  for (const [i, cell] of codeCells(executed).slice(1).entries()) {
    const texts = textsOf(cell), own = texts.filter((text) => text.includes(markOf(i))).length;
    lost += Math.max(0, stress.outputs - own);
    misplaced += texts.length - own;
  }
  return { cells: stress.cells, wanted: stress.cells * stress.outputs, lost, misplaced };
}

/** A mark that is no part of another. */
function markOf(cell: number): string {
  return `<${cell}>`;
}

function textsOf(cell: CodeCell): string[] {
  return cell.outputs.flatMap((output) => {
    if (output.output_type === "stream") return output.text.split("\n").filter((line) => line !== "");
    return output.output_type === "error" ? [output.evalue] : [String(output.data["text/plain"])];
  });
}
