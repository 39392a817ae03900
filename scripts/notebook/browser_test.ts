import { PROJECT_ROOT } from "@lib/io/paths.ts";
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { findChromium, openBrowser } from "./browser.ts";
import { notebookOf } from "./fixture.ts";
import { findJupyter } from "./jupyter.ts";
import { startJupyterServer } from "./jupyter_server.ts";
import { formatNotebook, type Notebook, type Output, parseNotebook } from "./notebook_file.ts";

/** JupyterLab's application, as far as the test uses it. */
interface LabWindow {
  jupyterapp: {
    commands: { execute(id: string): Promise<unknown> };
    shell: {
      currentWidget: {
        context: { model: { toJSON(): Notebook }; sessionContext: { session: { kernel: { status: string } } | null } };
        content: { activeCellIndex: number };
      } | null;
    };
  };
}
declare const window: LabWindow;

const LOG_CELLS = 8;
const logs = (mark: string): string => `for (let i = 0; i < 200; i++) console.log("${mark}", i);`;
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaP7/HwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

const NOTEBOOK = notebookOf(
  'import "@lib/notebook/fence.ts";\nimport { checkpoint } from "@lib/notebook/interrupt.ts";\nvoid 0;',
  ...Array.from({ length: LOG_CELLS }, (_, i) => logs(`log ${i}`)),
  `${logs("before the error")}\nthrow new RangeError("on purpose");`,
  '"after the error"',
  `await Deno.jupyter.broadcast("display_data", {
  data: { "image/png": "${PNG}", "text/plain": "[chart]" },
  metadata: { "image/png": { width: 160, height: 160 } },
  transient: {},
});`,
);

const jupyter = findJupyter(join(PROJECT_ROOT, ".venv")), isLab = jupyter?.args.includes("lab");
const chromium = findChromium();
const missing = [...isLab ? [] : ["JupyterLab"], ...chromium ? [] : ["Chromium"]].join(" and ");

Deno.test({
  name: `JupyterLab shows every output under its own cell, and its Interrupt keeps the kernel${
    missing && ` (needs ${missing})`
  }`,
  ignore: missing !== "",
  // The browser keeps timers and pipes until its process is gone.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    // Inside the project, where the kernel finds @lib; not hidden, as Jupyter serves no hidden folders.
    const reports = join(PROJECT_ROOT, "reports");
    await Deno.mkdir(reports, { recursive: true });
    const folder = await Deno.makeTempDir({ dir: reports, prefix: "browser-test-" });
    const own = await Deno.makeTempDir({ prefix: "jupyter-" });
    try {
      const notebook = {
        ...NOTEBOOK,
        metadata: { kernelspec: { name: "deno", display_name: "Deno", language: "typescript" } },
      };
      await Deno.writeTextFile(join(folder, "small.ipynb"), formatNotebook(notebook));
      await using server = await startJupyterServer(jupyter!, folder, own);
      await using browser = await openBrowser(chromium!, join(own, "profile"));
      const page = await browser.newPage();
      await openNotebook(page, `${server.url}/lab/tree/small.ipynb?reset`);
      await execute(page, "notebook:run-all-cells");
      await waitForIdle(page, NOTEBOOK.cells.length);
      checkOutputs(await outputsOf(page));
      await keepScreenshot(page, own);
      await interruptWork(page);
    } finally {
      await Deno.remove(folder, { recursive: true });
      await Deno.remove(own, { recursive: true }).catch(() => {});
    }
  },
});

async function openNotebook(page: Page, url: string): Promise<void> {
  await page.goto(url, { timeout: 60_000 });
  await page.waitForFunction(
    () => window.jupyterapp?.shell.currentWidget?.context?.sessionContext.session?.kernel?.status === "idle",
    undefined,
    { timeout: 60_000 },
  );
}

/** Waits until the last cell has been executed; the kernel works them off in order. */
async function waitForIdle(page: Page, cells: number): Promise<void> {
  await page.waitForFunction(
    (count) => {
      const { context } = window.jupyterapp.shell.currentWidget!;
      const last = context.model.toJSON().cells.at(-1);
      return last?.cell_type === "code" && (last.execution_count ?? 0) >= count &&
        context.sessionContext.session?.kernel?.status === "idle";
    },
    cells,
    { timeout: 60_000 },
  );
}

async function execute(page: Page, command: string): Promise<void> {
  await page.evaluate((id) => void window.jupyterapp.commands.execute(id), command);
}

async function outputsOf(page: Page): Promise<Output[][]> {
  const json = await page.evaluate(() => JSON.stringify(window.jupyterapp.shell.currentWidget!.context.model.toJSON()));
  return parseNotebook(json).cells.map((cell) => cell.cell_type === "code" ? cell.outputs : []);
}

function checkOutputs(outputs: Output[][]): void {
  const lines = (cell: number): string[] =>
    (outputs[cell] ?? []).flatMap((output) => output.output_type === "stream" ? output.text.trimEnd().split("\n") : []);
  deepStrictEqual(outputs[0], []);
  for (let i = 0; i < LOG_CELLS; i++) {
    deepStrictEqual(lines(i + 1), Array.from({ length: 200 }, (_, j) => `log ${i} ${j}`), `cell ${i + 2}`);
  }
  strictEqual(lines(LOG_CELLS + 1).length, 200);
  const error = outputs[LOG_CELLS + 1]?.at(-1);
  ok(error?.output_type === "error");
  strictEqual(error.evalue, "on purpose");
  const [result] = outputs[LOG_CELLS + 2] ?? [];
  ok(result?.output_type === "execute_result");
  match(String(result.data["text/plain"]), /after the error/);
  const [image] = outputs[LOG_CELLS + 3] ?? [];
  ok(image?.output_type === "display_data" && "image/png" in image.data);
}

/** CAPACITY_SCREENSHOTS names a folder in which the picture is kept. */
async function keepScreenshot(page: Page, temporary: string): Promise<void> {
  await page.locator(".jp-OutputArea img").last().scrollIntoViewIfNeeded();
  const size = await page.locator(".jp-OutputArea img").last().boundingBox();
  deepStrictEqual([size?.width, size?.height], [160, 160]);
  const folder = Deno.env.get("CAPACITY_SCREENSHOTS") ?? temporary;
  await Deno.mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, "jupyterlab.png") });
}

/** The Interrupt button ends work that has checkpoints; a variable from before is still there afterwards. */
async function interruptWork(page: Page): Promise<void> {
  const run = async (source: string): Promise<void> => {
    await execute(page, "notebook:insert-cell-below");
    await page.locator(".jp-Notebook .jp-Cell.jp-mod-active .cm-content").fill(source);
    await execute(page, "notebook:run-cell");
  };
  await run("const kept = 42;\nfor (;;) await checkpoint();");
  await page.waitForTimeout(500);
  await execute(page, "notebook:interrupt-kernel");
  await page.waitForFunction(() =>
    window.jupyterapp.shell.currentWidget!.context.sessionContext.session?.kernel?.status === "idle"
  );
  await run("kept;");
  await waitForIdle(page, NOTEBOOK.cells.length + 2);
  const [interrupted, kept] = (await outputsOf(page)).slice(-2);
  strictEqual(interrupted?.[0]?.output_type === "error" && interrupted[0].ename, "Interrupted");
  strictEqual(kept?.[0]?.output_type === "execute_result" && kept[0].data["text/plain"], "42");
}
