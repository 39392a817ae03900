import { ok, strictEqual } from "node:assert/strict";
import { TIERS } from "../tier.ts";
import { forecastSeries } from "./forecast_series.ts";
import { poolFor } from "./pools.ts";

Deno.test("every pool has models of different names, and each tier those of the tier before", () => {
  for (const step of [60, 300, 900, 3600, 7200, 43_200, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400]) {
    for (const seasons of [[], [2], [3], [7], [10], [24], [52], [288], [1440]]) {
      const names = TIERS.map((tier) => poolFor({ step, seasons }, 5000, tier).map(({ name }) => name));
      names.forEach((own, tier) => {
        strictEqual(new Set(own).size, own.length, `${step} ${seasons} ${own}`);
        ok(own.length >= 3);
        if (tier > 0) ok(names[tier - 1]!.every((name) => own.includes(name)));
      });
    }
  }
});

Deno.test("any season can be forecast", () => {
  for (
    const [step, season] of [[3600, 2], [3600, 3], [3600, 10], [300, 7], [60, 60], [86_400, 2], [86_400, 10], [
      604_800,
      4,
    ]]
  ) {
    const values = new Float64Array(12 * season! + 80).map((_, at) => 10 + (at % season! < season! / 2 ? 5 : 0));
    const [made] = forecastSeries([{ id: "a", history: { values, step: step!, seasons: [season!] } }], {
      horizon: season!,
      tier: "full",
    });
    made!.forecast.quantiles[6]!.forEach((value, ahead) => {
      const due = 10 + ((values.length + ahead) % season! < season! / 2 ? 5 : 0);
      ok(Math.abs(value - due) < 1, `${step} ${season}: ${value} for ${due}`);
    });
  }
});
