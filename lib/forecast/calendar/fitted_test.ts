import { ok } from "node:assert/strict";
import { dayOf } from "@lib/core/day.ts";
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import { randomFor } from "@lib/core/random.ts";
import { FLEET_MODELS } from "../fleet/fleet_models.ts";
import { forecastFleet } from "../fleet/fleet_forecast.ts";
import { numbersOf } from "@lib/core/table.ts";

const DAYS = 500, BURST = 50_000;

/** Nothing, but a burst on one day of forty and on the last one. */
function bursts(seed: number): Float64Array {
  const random = randomFor(seed, "bursts");
  return Float64Array.from(
    { length: DAYS },
    (_, day) => day === DAYS - 1 || random.uniform() < 1 / 40 ? BURST * (1 + random.uniform()) / 2 : 0,
  );
}

for (const model of FLEET_MODELS) {
  Deno.test(`${model.name}: a history of rare bursts is forecast within twice the largest of them`, () => {
    const history = { values: bursts(1), start: dayOf("2024-01-01") * 86_400_000, step: 86_400 };
    const { mean, quantiles } = model.fit(history).predict(90, QUANTILE_LEVELS);
    ok([...mean, ...quantiles.flatMap((values) => [...values])].every((value) => value >= 0 && value <= 2 * BURST));
    ok(
      quantiles.every((values, index) =>
        values.every((value, step) => index === 0 || value >= quantiles[index - 1]![step]!)
      ),
    );
  });
}

Deno.test("a fleet of rare bursts has expected values of their size", () => {
  const servers = ["a", "b", "c", "d"], values = new Float64Array(servers.length * DAYS);
  servers.forEach((_, server) => values.set(bursts(server), server * DAYS));
  const { forecast, backtest } = forecastFleet({
    panel: { servers, start: dayOf("2024-01-01"), days: DAYS, values: { net_out_p95: values } },
    regions: servers.map(() => "none"),
    horizon: 30,
    origins: 4,
    models: FLEET_MODELS,
  });
  ok(Math.max(...numbersOf(forecast, "mean")) < BURST);
  // The seasonal naive's own errors are as large as the bursts.
  ok(numbersOf(backtest, "rmsse").every((value) => !(value > 100)));
});
