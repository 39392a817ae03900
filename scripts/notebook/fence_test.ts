import { NOTEBOOKS_FOLDER } from "@lib/io/paths.ts";
import { deepStrictEqual } from "node:assert/strict";
import { type Kernel, startKernel } from "./kernel.ts";

/** The lines that a cell has put out by the time its end is announced, without any fence but the notebook's own. */
async function linesInTime(kernel: Kernel, code: string): Promise<string[]> {
  const lines: string[] = [];
  kernel.onMessage(({ header, content }) => {
    if (header.msg_type === "stream") lines.push(...String(content.text).split("\n").slice(0, -1));
  });
  await kernel.execute(code);
  return [...lines];
}

Deno.test("with the fence all outputs come before the end of their cell, and errors are what they were", async () => {
  // Here the notebook's fence has to work, which runs of ours switch off.
  await using kernel = await startKernel({ cwd: NOTEBOOKS_FOLDER, env: { CAPACITY_FENCE: "on" } });
  const logs = "for (let i = 0; i < 300; i++) console.log(i);", all = Array.from({ length: 300 }, (_, i) => String(i));
  await kernel.execute('import "@lib/notebook/fence.ts"; void 0');
  // A second copy of the module must not put a fence around the fence.
  await kernel.execute('await import("../lib/notebook/fence.ts?again"); void 0');
  for (let round = 0; round < 5; round++) {
    deepStrictEqual(await linesInTime(kernel, logs), all);
    deepStrictEqual(await linesInTime(kernel, `${logs} throw new TypeError("x");`), all);
    deepStrictEqual(await linesInTime(kernel, `${logs} throw "x";`), all);
  }
  deepStrictEqual(
    await linesInTime(
      kernel,
      `class Own extends TypeError {}
      const own = new Own();
      console.log(own instanceof Own, own instanceof TypeError, own instanceof Error, own instanceof RangeError);
      console.log({} instanceof Error, null instanceof Error, Object.create(Error.prototype) instanceof Error);
      console.log(Object.keys(Error).includes("hasInstance"), Error.name);`,
    ),
    ["true true true false", "false false true", "false Error"],
  );
});
