import { match, ok, strictEqual } from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { completenessHeatmap } from "./completeness_heatmap.ts";

const starts = Int32Array.of(dayOf("2024-01-01"), dayOf("2024-01-08"));

Deno.test("completenessHeatmap(): a metric that a server never had is not missing, a week outside of its life neither", () => {
  const shares = {
    cpu_p95: Float64Array.of(1, 1, NaN, 1),
    disk_p95: Float64Array.of(0, 0, NaN, 1),
  };
  const { alt } = completenessHeatmap({ servers: ["a", "b"], stepDays: 7, starts, shares });
  match(alt, /^No reading is missing\. .*by server and week$/);
  const disk = completenessHeatmap({ servers: ["a", "b"], stepDays: 7, starts, shares }, { metric: "disk_p95" });
  match(disk.alt, /^1 of 2 servers misses disk readings: 67 % of all/);
});

Deno.test("completenessHeatmap(): the largest gaps by name, the others in rows of many, the complete ones in one", () => {
  const servers = Array.from({ length: 50 }, (_, server) => `srv-${server}`);
  const cpu_p95 = Float64Array.from({ length: 100 }, (_, cell) => cell < 80 ? cell / 100 : 1);
  const { svg, alt } = completenessHeatmap({ servers, stepDays: 7, starts, shares: { cpu_p95 } }, { most: 10 });
  match(alt, /^40 of 50 servers miss readings/);
  ok(svg.includes(">srv-0<") && svg.includes(">srv-9<") && !svg.includes(">srv-10<"));
  ok(svg.includes(">ranks 11 to 15<") && svg.includes(">ranks 36 to 40<") && svg.includes(">the other 10 servers<"));
  strictEqual(svg.match(/>ranks \d/g)?.length, 6);
});
