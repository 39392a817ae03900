import { ok, rejects, strictEqual, throws } from "node:assert/strict";
import { check, checks } from "./check.ts";
import { publishedBy } from "./fake_kernel.ts";

Deno.test("check() throws with name and detail when the condition fails", () => {
  check("keys are unique", true);
  throws(() => check("keys are unique", false, "2 repeated"), /^Error: Check failed: keys are unique \(2 repeated\)$/);
});

Deno.test("checks() shows all of them before it throws", async () => {
  const outputs = await publishedBy(() =>
    rejects(checks([["rows", true, "120"], ["coverage", false, "0.61"]]), /1 of 2 checks failed: coverage \(0.61\)/)
  );
  strictEqual(outputs.length, 1);
  ok(outputs[0]?.data["text/plain"]?.includes("✗  coverage"));
});
