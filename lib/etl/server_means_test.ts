import { deepStrictEqual } from "node:assert/strict";
import { tableOf } from "@lib/core/table.ts";
import { serverMeans } from "./server_means.ts";

Deno.test("serverMeans() leaves missing days out and knows the type of the servers that the inventory lists", () => {
  const panel = {
    servers: ["a", "b"],
    start: 0,
    days: 3,
    values: { cpu_p95: Float64Array.of(10, NaN, 30, NaN, NaN, NaN) },
  };
  deepStrictEqual(serverMeans(panel, tableOf({ server_id: ["a"], server_type: ["web"] })), [
    { server: "a", server_type: "web", cpu_p95: 20 },
    { server: "b", server_type: "unknown", cpu_p95: NaN },
  ]);
});
