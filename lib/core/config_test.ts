import assert from "node:assert/strict";
import { parse } from "yaml";
import { parseConfig } from "./config.ts";
import { CapacityError } from "./errors.ts";

Deno.test("data/fleet.yaml states exactly the defaults", async () => {
  const stated = parse(await Deno.readTextFile(new URL("../../data/fleet.yaml", import.meta.url)));
  assert.deepEqual(stated, parseConfig(undefined));
});

for (
  const [what, value, problem] of [
    ["no servers", { fleet: { servers: 0 } }, /fleet\.servers/],
    ["an unknown key", { flet: {} }, /flet/],
    ["a threshold of 0", { risk: { thresholds: { cpu_p95: 0 } } }, /risk\.thresholds\.cpu_p95/],
    ["a date that does not exist", { fleet: { end: "2025-02-30" } }, /fleet\.end/],
    ["an end before the start", { fleet: { start: "2025-01-02", end: "2025-01-01" } }, /on or after 2025-01-02/],
  ] as const
) {
  Deno.test(`parseConfig() refuses ${what}`, () => {
    assert.throws(
      () => parseConfig(value, "my.yaml"),
      (error) => error instanceof CapacityError && problem.test(error.message) && /my\.yaml/.test(error.message),
    );
  });
}
