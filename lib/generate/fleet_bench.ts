/** What a fleet costs: the whole of it, one server, and its tables. */
import { generateFleet } from "./fleet.ts";
import { sceneOf } from "./scene.ts";
import { checkOptions } from "./options.ts";
import { planOf } from "./server_plan.ts";
import { serverMetricsTable } from "./server_metrics.ts";
import { simulate } from "./simulate.ts";
import { truthDailyTable } from "./truth_tables.ts";

const scene = sceneOf(checkOptions());
const plans = Array.from({ length: 120 }, (_, index) => planOf(scene, index));
const fleet = generateFleet();

Deno.bench("generateFleet(), 120 servers x 1,461 days", { group: "fleet", baseline: true }, () => {
  generateFleet();
});

Deno.bench("of that: simulate(), 4.2 million hours of five metrics", { group: "fleet" }, () => {
  for (const plan of plans) simulate(scene, plan);
});

Deno.bench("of that: planOf()", { group: "fleet" }, () => {
  const fresh = sceneOf(checkOptions());
  for (let index = 0; index < 120; index++) planOf(fresh, index);
});

Deno.bench("serverMetricsTable(), 175,320 rows", { group: "tables" }, () => {
  serverMetricsTable(fleet);
});

Deno.bench("truthDailyTable(), 876,600 rows", { group: "tables" }, () => {
  truthDailyTable(fleet);
});
