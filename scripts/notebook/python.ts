/** Finding a Python that has what a test or the lab needs; none is needed for anything else. */

/** Where a Python may be, in the order of preference. */
function candidates(): string[] {
  const given = Deno.env.get("CAPACITY_PYTHON");
  return [...given ? [given] : [], ...venvPython(".venv"), "python3", "python"];
}

/** The interpreter of a virtual environment, by the folder names of the systems. */
export function venvPython(folder: string): string[] {
  return Deno.build.os === "windows" ? [`${folder}\\Scripts\\python.exe`] : [`${folder}/bin/python`];
}

/**
 * The first Python that can import the modules.
 *
 * It is CAPACITY_PYTHON, else the one in .venv, else the one on PATH; nothing when none of them has the modules.
 */
export function findPython(...modules: string[]): string | undefined {
  return candidates().find((python) => canRun(python, ["-c", modules.map((name) => `import ${name}`).join("\n")]));
}

/** Whether a program is there and ends well. */
export function canRun(program: string, args: string[]): boolean {
  try {
    return new Deno.Command(program, { args, stdin: "null", stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
}
