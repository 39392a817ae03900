import assert from "node:assert/strict";
import { progressText } from "./command_line.ts";

Deno.test("progressText() tells what is done, the rate and the time left", () => {
  assert.equal(
    progressText("generate", "servers", { done: 20_000, total: 100_000, seconds: 25 }),
    "generate: 20000 of 100000 servers, 800/s, 100.0 s left",
  );
  assert.equal(
    progressText("forecast", "", { done: 3, total: 12, seconds: 2 }),
    "forecast: 3 of 12, 1.5/s, 6.0 s left",
  );
  assert.equal(progressText("etl", "", { done: 0, total: 12, seconds: 0 }), "etl: 0 of 12");
});
