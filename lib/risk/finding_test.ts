import { strictEqual } from "node:assert/strict";
import { parseConfig } from "@lib/core/config.ts";
import { findingOf, type MetricOutlook } from "./finding.ts";
import { monthlyCost, savingOfOneSize } from "./money.ts";

const rules = parseConfig({}).risk;
const cpu = (peak: number, probability = 0): MetricOutlook => ({ metric: "cpu_p95", threshold: 80, peak, probability });
const memory = (peak: number, probability = 0): MetricOutlook => ({
  metric: "mem_p95",
  threshold: 85,
  peak,
  probability,
});

Deno.test("findingOf(): any metric that is likely to breach decides", () => {
  strictEqual(findingOf([cpu(20), memory(90, 0.5)], rules), "under-provisioned");
  strictEqual(findingOf([cpu(20), memory(80, 0.2)], rules), "at risk");
  strictEqual(findingOf([cpu(20, 0.19), memory(30)], rules), "over-provisioned");
});

Deno.test("findingOf(): too large only where half of the size would do", () => {
  strictEqual(findingOf([cpu(39), memory(42)], rules), "over-provisioned");
  strictEqual(findingOf([cpu(39), memory(43)], rules), "optimized");
  strictEqual(findingOf([cpu(41), memory(10)], rules), "optimized");
  strictEqual(findingOf([cpu(4), memory(60)], rules), "idle");
  strictEqual(findingOf([memory(5)], rules), "optimized");
});

Deno.test("one size down saves half of the cost, nothing on a single core, unknown without inventory", () => {
  const server = { criticality: null, vcpu: 4, memoryGiB: 16, networkMbps: NaN, leadTimeDays: NaN };
  // 4 × 25 + 16 × 3.5
  strictEqual(monthlyCost(server, rules), 156);
  strictEqual(savingOfOneSize(server, rules), 78);
  strictEqual(savingOfOneSize({ ...server, vcpu: 1 }, rules), 0);
  strictEqual(savingOfOneSize({ ...server, memoryGiB: NaN }, rules), NaN);
});
