import assert from "node:assert/strict";
import { METRICS } from "@lib/core/metric.ts";
import { generateServer, generateServerHours } from "./server.ts";

Deno.test("generateServerHours() has 24 hours a day whose second largest is the daily p95", () => {
  const { daily, hourly, days } = generateServerHours(42, 11, { days: 30 });
  for (const metric of METRICS) {
    assert.equal(hourly[metric].length, 24 * days);
    for (let day = 0; day < days; day++) {
      assert.equal(daily[metric][day], hourly[metric].slice(day * 24, day * 24 + 24).sort()[22]);
    }
  }
});

Deno.test("generateServerHours() and generateServer() agree on the days", () => {
  assert.deepEqual(generateServerHours(42, 4, { days: 70 }).daily, generateServer(42, 4, { days: 70 }).daily);
});

Deno.test("staff hours are busy hours in local time, nights are for batch", () => {
  const busyHour = (type: string, region: string): number => {
    for (let index = 0; index < 400; index++) {
      const { plan } = generateServer(42, index, { days: 1 });
      if (plan.placement.type !== type || plan.application.region !== region) continue;
      const { hourly } = generateServerHours(42, index, { days: 120 });
      const sums = new Float64Array(24);
      for (const [place, value] of hourly.cpu_p95.entries()) sums[place % 24]! += value;
      const utc = sums.indexOf(Math.max(...sums));
      return (utc + plan.utcOffsetHours + 24) % 24;
    }
    throw new Error(`no ${type} in ${region}`);
  };
  for (const region of ["US-West", "Asia"]) {
    const web = busyHour("web", region);
    assert.ok(web >= 9 && web <= 17, `web in ${region}: ${web}`);
  }
  const batch = busyHour("batch", "US-East");
  assert.ok(batch >= 22 || batch <= 4, `batch: ${batch}`);
});
