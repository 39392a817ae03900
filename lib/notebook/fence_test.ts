import { strictEqual } from "node:assert/strict";
import { kernelInternals, onCellEnd } from "./fence.ts";

// What it does inside a kernel is tested there: scripts/notebook/fence_test.ts.
Deno.test("outside a kernel the fence does nothing", () => {
  strictEqual(kernelInternals(), undefined);
  strictEqual(Object.hasOwn(Error, Symbol.hasInstance), false);
  onCellEnd(() => {
    throw new Error("never called");
  });
});
