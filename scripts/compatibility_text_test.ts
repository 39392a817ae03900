import { strictEqual } from "node:assert/strict";
import { compatibility } from "@lib/ingest/judge/compatibility.ts";
import { judgementLine } from "./compatibility_text.ts";

Deno.test("judgementLine() names the score and the three criteria that lost the most points", () => {
  const facts = {
    servers: 100,
    days: 30,
    stepSeconds: 300,
    metrics: ["cpu_p95"],
    scale: "absolute",
    completeness: 1,
    clock: "relative",
    licence: "own",
    access: "at hand",
  } as const;
  strictEqual(
    judgementLine(compatibility(facts)),
    "66 of 100 (duration 13 of 25: 30 days, of 730 for all points; " +
      "metrics 8 of 20: CPU; no memory, disk, network in, network out; " +
      "clock 0 of 10: dates only counted from a start: no weekdays, no holidays)",
  );
  strictEqual(judgementLine({ score: 100, points: [] }), "100 of 100");
});
