import { ok, strictEqual } from "node:assert/strict";
import { calendarEffectBars } from "./calendar_effect_bars.ts";

const takeaway = (asked: number, got: number) =>
  calendarEffectBars([
    { group: "web", effect: "weekend", asked: -50, got: -49 },
    { group: "web", effect: "year end", asked, got },
  ]).alt.split(". ")[0];

Deno.test("the title says how close the effects are to what was asked", () => {
  strictEqual(takeaway(30, 28.5), "Every calendar effect is within 1.5 points of what was asked");
});

Deno.test("the title names the effect that misses most, and does not call a large miss close", () => {
  strictEqual(
    takeaway(30, -16),
    "1 of 2 calendar effects miss what was asked by more than 5 points, most of all web, year end: −16 instead of +30 %",
  );
});

Deno.test("a fleet that knows no calendar is said to", () => {
  const { alt } = calendarEffectBars([{ group: "web", effect: "weekend", asked: 0, got: 0.003 }]);
  ok(alt.startsWith("No effect of the calendar was asked for"), alt);
});

Deno.test("without a special day the chart says so", () => {
  ok(calendarEffectBars([]).svg.includes("no special day"));
});
