import assert from "node:assert/strict";
import { METRICS } from "@lib/core/metric.ts";
import { expectedGivenPast, expectedP95, expectedWindow, firstBreach } from "./expected.ts";
import { planServers } from "./fleet.ts";

Deno.test("firstBreach() wants three of five consecutive days", () => {
  const days = (...values: number[]) => Float64Array.from(values);
  assert.equal(firstBreach(days(81, 81, 10, 10, 10, 81), 80), -1);
  assert.equal(firstBreach(days(10, 81, 10, 81, 10, 81), 80), 1);
  assert.equal(firstBreach(days(80, 80, 80), 80), 0);
  assert.equal(firstBreach(days(81, 81, 79, 79, 79, 81, 81, 81), 80), 5);
  assert.equal(firstBreach(days(), 80), -1);
});

Deno.test("firstBreach() looks only at the days it is told to", () => {
  const expected = Float64Array.of(90, 90, 90, 10, 10, 90, 90, 90);
  assert.equal(firstBreach(expected, 80, 3), 5);
  assert.equal(firstBreach(expected, 80, 3, 7), -1);
});

Deno.test("expectedWindow() is the oracle's expectation, and nothing where an event to come moves the metric", () => {
  let known = 0, surprised = 0;
  for (const plan of planServers({ servers: 20, days: 500, seed: 5 })) {
    for (const metric of METRICS) {
      const window = expectedWindow(plan, metric, 400, 60);
      const past = expectedGivenPast(plan, metric, 400).slice(400, 460),
        all = expectedP95(plan, metric).slice(400, 460);
      if (window) {
        known++;
        assert.deepEqual(window, past);
        assert.deepEqual(past, all, "nothing that begins in the window acts on it");
      } else {
        surprised++;
        assert.notDeepEqual(past, all);
      }
    }
  }
  assert.ok(known > 50 && surprised > 5, `${known} known, ${surprised} with an event to come`);
  const [plan] = planServers({ servers: 1, days: 100 });
  assert.equal(expectedWindow(plan!, "cpu_p95", 90, 60)?.length ?? 10, 10, "the run ends");
});
