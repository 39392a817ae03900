import { deepStrictEqual, ok } from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { ridgePaths } from "./ridge_paths.ts";

const START = dayOf("2023-01-02") * 86_400_000;
const values = Float64Array.from({ length: 300 }, (_, day) => 50 + 10 * (day % 7) + (day * 31) % 3);

Deno.test("ridgePaths(): a path for each length that has 14 known days, of the days after it", () => {
  const { name, paths } = ridgePaths({ values, start: START }, [300, 200, 10], 14);
  deepStrictEqual([name, paths.map(({ end, points }) => [end, points.length])], ["calendar ridge", [[300, 14], [
    200,
    14,
  ]]]);
  for (const { end, points } of paths) {
    points.forEach((value, step) => ok(Math.abs(value - 51 - 10 * ((end + step) % 7)) < 4, `${value}`));
  }
});

Deno.test("ridgePaths(): what comes after a length changes nothing of its path", () => {
  const changed = values.slice();
  changed.fill(900, 200);
  deepStrictEqual(
    ridgePaths({ values: changed, start: START }, [200], 14),
    ridgePaths({ values, start: START }, [200], 14),
  );
});
