import { ok, strictEqual } from "node:assert/strict";
import { publishedBy } from "./fake_kernel.ts";
import { progress } from "./progress.ts";

Deno.test("progress() is silent outside a kernel", async () => {
  const fits = progress(2, "fits");
  await fits.tick();
  await fits.done();
});

Deno.test("progress(): one output, seldom updated, ends in a line without timings", async () => {
  const outputs = await publishedBy(async () => {
    const fits = progress(1000, "fits");
    for (let fit = 0; fit < 1000; fit++) await fits.tick();
    await fits.done();
  });
  strictEqual(outputs[0]?.type, "display_data");
  ok(outputs.slice(1).every(({ type }) => type === "update_display_data"));
  ok(outputs.length < 100, `${outputs.length} outputs for 1,000 ticks`);
  strictEqual(new Set(outputs.map(({ transient }) => transient.display_id)).size, 1);
  strictEqual(outputs.at(-1)?.data["text/plain"], "fits: 1000 of 1000");
});

Deno.test("progress(): nothing to do still ends", async () => {
  const [output] = await publishedBy(() => progress(0, "fits").done("no fits"));
  strictEqual(output?.data["text/plain"], "no fits");
});
