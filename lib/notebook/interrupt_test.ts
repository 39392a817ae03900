import { rejects, strictEqual } from "node:assert/strict";
import { checkpoint, Interrupted, interruptSignal } from "./interrupt.ts";

Deno.test("checkpoint() lets timers have their turn", async () => {
  let turned = false;
  setTimeout(() => turned = true, 0);
  for (const end = performance.now() + 200; !turned && performance.now() < end;) await checkpoint();
  strictEqual(turned, true);
});

Deno.test("checkpoint() costs next to nothing in a tight loop", async () => {
  const start = performance.now();
  for (let i = 0; i < 10_000; i++) await checkpoint();
  strictEqual(performance.now() - start < 1000, true);
});

Deno.test("outside a kernel nothing takes the interrupt signal", async () => {
  strictEqual(interruptSignal().aborted, false);
  await checkpoint();
  await rejects(Promise.reject(new Interrupted("stopped")), { name: "Interrupted" });
});
