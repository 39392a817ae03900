/** The stages on the default fleet, as ratios to generating it. */
import { parseConfig } from "@lib/core/mod.ts";
import { cleanPanel, featuresTable } from "@lib/etl/mod.ts";
import { calendarRidge, forecastFleet } from "@lib/forecast/mod.ts";
import { generateFleet } from "@lib/generate/mod.ts";
import { assessRisk } from "@lib/risk/mod.ts";
import { fleetOverview, pngOf, serversOf } from "@lib/visualize/mod.ts";

const { panel, inventory } = generateFleet();
const clean = cleanPanel(panel, { fleet: inventory, source: "bench" });
const input = { panel, regions: clean.regions, horizon: 90, origins: 4 };
const { forecast, backtestForecast } = forecastFleet(input);
const rules = parseConfig(undefined).risk;

Deno.bench({ name: "generate: 120 servers x 1,461 days", group: "stages", baseline: true }, () => {
  generateFleet();
});
Deno.bench({ name: "clean: checks, repair, ledger", group: "stages" }, () => {
  cleanPanel(panel, { fleet: inventory, source: "bench" });
});
Deno.bench({ name: "features: 71 columns x 175,320 rows", group: "stages" }, () => {
  featuresTable(clean.panel, clean.calendar, { rows: clean.rows, fleet: inventory });
});
Deno.bench({ name: "forecast: 600 series, 2 models, 4 origins, 90 days", group: "stages" }, () => {
  forecastFleet(input);
});
Deno.bench({ name: "forecast: one refit of one metric, no backtest", group: "stages" }, () => {
  forecastFleet({
    ...input,
    panel: { ...panel, values: { cpu_p95: panel.values.cpu_p95! } },
    origins: 1,
    models: [calendarRidge],
  });
});
Deno.bench({ name: "risk: 600 series, 1,000 futures", group: "stages" }, () => {
  assessRisk({ panel, forecast, backtestForecast, fleet: inventory, rules, seed: 42 });
});
Deno.bench({ name: "overview: seven panels to PNG", group: "stages" }, () => {
  pngOf(fleetOverview(panel, serversOf(inventory)));
});
