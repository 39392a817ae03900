/** Finding Jupyter, or setting one up in the project's own folder. */
import { CapacityError } from "@lib/core/errors.ts";
import { canRun, venvPython } from "./python.ts";

/** What a missing Jupyter is made of: the versions that this project is tried with. */
export const JUPYTER_PACKAGES = ["jupyterlab==4.6.6", "nbclient==0.11.0"] as const;

/** A way to start Jupyter: the program and what comes before the folder. */
export interface Jupyter {
  readonly program: string;
  readonly args: readonly string[];
}

/** Other programs, as far as the set-up needs them. */
export interface Programs {
  /** Whether a program is there and ends well. */
  canRun(program: string, args: string[]): boolean;
  /** Runs a program with its output shown, and says whether it ended well. */
  run(program: string, args: string[]): Promise<boolean>;
}

/** The programs of this machine. */
export const MACHINE: Programs = {
  canRun,
  async run(program, args) {
    const child = new Deno.Command(program, { args, stdin: "null", stdout: "inherit", stderr: "inherit" }).spawn();
    return (await child.status).success;
  },
};

/** JupyterLab, else Notebook, in the project's virtual environment or on PATH. */
export function findJupyter(venv: string, programs: Programs = MACHINE): Jupyter | undefined {
  const ways = [...venvPython(venv).map((python) => [python, "-m", "jupyter"]), ["jupyter"]];
  for (const [program, ...args] of ways) {
    for (const app of ["lab", "notebook"]) {
      if (programs.canRun(program!, [...args, app, "--version"])) return { program: program!, args: [...args, app] };
    }
  }
  return undefined;
}

/**
 * Makes a virtual environment with JupyterLab in it.
 *
 * @throws {CapacityError} that says what to install when this machine cannot.
 */
export async function installJupyter(venv: string, programs: Programs = MACHINE): Promise<void> {
  const python = ["python3", "python"].find((name) =>
    programs.canRun(name, ["-c", "import sys; assert sys.version_info >= (3, 10)"])
  );
  if (!python) {
    throw cannot(
      "Python 3.10 or later",
      "none on PATH",
      "Debian, Ubuntu: apt-get install python3 python3-venv; others: python.org",
    );
  }
  if (!programs.canRun(python, ["-c", "import venv, ensurepip"])) {
    throw cannot("Python with venv and pip", `${python} without`, "Debian, Ubuntu: apt-get install python3-venv");
  }
  if (!await programs.run(python, ["-m", "venv", venv])) {
    throw cannot(
      "a virtual environment",
      "an error",
      `try ${python} -m venv ${venv} yourself; Debian, Ubuntu: apt-get install python3-venv`,
    );
  }
  const [venvProgram] = venvPython(venv);
  const install = ["-m", "pip", "install", "--disable-pip-version-check", "--quiet", ...JUPYTER_PACKAGES];
  if (!await programs.run(venvProgram!, install)) {
    throw cannot(
      "pip to install JupyterLab",
      "an error",
      `with a connection to a Python package index, try ${venvProgram} ${install.join(" ")}`,
    );
  }
}

function cannot(expected: string, got: string, remedy: string): CapacityError {
  return new CapacityError(`Cannot set up Jupyter: expected ${expected}, got ${got}`, { remedy });
}
