import { strictEqual } from "node:assert/strict";
import { valueRules } from "./value_rules.ts";

Deno.test("valueRules() names why a percentage cannot be", () => {
  const { dropRule } = valueRules("cpu_pct", [10, 101, -1]);
  strictEqual(dropRule(10), undefined);
  strictEqual(dropRule(0), undefined);
  strictEqual(dropRule(100), undefined);
  strictEqual(dropRule(NaN), "missing value");
  strictEqual(dropRule(-1), "sentinel -1");
  strictEqual(dropRule(101), "sentinel 101");
  strictEqual(dropRule(-3), "negative value");
  strictEqual(dropRule(1e308), "impossible value");
  strictEqual(dropRule(Infinity), "impossible value");
});

Deno.test("valueRules() keeps honest load above 100 %, and then 101 is honest too", () => {
  const { dropRule, isAboveMaximum } = valueRules("cpu_p95", [50, 104.2, 182, 101]);
  strictEqual(dropRule(182), undefined);
  strictEqual(dropRule(101), undefined);
  strictEqual(isAboveMaximum(101), true);
  strictEqual(isAboveMaximum(100), false);
});

Deno.test("valueRules() knows 101 for a marker beside spikes, which do not pass through the values next to it", () => {
  const { dropRule } = valueRules("cpu_p95", [50, 165, 101]);
  strictEqual(dropRule(101), "sentinel 101");
  strictEqual(dropRule(165), undefined);
});

Deno.test("valueRules() knows no maximum for rates and little of a source's own metrics", () => {
  strictEqual(valueRules("net_in_mbps", [101]).dropRule(101), undefined);
  strictEqual(valueRules("net_in_mbps", [101]).dropRule(Infinity), "impossible value");
  strictEqual(valueRules("temperature", [-5]).dropRule(-5), undefined);
  strictEqual(valueRules("temperature", [-5]).dropRule(-1e308), "impossible value");
});
