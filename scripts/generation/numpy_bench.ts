/** The generator beside the same work in vectorised numpy, in one run: the ratio is what counts. */
import { generateServers } from "@lib/generate/fleet.ts";
import { PROJECT_ROOT } from "@lib/io/paths.ts";
import { canRun, findPython, venvPython } from "../notebook/python.ts";

const NUMPY = "numpy==2.4.6";
/** An environment of the bench's own; not committed. */
const ENVIRONMENT = `${PROJECT_ROOT}/.venv-bench`;

/** A Python with numpy: one that is there, else one that is made now; nothing where that cannot be done. */
function pythonWithNumpy(): string | undefined {
  const found = findPython("numpy");
  if (found) return found;
  const [own = ""] = venvPython(ENVIRONMENT);
  const hasNumpy = (): boolean => canRun(own, ["-c", "import numpy"]);
  if (hasNumpy()) return own;
  console.error(`No Python with numpy found: installing ${NUMPY} into ${ENVIRONMENT}`);
  const python = findPython("venv");
  const isMade = python !== undefined && canRun(python, ["-m", "venv", ENVIRONMENT]) &&
    canRun(own, ["-m", "pip", "install", "--quiet", NUMPY]);
  return isMade && hasNumpy() ? own : undefined;
}

/** A Python process that makes a fleet for every line it is sent. */
function startNumpy(python: string): { fleet(): Promise<void> } {
  const child = new Deno.Command(python, {
    args: [`${PROJECT_ROOT}/scripts/generation/numpy_fleet.py`],
    stdin: "piped",
    stdout: "piped",
    // One thread, as the generator has.
    env: { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" },
  }).spawn();
  const input = child.stdin.getWriter();
  const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  globalThis.addEventListener("unload", () => child.kill());
  return {
    async fleet() {
      await input.write(new TextEncoder().encode("42\n"));
      for (let text = ""; !text.endsWith("\n");) {
        const { done, value } = await output.read();
        if (done) throw new Error("Cannot compare with numpy: its process has ended");
        text += value;
      }
    },
  };
}

const group = "120 servers x 1,461 days x 5 daily p95 from 21 million simulated values";

Deno.bench({ name: "the generator", group }, () => {
  for (const _ of generateServers()) { /* made and let go */ }
});

const python = pythonWithNumpy();
if (python === undefined) {
  console.error(`The comparison with numpy is skipped: no Python with numpy, and ${NUMPY} could not be installed`);
}
const numpy = python === undefined ? undefined : startNumpy(python);
Deno.bench(
  { name: "vectorised numpy", group, baseline: true, n: 5, warmup: 1, ignore: numpy === undefined },
  async () => {
    await numpy?.fleet();
  },
);
