/** Python as a rival of the benches: one that has the packages, else an environment that is made for them. */
import { PROJECT_ROOT } from "@lib/io/paths.ts";
import { canRun, findPython, venvPython } from "./notebook/python.ts";

/** The packages that benches compare with. */
const PINNED = { numpy: "numpy==2.4.6", pandas: "pandas==3.1.1" } as const;
/** An environment of the benches' own; not committed. */
const ENVIRONMENT = `${PROJECT_ROOT}/.venv-bench`;

/** A Python with the packages: one that is there, else one that is made now; nothing where that cannot be done. */
export function benchPython(...packages: readonly (keyof typeof PINNED)[]): string | undefined {
  const found = findPython(...packages);
  if (found) return found;
  const [own = ""] = venvPython(ENVIRONMENT);
  const isReady = (): boolean => canRun(own, ["-c", packages.map((name) => `import ${name}`).join("\n")]);
  if (isReady()) return own;
  const pinned = packages.map((name) => PINNED[name]);
  console.error(`No Python with ${packages.join(" and ")} found: installing ${pinned.join(", ")} into ${ENVIRONMENT}`);
  const python = findPython("venv");
  const isMade = python !== undefined && (canRun(own, ["--version"]) || canRun(python, ["-m", "venv", ENVIRONMENT])) &&
    canRun(own, ["-m", "pip", "install", "--quiet", ...pinned]);
  if (isMade && isReady()) return own;
  console.error(`The comparison is skipped: ${pinned.join(", ")} could not be installed`);
  return undefined;
}

/** A Python program that answers each line that it is sent with a line. */
export class PythonRival {
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #output: ReadableStreamDefaultReader<string>;

  /**
   * Starts the program; it ends with this process.
   *
   * @param python The interpreter.
   * @param file Path of the program.
   */
  constructor(python: string, file: string, ...args: readonly string[]) {
    const child = new Deno.Command(python, {
      args: [file, ...args],
      stdin: "piped",
      stdout: "piped",
      // One thread, as what it is compared with has.
      env: { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" },
    }).spawn();
    globalThis.addEventListener("unload", () => child.kill());
    this.#input = child.stdin.getWriter();
    this.#output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** Sends a line and waits for the answer. */
  async ask(line: string): Promise<string> {
    await this.#input.write(new TextEncoder().encode(`${line}\n`));
    let answer = "";
    while (!answer.endsWith("\n")) {
      const { done, value } = await this.#output.read();
      if (done) throw new Error("Cannot compare: the Python program has ended");
      answer += value;
    }
    return answer.trimEnd();
  }
}
