import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { type Day, DAY_MS, dayOf, weekdayOf } from "@lib/core/day.ts";
import { randomFor } from "@lib/core/random.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { clockShifts, movedBack } from "./clock_shifts.ts";

const START = dayOf("2024-01-01"), DAYS = 200;
const workingWeek = (day: Day): number => (weekdayOf(day) < 5 ? 50 : 20) + (day * 7919 % 13) / 10;
const everyDay = (day: Day): number => 50 + (day * 7919 % 13) / 10;

/** Rows of a server whose days from first to last bear another date. */
function rowsWith(
  { first, last, by }: { first: Day; last: Day; by: number },
  { load = workingWeek, metrics = ["cpu_pct", "net_in_mbps"] }: {
    load?: (day: Day, metric: number) => number;
    metrics?: readonly string[];
  } = {},
): ReadingBatch[] {
  const days = Array.from({ length: DAYS }, (_, index) => START + index);
  return metrics.map((metric, place) => ({
    serverId: "a",
    metric,
    unit: "percent",
    timestamps: Float64Array.from(days, (day) => (day >= first && day <= last ? day + by : day) * DAY_MS),
    values: Float64Array.from(days, (day) => load(day, place) * (1 + place)),
    sourceFile: "rows.csv",
    sourceRows: Float64Array.from(days, (_, row) => row + 2),
  }));
}

const [first, last] = [START + 80, START + 109];

Deno.test("clockShifts() finds a month whose dates are late, and one whose dates are early", () => {
  for (const by of [1, -1] as const) {
    const [shift, ...others] = clockShifts(rowsWith({ first, last, by }));
    deepStrictEqual(others, []);
    deepStrictEqual([shift?.first, shift?.last, shift?.by], [first, last, by]);
  }
});

Deno.test("movedBack() gives every row its own day again", () => {
  for (const by of [1, -1] as const) {
    const rows = rowsWith({ first, last, by });
    deepStrictEqual(movedBack(rows, clockShifts(rows)), rowsWith({ first, last, by: 0 }));
  }
});

Deno.test("movedBack() does not mind that the rows of a server come in several batches", () => {
  for (const by of [1, -1] as const) {
    const pieces = rowsWith({ first, last, by }).flatMap((batch) =>
      [0, 90, 111, DAYS].slice(0, -1).map((from, place): ReadingBatch => {
        const to = [90, 111, DAYS][place]!;
        return {
          ...batch,
          timestamps: batch.timestamps.slice(from, to),
          values: batch.values.slice(from, to),
          sourceRows: batch.sourceRows.slice(from, to),
        };
      })
    );
    const moved = movedBack(pieces, clockShifts(pieces)).filter(({ metric }) => metric === "cpu_pct");
    const times = moved.flatMap(({ timestamps }) => [...timestamps]);
    deepStrictEqual(times, Array.from({ length: DAYS }, (_, index) => (START + index) * DAY_MS));
  }
});

Deno.test("clockShifts() leaves rows alone that fit their weekdays as they are, for all their hole and doubled day", () => {
  const rows = rowsWith({ first, last, by: 0 }).map((batch) => {
    const keep = [...batch.timestamps.keys()].filter((index) => index !== 80);
    keep.splice(100, 0, keep[100]!);
    const values = Float64Array.from(keep, (index, place) => batch.values[index]! + (place === 100 ? 7 : 0));
    return { ...batch, timestamps: Float64Array.from(keep, (index) => batch.timestamps[index]!), values };
  });
  deepStrictEqual(clockShifts(rows), []);
});

Deno.test("clockShifts() asks for a hole, for a doubled day of different values and for a week in the load", () => {
  strictEqual(clockShifts(rowsWith({ first, last, by: 1 }, { load: everyDay })).length, 0);
  strictEqual(clockShifts(rowsWith({ first, last, by: 0 })).length, 0);
  const rows = rowsWith({ first, last, by: 1 });
  const withoutDouble = rows.map((batch) => {
    const timestamps = batch.timestamps.filter((_, index) => index !== 110);
    return { ...batch, timestamps, values: batch.values.filter((_, index) => index !== 110) };
  });
  strictEqual(clockShifts(withoutDouble).length, 0);
});

Deno.test("clockShifts() asks less of the weekdays where three metrics show a hole and a doubled day like no other", () => {
  const faintWeek = (day: Day, metric: number): number =>
    (weekdayOf(day) < 5 ? 50 : 49) + randomFor(1, metric, day).normal();
  const three = { load: faintWeek, metrics: ["cpu_pct", "mem_pct", "net_in_mbps"] };
  const two = { load: faintWeek, metrics: ["cpu_pct", "mem_pct"] };
  strictEqual(clockShifts(rowsWith({ first, last, by: 1 }, three)).length, 1);
  strictEqual(clockShifts(rowsWith({ first, last, by: 1 }, two)).length, 0);
  const anotherHole = rowsWith({ first, last, by: 1 }, three).map((batch) => ({
    ...batch,
    timestamps: batch.timestamps.filter((_, index) => index !== 60),
    values: batch.values.filter((_, index) => index !== 60),
  }));
  strictEqual(clockShifts(anotherHole).length, 0);
});

Deno.test("clockShifts() looks at daily rows only", () => {
  const readings = rowsWith({ first, last, by: 1 }).map((batch) => ({
    ...batch,
    timestamps: Float64Array.from({ length: 2 * DAYS }, (_, half) => batch.timestamps[half >> 1]! + (half % 2) * 3.6e6),
    values: Float64Array.from({ length: 2 * DAYS }, (_, half) => batch.values[half >> 1]!),
  }));
  deepStrictEqual(clockShifts(readings), []);
  deepStrictEqual(clockShifts([]), []);
});
