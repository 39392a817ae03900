import { strictEqual } from "node:assert/strict";
import { checkpoint, interruptSignal } from "./interrupt.ts";

Deno.test("checkpoint() lets timers have their turn", async () => {
  let turned = false;
  setTimeout(() => turned = true, 0);
  for (const end = performance.now() + 200; !turned && performance.now() < end;) await checkpoint();
  strictEqual(turned, true);
});

Deno.test("outside a kernel the interrupt signal is not raised, and a checkpoint passes", async () => {
  strictEqual(interruptSignal().aborted, false);
  await checkpoint();
});
