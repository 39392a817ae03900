import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { findJupyter, installJupyter, JUPYTER_PACKAGES, type Programs } from "./jupyter.ts";
import { venvPython } from "./python.ts";

/** A machine on which only command lines that match will run. */
function machine(...works: RegExp[]): Programs & { ran: string[] } {
  const ran: string[] = [], can = (line: string) => works.some((pattern) => pattern.test(line));
  return {
    ran,
    canRun: (program, args) => can([program, ...args].join(" ")),
    run: (program, args) => {
      ran.push([program, ...args].join(" "));
      return Promise.resolve(can(ran.at(-1)!));
    },
  };
}

Deno.test("findJupyter() prefers the project's own, then JupyterLab, then Notebook", () => {
  const [python] = venvPython(".venv");
  deepStrictEqual(findJupyter(".venv", machine(/./)), { program: python, args: ["-m", "jupyter", "lab"] });
  deepStrictEqual(findJupyter(".venv", machine(/^jupyter /)), { program: "jupyter", args: ["lab"] });
  deepStrictEqual(findJupyter(".venv", machine(/^jupyter notebook/)), { program: "jupyter", args: ["notebook"] });
  strictEqual(findJupyter(".venv", machine()), undefined);
});

Deno.test("installJupyter() makes a virtual environment with pinned packages", async () => {
  const programs = machine(/./);
  await installJupyter(".venv", programs);
  strictEqual(programs.ran[0], "python3 -m venv .venv");
  strictEqual(programs.ran[1]?.endsWith(JUPYTER_PACKAGES.join(" ")), true);
});

Deno.test("installJupyter() says what to install where it cannot", async () => {
  await rejects(
    installJupyter(".venv", machine()),
    /expected Python 3\.10 or later, got none on PATH; Debian.*apt-get install python3/,
  );
  await rejects(installJupyter(".venv", machine(/version_info/)), /venv and pip.*apt-get install python3-venv$/);
  await rejects(installJupyter(".venv", machine(/ -c /)), /try python3 -m venv .venv yourself/);
  await rejects(
    installJupyter(".venv", machine(/ -c |venv .venv$/)),
    /expected pip to install JupyterLab.*try .*jupyterlab==/,
  );
});
