import { ok, strictEqual } from "node:assert/strict";
import { DAY_MS } from "@lib/core/day.ts";
import { anatomyStack } from "./anatomy_stack.ts";

const timestamps = Array.from({ length: 28 }, (_, day) => new Date(day * DAY_MS));
const values = (of: (day: number) => number) => Float64Array.from(timestamps, (_, day) => of(day));
const anatomy = {
  server: "srv-000001",
  metric: "cpu_p95",
  timestamps,
  drivers: [
    { name: "base", values: values(() => 40) },
    { name: "weekday", values: values((day) => day % 7 > 4 ? -10 : 0) },
    { name: "habit", values: values(() => 0) },
    { name: "bound", values: values((day) => day % 7 > 4 ? 0 : -0.1) },
  ],
};
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

Deno.test("a driver that does next to nothing is named below the strips, not drawn", () => {
  const texts = textsOf(anatomyStack(anatomy).svg);
  ok(texts.includes("Level at the start") && texts.includes("Day of the week"), texts.join());
  ok(!texts.includes("Clean-ups of the disk"));
  ok(texts.some((text) => text?.endsWith("Hardly anything comes from: clean-ups of the disk and ceiling and spikes")));
});

Deno.test("what is observed beyond the drivers is drawn as chance, but never called the strongest driver", () => {
  const observed = values((day) => 40 + (day % 7 > 4 ? -10 : 0) + (day === 20 ? 30 : 0));
  const { svg, alt } = anatomyStack({ ...anatomy, observed });
  strictEqual(textsOf(svg).filter((text) => text === "Chance").length, 1);
  strictEqual(textsOf(anatomyStack(anatomy).svg).includes("Chance"), false);
  ok(alt.startsWith("The CPU of srv-000001 swings most with day of the week: 10 points"), alt);
});
