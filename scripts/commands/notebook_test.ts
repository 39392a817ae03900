import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { notebookOf, textsOf, withNotebook } from "../notebook/fixture.ts";
import { canRun } from "../notebook/python.ts";

const CAPACITY = fileURLToPath(new URL("../capacity.ts", import.meta.url));

function capacity(...args: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", CAPACITY, "notebook", ...args],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function endOf(child: Deno.ChildProcess): Promise<{ code: number; text: string }> {
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}

Deno.test("notebook run shows progress, takes parameters and writes the copy", async () => {
  await withNotebook(notebookOf(["parameters", "const a = 1;"], "a + 1"), async (path, folder) => {
    const out = join(folder, "out.ipynb");
    const { code, text } = await endOf(capacity("run", path, "-p", "a=41", "--out", out));
    match(text, /^\[1\/2\] ok.*\n\[2\/2\] ok/m);
    strictEqual(code, 0);
    deepStrictEqual(await textsOf(out), ["", "", "=> 42"]);
  });
});

Deno.test("notebook run ends with 1 for a failed cell, with 2 for a wrong call", async () => {
  await withNotebook(notebookOf(["parameters", "const a = 1;"], "missing;"), async (path) => {
    const failed = await endOf(capacity("run", path));
    strictEqual(failed.code, 1);
    match(failed.text, /cell 2, line 1 to finish, got ReferenceError: missing is not defined\n {2}1 \| missing;/);
    const unknown = await endOf(capacity("run", path, "-p", "b=1"));
    strictEqual(unknown.code, 2);
    match(unknown.text, /^error: Cannot set parameter b: expected one of a, got "b" \(file small\.ipynb\)$/m);
    strictEqual((await endOf(capacity("run", path, "-p", "b"))).code, 2);
    strictEqual((await endOf(capacity("run", path, "--timeout", "soon"))).code, 2);
  });
});

for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
  Deno.test({
    name: `notebook run leaves no kernel and no file behind when ${signal} ends it`,
    ignore: Deno.build.os === "windows",
    async fn() {
      const slow =
        'Deno.writeTextFileSync("pid", String(Deno.pid)); await new Promise((end) => setTimeout(end, 60_000));';
      await withNotebook(notebookOf(slow), async (path, folder) => {
        const child = capacity("run", path, "--out", join(folder, "out.ipynb")), ended = endOf(child);
        const kernel = await until(() => Deno.readTextFileSync(join(folder, "pid")));
        child.kill(signal);
        strictEqual((await ended).code, signal === "SIGKILL" ? 137 : 130);
        await until(() => canRun("ps", ["-p", kernel]) ? "" : "gone");
        deepStrictEqual([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), ["pid", "small.ipynb"]);
      });
    },
  });
}

/** What a question answers once it neither throws nor says nothing. */
async function until(question: () => string): Promise<string> {
  for (const end = performance.now() + 20_000;;) {
    try {
      const answer = question();
      if (answer) return answer;
    } catch { /* not yet */ }
    if (performance.now() > end) throw new Error("waited for too long");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
