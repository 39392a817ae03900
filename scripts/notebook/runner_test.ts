import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { CellError } from "./cell_error.ts";
import { notebookOf, textsOf, withNotebook } from "./fixture.ts";
import { startKernel } from "./kernel.ts";
import { readNotebook } from "./notebook_file.ts";
import { type CellEvent, runNotebook } from "./runner.ts";

const failure = (error: unknown): CellError => {
  ok(error instanceof CellError, String(error));
  return error;
};

Deno.test("runNotebook() puts every output under its own cell, merged, updated and without colours", async () => {
  const notebook = notebookOf(
    'console.log("a"); console.log("b"); console.error("c"); console.log("\\x1b[31mred\\x1b[0m"); 42',
    'await Deno.jupyter.display({ "text/plain": "first" }, { raw: true, display_id: "d" });',
    'await Deno.jupyter.display({ "text/plain": "second" }, { raw: true, display_id: "d", update: true });',
    'console.log("gone"); await Deno.jupyter.broadcast("clear_output", { wait: true }); console.log("stays");',
    "   ",
    "for (let i = 0; i < 200; i++) console.log(i);",
  );
  await withNotebook(notebook, async (path) => {
    const events: CellEvent[] = [];
    const { cells } = await runNotebook(path, { onCell: (event) => events.push(event) });
    const texts = await textsOf(path);
    deepStrictEqual(texts.slice(0, 5), ["a\nb\n|c\n|red\n|=> 42", "second", "", "stays\n", ""]);
    strictEqual(texts[5]?.split("\n").length, 201);
    deepStrictEqual(cells.map(({ status }) => status), ["ok", "ok", "ok", "ok", "empty", "ok"]);
    deepStrictEqual(events.slice(-2).map(({ cell, cells, status }) => [cell, cells, status]), [[6, 6, "started"], [
      6,
      6,
      "ok",
    ]]);
    const counts = (await readNotebook(path)).cells.map((cell) => "execution_count" in cell ? cell.execution_count : 0);
    deepStrictEqual(counts, [1, 2, 3, 4, null, 5]);
  });
});

Deno.test("runNotebook() gives an identical file when nothing has changed, whatever was in it", async () => {
  const notebook = notebookOf(
    ["parameters", "const servers = 12;"],
    'console.log("servers", servers); await Deno.jupyter.display({ "text/html": "<b>1\\n2</b>" }, { raw: true });',
    ["raises-exception", "function check() {\n  throw new RangeError('too many');\n}\ncheck();"],
  );
  await withNotebook(notebook, async (path) => {
    await runNotebook(path);
    const first = await Deno.readTextFile(path);
    const touched = JSON.parse(first);
    touched.cells[1].outputs = [];
    touched.cells[1].metadata = { execution: { "iopub.status.busy": "2024-01-01T00:00:00Z" } };
    await Deno.writeTextFile(path, JSON.stringify(touched));
    await runNotebook(path);
    strictEqual(await Deno.readTextFile(path), first);
    ok(!first.includes(Deno.cwd()) && !first.includes("<anonymous>:7"));
  });
});

