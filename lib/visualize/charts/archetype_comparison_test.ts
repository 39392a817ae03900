import { ok } from "node:assert/strict";
import { archetypeComparison } from "./archetype_comparison.ts";

const servers = [{ server_id: "a", server_type: "web" }, { server_id: "b", server_type: "batch" }];
const svgOf = (low: number, high: number) =>
  archetypeComparison({
    servers: ["a", "b"],
    start: 19_000,
    days: 30,
    values: { net_in_p95: Float64Array.from({ length: 60 }, (_, at) => at < 30 ? low : high + at) },
  }, servers).svg;

Deno.test("types that differ by orders of magnitude share a logarithmic scale", () => {
  ok(svgOf(0, 500).includes("Network in, Mbps, log scale"));
  ok(!svgOf(0, 500).includes("NaN"));
  ok(!svgOf(40, 500).includes("log scale"));
});
