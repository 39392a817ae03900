import { deepStrictEqual } from "node:assert/strict";
import { tableOf } from "@lib/core/table.ts";
import { hybridQuality } from "./hybrid_quality.ts";

/** Ten rows of each origin; real ones have CPU and memory only. */
function tableWith({ realMissing = 0, anomalies = 0 }: { realMissing?: number; anomalies?: number }) {
  const isReal = (row: number): boolean => row >= 10;
  const column = (value: (row: number) => number) => Float64Array.from({ length: 20 }, (_, row) => value(row));
  const syntheticOnly = column((row) => isReal(row) ? NaN : 5);
  return tableOf({
    source: Array.from({ length: 20 }, (_, row) => isReal(row) ? "bank" : "synthetic"),
    origin: Array.from({ length: 20 }, (_, row) => isReal(row) ? "real" : "synthetic"),
    quality_flag: column((row) => isReal(row) && row < 10 + anomalies ? 2 : row % 2),
    cpu_p95: column((row) => isReal(row) && row < 10 + realMissing ? NaN : 5),
    mem_p95: column(() => 5),
    disk_p95: syntheticOnly,
    net_in_p95: syntheticOnly,
    net_out_p95: syntheticOnly,
  });
}

Deno.test("hybridQuality(): a metric that a source lacks is no hole, an imputed day no anomaly", () => {
  deepStrictEqual(hybridQuality(tableWith({})).map(({ share, isMet }) => [share, isMet]), new Array(6).fill([0, true]));
});

Deno.test("hybridQuality(): shares by origin and over all, each beside its target", () => {
  const results = hybridQuality(tableWith({ realMissing: 2, anomalies: 1 }));
  deepStrictEqual(results.map(({ part, measure, share, isMet }) => [part, measure, share, isMet]), [
    ["synthetic", "missing cells", 0, true],
    ["synthetic", "anomalies", 0, true],
    ["real", "missing cells", 2 / 20, false],
    ["real", "anomalies", 1 / 10, false],
    ["hybrid", "missing cells", 2 / 70, false],
    ["hybrid", "anomalies", 1 / 20, false],
  ]);
});

Deno.test("hybridQuality(): an origin without rows has no measure, and nothing has none", () => {
  const empty = tableOf(Object.fromEntries(
    Object.keys(tableWith({}).columns).map((name) => [
      name,
      name === "source" || name === "origin" ? [] : new Float64Array(),
    ]),
  ));
  deepStrictEqual(hybridQuality(empty), []);
});