Deno.test("runNotebook() names cell, source line and stack of an error, and leaves the notebook alone", async () => {
  const notebook = notebookOf(
    "1",
    "interface A {\n  x: number;\n}\n\nconst a: A = { x: 1 };\nfunction f(b: A) {\n  throw new TypeError('x is ' + b.x);\n}\nf(a);",
  );
  await withNotebook(notebook, async (path, folder) => {
    const before = await Deno.readTextFile(path), out = join(folder, "copy.ipynb");
    await rejects(runNotebook(path, { out }), (error) => {
      const { message, cell, line, kind } = failure(error);
      deepStrictEqual({ cell, line, kind }, { cell: 2, line: 7, kind: "input" });
      match(message, /^Cannot run small\.ipynb: expected cell 2, line 7 to finish, got TypeError: x is 1\n/);
      match(message, /7 \| {3}throw new TypeError/);
      match(message, /at f \(<anonymous>/);
      return true;
    });
    strictEqual(await Deno.readTextFile(path), before);
    deepStrictEqual(await textsOf(out), ["=> 1", "! TypeError: x is 1"]);
  });
});

Deno.test("runNotebook() goes on after errors when they are allowed, and puts the error behind the outputs", async () => {
  const logs = "for (let i = 0; i < 200; i++) console.log('line');";
  const notebook = notebookOf(`${logs} throw 'text';`, `${logs} throw new Error('boom');`, "'last'");
  await withNotebook(notebook, async (path) => {
    const { cells } = await runNotebook(path, { allowErrors: true });
    deepStrictEqual(cells.map(({ status }) => status), ["error", "error", "ok"]);
    const all = "line\n".repeat(200);
    deepStrictEqual(await textsOf(path), [`${all}|! Error: text`, `${all}|! Error: boom`, '=> "last"']);
  });
});

Deno.test("runNotebook() shows the errors that the kernel keeps to itself", async () => {
  const notebook = notebookOf("const a = 1;\nconst x = ;", 'import { y } from "./nowhere.ts";\ny', "a");
  await withNotebook(notebook, async (path) => {
    const { cells } = await runNotebook(path, { allowErrors: true });
    deepStrictEqual(cells.map(({ error }) => error?.line), [2, 1, 1]);
    const [syntax, missing, undeclared] = await textsOf(path);
    match(syntax!, /^! Error: SyntaxError: Expression expected$/);
    match(missing!, /^! TypeError: Module not found "nowhere\.ts"/);
    match(undeclared!, /ReferenceError: a is not defined/);
  });
});

Deno.test("runNotebook() injects parameters, which are not counted as a cell", async () => {
  const notebook = notebookOf(
    ["parameters", 'const servers = 12;\nconst start = "2024-01-01";'],
    "[servers, start].join()",
    "throw 1",
  );
  await withNotebook(notebook, async (path, folder) => {
    const parameters = { servers: "40", start: "2025-01-01" }, out = join(folder, "out", "copy.ipynb");
    await rejects(runNotebook(path, { parameters, out }), (error) => failure(error).cell === 3);
    deepStrictEqual((await textsOf(out)).slice(2), ['=> "40,2025-01-01"', "! Error: 1"]);
    await rejects(runNotebook(path, { parameters: { severs: 40 } }), /one of servers, start, got "severs"/);
  });
});

Deno.test("runNotebook() reports a cell that ends the kernel, or works for too long", async () => {
  await withNotebook(notebookOf("1", "Deno.exit(3)"), async (path) => {
    await rejects(
      runNotebook(path),
      /expected cell 2 to finish, got the end of the kernel \(the kernel ended with code 3/,
    );
  });
  await withNotebook(
    notebookOf("const hoard = [];\nfor (;;) hoard.push(new Array(1000).fill(0.5));"),
    async (path, folder) => {
      await using kernel = await startKernel({ cwd: folder, env: { DENO_V8_FLAGS: "--max-old-space-size=200" } });
      await rejects(
        runNotebook(path, { kernel }),
        /cell 1 to finish, got the end of the kernel \(the kernel ran out of memory\)/,
      );
    },
  );
  await withNotebook(notebookOf("while (true) {}"), async (path) => {
    await rejects(runNotebook(path, { timeoutSeconds: 0.3 }), /expected cell 1 to finish, got more than 0.3 s of work/);
  });
});

Deno.test("runNotebook() can be stopped: the kernel ends and nothing is left", async () => {
  await withNotebook(
    notebookOf("await new Promise((resolve) => setTimeout(resolve, 60_000))"),
    async (path, folder) => {
      const before = await Deno.readTextFile(path), stop = new AbortController();
      const kernel = await startKernel({ cwd: folder });
      setTimeout(() => stop.abort(new Error("stopped")), 200);
      const run = runNotebook(path, { kernel, signal: stop.signal, out: join(folder, "copy.ipynb") });
      await rejects(run, /^Error: stopped$/);
      await rejects(kernel.death);
      strictEqual(await Deno.readTextFile(path), before);
      deepStrictEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["small.ipynb"]);
    },
  );
});

Deno.test("runNotebook() runs twice in one kernel when that is given", async () => {
  await withNotebook(
    notebookOf(["parameters", "const a = 1;"], "class B {}\nconst b = a + 1;\nb"),
    async (path, folder) => {
      await using kernel = await startKernel({ cwd: folder });
      await runNotebook(path, { kernel });
      await runNotebook(path, { kernel, parameters: { a: 5 } });
      deepStrictEqual(await textsOf(path), ["", "", "=> 6"]);
    },
  );
});
