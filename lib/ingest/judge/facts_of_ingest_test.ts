import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { compatibility } from "./compatibility.ts";
import { factsOfIngest } from "./facts_of_ingest.ts";

const sampling = { stepSeconds: 300, days: 92, completeness: 0.96 };
const summary = {
  servers: ["a", "b"],
  isRealClock: false,
  metrics: [
    { metric: "net_in_mbps", unit: "counter of Mbps", readings: 9, empty: 0 },
    { metric: "mem_pct", unit: "share of the largest", readings: 9, empty: 0 },
    { metric: "cpu_pct", unit: "percent", readings: 9, empty: 1 },
    { metric: "threads", unit: "count", readings: 9, empty: 0 },
  ],
};

Deno.test("factsOfIngest(): metrics in our units count, counters by the unit of their rate, others do not", () => {
  const facts = factsOfIngest(summary, sampling);
  deepStrictEqual(facts.metrics, ["cpu_p95", "net_in_p95"]);
  strictEqual(facts.clock, "relative");
  deepStrictEqual([facts.servers, facts.licence, facts.access], [2, "own", "at hand"]);
});

Deno.test("factsOfIngest(): own files get the points of their licence, a public set its own", () => {
  const points = (index: number, ...of: Parameters<typeof factsOfIngest>) =>
    compatibility(factsOfIngest(...of)).points[index]!.points;
  strictEqual(points(6, summary, sampling), 5);
  strictEqual(points(6, summary, sampling, { licence: "research-only", access: "direct" }), 2);
});
