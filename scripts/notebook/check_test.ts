import { match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { checkNotebooks, describeFinding } from "./check.ts";
import { notebookOf } from "./fixture.ts";
import { codeCells, formatNotebook, type Notebook } from "./notebook_file.ts";

/** Checks notebooks in a folder inside the project, where imports and rules are the project's. */
async function check(...notebooks: Notebook[]): Promise<string[]> {
  const folder = await Deno.makeTempDir({ dir: "notebooks", prefix: ".check_test_" });
  try {
    const paths = notebooks.map((_, i) => join(folder, `0${i + 1}.ipynb`));
    await Promise.all(paths.map((path, i) => Deno.writeTextFile(path, formatNotebook(notebooks[i]!))));
    const findings = await checkNotebooks(paths);
    strictEqual([...Deno.readDirSync(folder)].length, notebooks.length, "a temporary file was left");
    return findings.map(describeFinding);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const PARAMETERS = ["parameters", "const servers = 12;"] as const;

Deno.test("checkNotebooks() names notebook, cell and line of what is wrong, and passes over what is sound", async () => {
  const sound = notebookOf(
    PARAMETERS,
    'import { dayOf } from "@lib/core/day.ts";',
    'const day = dayOf("2024-01-01");',
    "[day, servers].join();",
    "await Deno.jupyter.display(day);",
  );
  const wrong = notebookOf(
    PARAMETERS,
    'import { noSuchThing } from "@lib/core/day.ts";',
    "const a = 1;\nconst b: string = a;",
    "var c = 3;",
    "const d = 3;\nconst e   = 4",
  );
  const error = { output_type: "error", ename: "TypeError", evalue: "x" } as const;
  const house = notebookOf(PARAMETERS, PARAMETERS, "Math.abs(1);", ["raises-exception", "Math.abs(2);"]);
  for (const cell of codeCells(house).slice(2)) cell.outputs.push({ ...error, traceback: [] });
  const findings = await check(sound, wrong, house);
  const expected = [
    /^02\.ipynb, cell 2, line 1: .*noSuchThing.*\(TS2305\)$/,
    /^02\.ipynb, cell 3, line 2: Type 'number' is not assignable to type 'string'\. \(TS2322\)$/,
    /^02\.ipynb, cell 4, line 1: .*\(no-var\)$/,
    /^02\.ipynb, cell 5, line 2: expected formatted code; deno fmt mends it$/,
    /^03\.ipynb: expected exactly one cell tagged "parameters", got 2$/,
    /^03\.ipynb, cell 1, line 1: .*redeclare.*servers/,
    /^03\.ipynb, cell 2, line 1: .*redeclare.*servers/,
    /^03\.ipynb, cell 2, line 1: .*\(no-redeclare\)$/,
    /^03\.ipynb, cell 3: expected no saved error, got TypeError: x$/,
  ];
  for (const [i, pattern] of expected.entries()) match(findings[i] ?? "", pattern);
  strictEqual(findings.length, expected.length, findings.join("\n"));
});

Deno.test("checkNotebooks() shows the syntax error that the kernel would hide", async () => {
  const findings = await check(notebookOf(PARAMETERS, "const a = 1;", "const b = 2;\nconst c = ;"));
  match(findings.join("\n"), /^01\.ipynb, cell 3, line 2: .*Expression expected/m);
});
