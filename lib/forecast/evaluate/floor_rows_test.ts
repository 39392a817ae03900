import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { forecastFleet } from "../fleet/fleet_forecast.ts";
import { smallFleet } from "../fleet/small_fleet.ts";
import { floorRows } from "./floor_rows.ts";
import { madeTriedInput } from "./made_tried_days_fixture.ts";

Deno.test("floorRows(): error over floor by hand, by kind of day, windows with an event to come left out", () => {
  // The forecast says 50; what came lies 4 above on weekends and 2 above else; the oracle is 2 off on every day.
  const input = madeTriedInput({ servers: 3, days: 14, actualOf: (_, day) => day % 7 > 4 ? 54 : 52 });
  const rows = floorRows({
    ...input,
    expected: (server, metric, origin, days) => {
      deepStrictEqual([metric, origin, days], ["cpu_p95", input.panel.start - 1, 14]);
      return server === "server-3" ? undefined : Float64Array.from({ length: days }, (_, day) => day % 7 > 4 ? 52 : 50);
    },
  });
  const found = rows.filter(({ metric }) => metric === "cpu_p95").map(({ regime, n, ratio }) => [regime, n, ratio]);
  deepStrictEqual(found, [["all", 28, 36 / 28], ["weekend", 8, 2], ["ordinary", 20, 1]]);
  strictEqual(rows.find(({ metric, regime }) => metric === "all" && regime === "weekend")!.ratio, 2);
});

Deno.test("floorRows(): knowing the calendar comes near the floor where a naive forecast does not", () => {
  const { panel, regions, expected } = smallFleet({ servers: 6, days: 1100, shifts: 0 });
  const { backtestForecast } = forecastFleet({ panel, regions, horizon: 90, origins: 3 });
  const rows = floorRows({
    backtestForecast,
    panel,
    regions,
    expected: (server, metric, origin, days) => {
      const first = panel.servers.indexOf(server) * panel.days + origin - panel.start + 1;
      return expected[metric]!.slice(first, first + days);
    },
  });
  const ratio = (model: string, regime: string) =>
    rows.find((row) => row.metric === "all" && row.model === model && row.regime === regime)!.ratio;
  ok(ratio("calendar ridge", "all") < 1.25, `${ratio("calendar ridge", "all")}`);
  ok(ratio("seasonal naive", "quarter end") > 2 * ratio("calendar ridge", "quarter end"));
});
