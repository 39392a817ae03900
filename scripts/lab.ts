/**
 * `deno task lab`: opens the notebooks in JupyterLab (or Notebook) on the kernel of this very Deno.
 *
 * `--setup-only` stops before the start, `--no-open` starts no browser, `--port N` chooses the port.
 */
import { NOTEBOOKS_FOLDER, PROJECT_ROOT } from "@lib/io/paths.ts";
import { Command } from "commander";
import { join } from "node:path";
import { exitCodeOf, wholeNumber } from "./command_line.ts";
import { findJupyter, installJupyter, type Jupyter } from "./notebook/jupyter.ts";
import { writeKernelspec } from "./notebook/kernelspec.ts";

interface LabFlags {
  readonly open: boolean;
  readonly port?: number;
  readonly setupOnly?: true;
}

const VENV = join(PROJECT_ROOT, ".venv");

async function lab(flags: LabFlags): Promise<void> {
  let jupyter = findJupyter(VENV);
  if (!jupyter) {
    console.error("No Jupyter found: making one in .venv (once, about a minute)");
    await installJupyter(VENV);
    jupyter = findJupyter(VENV);
  }
  if (!jupyter) throw new Error(`no Jupyter in ${VENV} after its installation`);
  const env = await writeKernelspec(join(PROJECT_ROOT, ".jupyter"));
  console.error(`Jupyter: ${[jupyter.program, ...jupyter.args].join(" ")}`);
  if (!flags.setupOnly) await serve(jupyter, flags, env);
}

/** Runs the server until it ends. Ctrl-C reaches it directly, and it asks back, so it is not ours to act on. */
async function serve(jupyter: Jupyter, { open, port }: LabFlags, env: Record<string, string>): Promise<void> {
  const args = [
    ...jupyter.args,
    NOTEBOOKS_FOLDER,
    ...open ? [] : ["--no-browser"],
    ...port ? [`--port=${port}`] : [],
    // Jupyter refuses the superuser, whom containers often have.
    ...Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--allow-root"] : [],
  ];
  const server = new Deno.Command(jupyter.program, { args, env, cwd: PROJECT_ROOT }).spawn();
  Deno.addSignalListener("SIGINT", () => {});
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => server.kill("SIGTERM"));
  Deno.exit((await server.status).code);
}

if (import.meta.main) {
  const command = new Command("lab")
    .description("Open the notebooks in Jupyter on the kernel of this Deno.")
    .option("--no-open", "start no browser")
    .option("--port <number>", "port of the server", wholeNumber(1))
    .option("--setup-only", "make everything ready and stop")
    .addHelpText("after", "\nExamples:\n  deno task lab\n  deno task lab --no-open --port 8890")
    .exitOverride()
    .action(lab);
  Deno.exit(await exitCodeOf(() => command.parseAsync(Deno.args, { from: "user" })));
}
