import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { forecastFleet } from "../fleet/fleet_forecast.ts";
import { smallFleet } from "../fleet/small_fleet.ts";
import { coverageContract } from "./coverage_contract.ts";
import { modelCard } from "./model_card.ts";
import { modelCardText } from "./model_card_text.ts";
import { triedDays } from "./tried_days.ts";

function cardOf(days: number) {
  const { panel, regions } = smallFleet({ servers: 4, days, metrics: ["cpu_p95", "mem_p95"], missing: 0.01 });
  const made = forecastFleet({ panel, regions, horizon: 60, origins: 2 });
  const contract = coverageContract(triedDays({ ...made, panel, regions }));
  return modelCard({
    run: "small",
    panel,
    regions,
    made,
    contract,
    asked: { horizon: 60, origins: 2, tier: "fast" },
    from: { command: "etl", parameters: { outlierZ: 8 }, from: { command: "generate", parameters: { seed: 42 } } },
  });
}

Deno.test("modelCard() says what was forecast from what, by which models and how well", () => {
  const card = cardOf(700);
  const { data, forecast, calendar, chosen, scores, coverage, made_from } = card;
  deepStrictEqual([data.servers, data.first, data.days, data.metrics.length], [4, "2022-01-01", 700, 2]);
  ok(data.metrics.every(({ values, missing }) => values + missing === 2800 && missing > 0));
  deepStrictEqual([forecast.horizon, forecast.origins.length], [60, 2]);
  strictEqual(Object.values(forecast.series).reduce((sum, own) => sum + own, 0), 8);
  // 2022-01-01 to 2023-12-01 in the United States, and the 60 days after.
  deepStrictEqual(calendar.map(({ region, servers }) => [region, servers]), [["US-East", 4]]);
  ok(calendar[0]!.holidays_in_history > 20 && calendar[0]!.holidays_ahead >= 2);
  ok(chosen.every(({ why }) => /quantile loss/.test(why)));
  deepStrictEqual(
    scores.filter((own) => own.chosen).map(({ metric, model }) => [metric, model]),
    chosen.map(({ metric, model }) => [metric, model]),
  );
  ok(coverage.rows.length > 0 && made_from.map(({ command }) => command).join() === "etl,generate");
  deepStrictEqual(JSON.parse(JSON.stringify(card)), card, "plain data");
});

Deno.test("modelCardText() is Markdown without holes, for long and for short histories", () => {
  for (const days of [700, 30, 6]) {
    const text = modelCardText(cardOf(days));
    ok(!/undefined|NaN|Infinity|null|\[object/.test(text), text);
    ok(text.includes("## Limits") && text.includes('generate: `{"seed":42}`'));
    // Every row of a table has as many cells as its head.
    const widths = text.split("\n\n").filter((part) => part.startsWith("|"))
      .map((part) => new Set(part.split("\n").map((line) => line.split(" | ").length)).size);
    ok(widths.length >= 4 && widths.every((own) => own === 1));
  }
  ok(modelCardText(cardOf(6)).includes("Coverage contract: untested"));
});
