import assert from "node:assert/strict";
import { sharesOf } from "./shares.ts";

Deno.test("sharesOf() reads the types that are named", () => {
  assert.deepEqual(sharesOf("web=.35,application=.4,database=.15,batch=.1"), {
    web: 0.35,
    application: 0.4,
    database: 0.15,
    batch: 0.1,
  });
  assert.deepEqual(sharesOf("batch = 1"), { batch: 1 });
});

for (
  const [text, message] of [
    ["web=.5,web=.5", /web again/],
    ["web=half,batch=.5", /share from 0 to 1 for web, got "half"/],
    ["web=-1,batch=2", /share from 0 to 1 for web/],
    ["web=,batch=1", /for web, got ""/],
    ["", /got ""/],
  ] as const
) {
  Deno.test(`sharesOf() refuses "${text}"`, () => {
    assert.throws(() => sharesOf(text), { name: "InvalidArgumentError", code: "commander.invalidArgument", message });
  });
}
