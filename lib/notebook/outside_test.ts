import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { inKernel, publish } from "./outside.ts";

Deno.test("publish() does nothing outside a kernel", async () => {
  strictEqual(inKernel(), false);
  await publish({ "text/plain": "x" });
});

Deno.test("publish() sends a display, or the update of a named one", async () => {
  const sent: unknown[] = [];
  const host = Deno as unknown as { jupyter: unknown };
  host.jupyter = { broadcast: (...message: unknown[]) => Promise.resolve(void sent.push(message)) };
  try {
    strictEqual(inKernel(), true);
    await publish({ "text/plain": "a" }, { metadata: { "text/plain": {} } });
    await publish({ "text/plain": "b" }, { displayId: "bar", update: true });
  } finally {
    host.jupyter = undefined;
  }
  deepStrictEqual(sent, [
    ["display_data", { data: { "text/plain": "a" }, metadata: { "text/plain": {} }, transient: {} }],
    ["update_display_data", { data: { "text/plain": "b" }, metadata: {}, transient: { display_id: "bar" } }],
  ]);
});
