import { ok, strictEqual } from "node:assert/strict";
import { repairBeforeAfter, type RepairPoint } from "./repair_before_after.ts";
import { INK } from "../theme.ts";

Deno.test("repairBeforeAfter(): every rule has a colour of its own, and a day without a value is marked", () => {
  const point = (day: number, action: string | null, rule: string | null, after: number | null = 5): RepairPoint => ({
    timestamp: new Date(day * 86_400_000),
    before: after,
    after,
    action,
    rule,
  });
  const points = [
    point(0, null, null),
    point(1, "flagged", "frozen sensor"),
    point(2, "flagged", "level shift"),
    point(3, "flagged", "long gap, left missing", null),
    point(4, "dropped", "sentinel -1"),
  ];
  const { svg, alt } = repairBeforeAfter(points, { server: "a", metric: "cpu_p95" });
  ok(alt.startsWith("a: 1 of 5 CPU values repaired, 3 flagged"), alt);
  const rules = [
    "flagged: frozen sensor",
    "flagged: level shift",
    "flagged: long gap, left missing",
    "dropped: sentinel -1",
  ];
  for (const rule of rules) ok(svg.includes(`>${rule}<`), rule);
  const dots = [...svg.matchAll(/r="3.5" fill="(#[0-9a-f]+)"/g)].map(([, color]) => color);
  strictEqual(dots.length, 3);
  strictEqual(new Set(dots).size, 3, `${dots}`);
  ok(!dots.includes(INK.accent), "no rule looks like the line after repair");
  strictEqual(svg.match(/r="3"/g)?.length, 1);
});
