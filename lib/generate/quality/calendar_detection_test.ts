import assert from "node:assert/strict";
import { type CalendarDay, calendarOf } from "@lib/core/calendar.ts";
import { dayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import { generateFleet } from "../fleet.ts";
import { detectEvent } from "./calendar_detection.ts";

const START = dayOf("2022-01-01"), DAYS = 1461, SERVERS = 5;
const calendar = calendarOf("US-East", START, DAYS);
const calendars = Array.from({ length: SERVERS }, () => calendar);
const quarterEnd = (day: CalendarDay): string | undefined =>
  day.quarterEndStep > 0 && day.holiday === null ? `${day.year} ${day.quarter}` : undefined;

function fleet(factor: (day: CalendarDay) => number): Parameters<typeof detectEvent>[0] {
  const values = new Float64Array(SERVERS * DAYS);
  for (let server = 0; server < SERVERS; server++) {
    const random = randomFor(3, "detection", server);
    calendar.forEach((day, place) =>
      values[server * DAYS + place] = 50 * factor(day) * Math.exp(0.2 * random.normal())
    );
  }
  return {
    panel: { servers: ["a", "b", "c", "d", "e"], start: START, days: DAYS, values: { cpu_p95: values } },
    calendars,
  };
}

Deno.test("detectEvent() sees quarter ends that are 20 % higher, and how high they are", () => {
  const { events, ratio, p } = detectEvent(fleet((day) => quarterEnd(day) ? 1.2 : 1), {
    metric: "cpu_p95",
    event: quarterEnd,
    side: "above",
  });
  assert.equal(events, 16);
  assert.ok(p < 0.001, `${p}`);
  assert.ok(Math.abs(ratio - 1.18) < 0.05, `${ratio}`);
});

Deno.test("detectEvent() sees nothing where nothing is, nor on the other side", () => {
  assert.ok(detectEvent(fleet(() => 1), { metric: "cpu_p95", event: quarterEnd, side: "above" }).p > 0.01);
  const lifted = fleet((day) => quarterEnd(day) ? 1.2 : 1);
  assert.ok(detectEvent(lifted, { metric: "cpu_p95", event: quarterEnd, side: "below" }).p > 0.9);
});

Deno.test("detectEvent() finds nothing on either side of days that are like any other, however skewed the values", () => {
  const plain = (day: CalendarDay): string | undefined =>
    day.month % 3 === 2 && day.dayOfMonth >= 10 && day.dayOfMonth <= 13 && day.holiday === null
      ? `${day.year} ${day.month}`
      : undefined;
  const { panel, plans } = generateFleet({ profile: "bank-vm", servers: 60 });
  const calendars = plans.map((plan) => plan.calendar);
  for (const side of ["above", "below"] as const) {
    const { events, p } = detectEvent({ panel, calendars }, { metric: "cpu_p95", event: plain, side });
    assert.equal(events, 16);
    assert.ok(p > 0.01, `${side}: ${p}`);
  }
});

Deno.test("detectEvent() without an event, and with weekends only, finds none", () => {
  const none = detectEvent(fleet(() => 1), { metric: "cpu_p95", event: () => undefined, side: "above" });
  assert.deepEqual(none, { events: 0, ratio: NaN, p: NaN });
  const weekends = (day: CalendarDay): string | undefined => day.isWeekend ? `${day.day}` : undefined;
  assert.equal(detectEvent(fleet(() => 1), { metric: "cpu_p95", event: weekends, side: "above" }).events, 0);
});
