import assert from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { oracleOf } from "./oracle.ts";

const run = { servers: 12, start: "2024-01-01", end: "2024-12-31", seed: 9, profile: "enterprise" } as const;

Deno.test("oracleOf() knows the servers of its run, and no others", () => {
  const oracle = oracleOf(run), origin = dayOf("2024-09-30");
  const known = Array.from({ length: 12 }, (_, index) => `srv-${String(index + 1).padStart(6, "0")}`)
    .map((server) => oracle.expected(server, "mem_p95", origin, 30));
  assert.ok(known.filter((window) => window?.length === 30).length >= 6);
  assert.ok(known.every((window) => window === undefined || window.every((value) => value > 0 && value <= 100)));
  for (const stranger of ["srv-000013", "srv-000000", "web-1", "srv-12", ""]) {
    assert.equal(oracle.expected(stranger, "mem_p95", origin, 30), undefined, stranger);
  }
  assert.deepEqual(
    oracleOf(run).expected("srv-000003", "cpu_p95", origin, 5),
    oracle.expected("srv-000003", "cpu_p95", origin, 5),
  );
});
