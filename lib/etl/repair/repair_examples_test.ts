import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { emptyTable } from "@lib/core/table.ts";
import { FLEET } from "@lib/core/tables.ts";
import { cleanPanel } from "../clean_panel.ts";
import { repairExamples } from "./repair_examples.ts";

const DAYS = 120;
const fleet = emptyTable(FLEET);
const steady = (): number[] => Array.from({ length: DAYS }, (_, day) => 40 + day % 7 + (day * 13 % 5) / 10);

Deno.test("repairExamples(): the most repaired series first, then another server with another rule", () => {
  const gaps = steady(), fewGaps = steady(), marker = steady();
  for (const day of [30, 50, 70, 90]) gaps[day] = NaN;
  fewGaps[40] = fewGaps[60] = NaN;
  marker[100] = -1;
  const clean = cleanPanel({
    servers: ["few", "marker", "gaps"],
    start: 0,
    days: DAYS,
    values: { cpu_p95: Float64Array.from([...fewGaps, ...marker, ...gaps]) },
  }, { fleet, source: "test" });
  const examples = repairExamples(clean, { most: 5 });
  deepStrictEqual(examples.map(({ server }) => server), ["gaps", "marker", "few"]);
  const [first, second] = examples;
  strictEqual(first?.points[0]?.timestamp.getTime(), 0);
  strictEqual(first?.points.filter(({ action }) => action === "imputed").length, 3, "those of 91 days");
  const day = second?.points.find(({ rule }) => rule === "sentinel -1");
  deepStrictEqual([day?.before, day?.action], [-1, "dropped"]);
  deepStrictEqual(repairExamples(clean).length, 1);
});
