import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { assertContract } from "@lib/core/contract_check.ts";
import { dayOf } from "@lib/core/day.ts";
import { QUANTILE_COLUMNS } from "@lib/core/quantile_levels.ts";
import { seriesForecastContract, seriesForecastTable } from "./forecast_rows.ts";

const forecast = {
  mean: Float64Array.of(1 / 3, 1e9 / 3),
  quantiles: QUANTILE_COLUMNS.map((_, level) => Float64Array.of(level, level / 7)),
  model: "pool",
};

Deno.test("seriesForecastTable(): a row a step, dated from the last value, seven digits", () => {
  const dated = {
    id: "a",
    last: Date.parse("2024-01-31"),
    step: { seconds: 2_629_800, months: 1, atMonthEnd: true },
    forecast,
  };
  const table = seriesForecastTable([dated, { ...dated, id: "b" }], "date");
  assertContract(seriesForecastContract("date"), table);
  deepStrictEqual(table.columns.series_id, ["a", "a", "b", "b"]);
  deepStrictEqual(
    table.columns.timestamp,
    Float64Array.of(...[0, 1].flatMap(() => [dayOf("2024-02-29"), dayOf("2024-03-31")])),
  );
  deepStrictEqual([...table.columns.mean!].slice(0, 2), [0.3333333, 333333300]);
  strictEqual(table.columns.q975![1], 1.714286);
});

Deno.test("seriesForecastTable(): counts go on as counts", () => {
  const table = seriesForecastTable([{ id: "a", last: 10, step: { seconds: 0.001 }, forecast }], "integer");
  deepStrictEqual([...table.columns.timestamp!], [11, 12]);
});
