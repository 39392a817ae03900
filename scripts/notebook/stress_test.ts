import { deepStrictEqual } from "node:assert/strict";
import { notebookOf } from "./fixture.ts";
import { codeCells } from "./notebook_file.ts";
import { findPython } from "./python.ts";
import { faults, stressNbclient, stressRunner, type TimedResult } from "./stress.ts";
import { judge } from "./stress_cases.ts";

const python = findPython("nbclient");

function assertNothingLost(results: TimedResult[]): void {
  deepStrictEqual(results.filter((result) => faults([result]) > 0), []);
}

Deno.test("every output of the stress cells is under its cell after our runner", async () => {
  assertNothingLost(await stressRunner());
});

Deno.test({
  name: `every output of the stress cells is under its cell after nbclient${
    python ? "" : " (needs Python with nbclient)"
  }`,
  ignore: !python,
  fn: async () => assertNothingLost(await stressNbclient(python!, true)),
});

Deno.test("the judge counts what is lost and what is under the wrong cell", () => {
  const stress = { name: "two lines", cells: 3, outputs: 2, code: (mark: string) => mark };
  const executed = notebookOf("imports", "a", "b", "c");
  const texts = ["", "<0>\n<0>\n", "<1>\n", "<1>\n<2>\n<2>\n"];
  for (const [i, cell] of codeCells(executed).entries()) {
    if (texts[i]) cell.outputs.push({ output_type: "stream", name: "stdout", text: texts[i] });
  }
  deepStrictEqual(judge(stress, executed), { cells: 3, wanted: 6, lost: 1, misplaced: 1 });
});
