import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import {
  contractChecks,
  type ContractLine,
  floorCells,
  leaderboardCells,
  skillPoints,
  worthSeries,
} from "./forecast_cells.ts";
import { forecastFindings } from "./forecast_findings.ts";

const line = {
  metric: "cpu_p95",
  group: "all",
  model: "calendar ridge",
  n: 900,
  mae: 3.456,
  mase: 0.654,
  rmsse: NaN,
  smape: 7.48,
  bias: -1.26,
  pinball: 2.7,
  coverage_80: 0.8012,
  coverage_95: 0.95,
  width_80: 8.2,
  width_95: 28.64,
  skill: -0.034,
};

const slice = (
  horizon_bucket: string,
  regime: string,
  got: number,
  verdict: ContractLine["verdict"],
  nominal = 0.8,
) => ({
  horizon_bucket,
  regime,
  nominal,
  got,
  verdict,
  error: 0.01,
  n: 1200,
  days: 20,
});

Deno.test("leaderboardCells(): words, units and signs; the unknown is empty, a column or a group only where there are some", () => {
  const [cells] = leaderboardCells([line, { ...line, rmsse: 1 }]) as Record<string, string>[];
  deepStrictEqual([cells!.metric, cells!.MAE, cells!.RMSSE, cells!["bias, %"], cells!["80 % held"], cells!.skill], [
    "CPU",
    "3.46",
    "",
    "−1.3",
    "80.1\u00a0%",
    "−3\u00a0%",
  ]);
  ok(!("group" in cells!));
  ok(!("RMSSE" in leaderboardCells([line])[0]!));
  ok("group" in leaderboardCells([{ ...line, metric: "all", group: "web", mae: NaN }])[0]!);
});

Deno.test("contractChecks(): one check per band and kind of slice, which names what broke", () => {
  const rows = [
    slice("all", "all", 0.8, "kept"),
    slice("1-30", "all", 0.79, "kept"),
    slice("31-60", "all", 0.83, "kept"),
    slice("all", "weekend", 0.7, "broken"),
    slice("all", "holiday", 0.9, "missed"),
    slice("all", "all", 0.95, "kept", 0.95),
  ];
  deepStrictEqual(contractChecks({ tolerance: 0.04, rows }), [
    ["the 80 % band holds within 4 points on all days", true, "all days: 80.0 % of 1,200 values on 20 days"],
    [
      "the 80 % band holds within 4 points on every distance ahead",
      true,
      "31–60 days ahead: 83.0 % of 1,200 values on 20 days",
    ],
    [
      "the 80 % band holds within 4 points on every kind of day (too few servers or days to judge: 1 of 2)",
      false,
      "weekend: 70.0 % of 1,200 values on 20 days",
    ],
    ["the 95 % band holds within 4 points on all days", true, "all days: 95.0 % of 1,200 values on 20 days"],
  ]);
  deepStrictEqual(contractChecks({ tolerance: 0.04, rows: [] }), []);
});

Deno.test("floorCells() and worthSeries() give charts what they draw", () => {
  const floors = ["all", "ordinary", "holiday"].flatMap((regime) =>
    ["all", "cpu_p95"].map((metric) => ({ metric, regime, model: "calendar ridge", ratio: 1.1 }))
  );
  deepStrictEqual(floorCells(floors).map(({ panel, row }) => `${panel}: ${row}`), [
    "By metric: CPU",
    "By metric: all metrics",
    "By kind of day: holiday",
    "By kind of day: ordinary",
  ]);
  const [worth] = worthSeries([{ server: "b", days: [{ day: 19_000, one: 5, other: 6, actual: NaN }] }], "cpu_p95", [
    "a",
    "b",
  ], ["EU", "Asia"]);
  deepStrictEqual([worth!.region, worth!.points[0]!.actual, worth!.points[0]!.timestamp.toISOString().slice(0, 10)], [
    "Asia",
    null,
    "2022-01-08",
  ]);
});

Deno.test("skillPoints(): metrics and groups by their names; a grouping that knows no group is left out", () => {
  const line = { model: "calendar ridge", skill: 0.5, low: 0.4, high: 0.6 };
  const points = skillPoints({
    "By metric": [{ ...line, metric: "cpu_p95", group: "all" }, { ...line, metric: "all", group: "all" }],
    "By archetype": [{ ...line, metric: "all", group: "web" }, { ...line, metric: "all", group: "unknown" }],
    "By business unit": [{ ...line, metric: "all", group: "unknown" }],
  });
  deepStrictEqual(points.map(({ panel, row }) => `${panel}: ${row}`), [
    "By metric: CPU",
    "By metric: all metrics",
    "By archetype: web",
    "By archetype: unknown",
  ]);
});

Deno.test("forecastFindings(): what is known is said, what is not known is not", () => {
  const verdicts = {
    series: 600,
    horizon: 90,
    metric: "cpu_p95",
    errors: [{ model: "naive", mae: 8 }, { model: "blind", mae: 4 }, { model: "ridge", mae: 3 }],
    naive: "naive",
    knowing: "ridge",
    blind: "blind",
    contract: { tolerance: 0.04, rows: [slice("all", "all", 0.81, "kept"), slice("all", "holiday", 0.9, "missed")] },
    floors: ["all", "holiday"].map((regime) => ({
      metric: "all",
      regime,
      model: "ridge",
      ratio: regime === "all" ? 1.08 : 1.4,
    })),
  };
  const said = forecastFindings(verdicts).join("\n");
  for (
    const part of [
      "600 series forecast for 90 days",
      "Ridge errs 63 % less than last week's values on CPU",
      "takes 25 % off",
      "1.08 times the noise floor; 1.40 on holidays",
      "The 80 % band held 81.0 %",
      "1 of 2 slices miss their promise by more than 4 points (at most 10.0)",
    ]
  ) ok(said.includes(part), `${part} in: ${said}`);
  const little = forecastFindings({ ...verdicts, errors: [], floors: [], contract: { tolerance: 0.04, rows: [] } });
  strictEqual(little.length, 3);
  ok(little[1]!.includes("untested") && !/NaN|undefined|Infinity/.test(little.join()));
  ok(
    forecastFindings({ ...verdicts, errors: [{ model: "naive", mae: 3 }, { model: "ridge", mae: 4 }] }).join().includes(
      "33 % more",
    ),
  );
});
