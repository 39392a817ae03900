import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { coverageContract } from "./coverage_contract.ts";
import { madeTriedDays } from "./made_tried_days_fixture.ts";

const row = (rows: ReturnType<typeof coverageContract>["rows"], regime: string, nominal = 0.8) =>
  rows.find((own) => own.regime === regime && own.horizon_bucket === "all" && own.nominal === nominal)!;

Deno.test("coverageContract(): an honest forecast keeps it on every kind of day", () => {
  const random = randomFor(1, "honest");
  const days = madeTriedDays({ servers: 40, days: 180, actualOf: () => 50 + 10 * random.normal() });
  const { isKept, rows } = coverageContract(days);
  ok(isKept);
  ok(rows.every(({ verdict }) => verdict === "kept"));
  deepStrictEqual(
    rows.map(({ horizon_bucket, regime }) => `${horizon_bucket} ${regime}`).filter((_, at) => at % 2 === 0),
    [
      ...["all all", "1-30 all", "31-60 all", "61-90 all", "91-120 all", "121-150 all", "151-180 all"],
      ...["all quarter end", "all month end", "all weekend", "all ordinary"],
    ],
  );
  // Independent errors: each way of clustering finds the binomial error, the two together √2 times that.
  const { error, n } = row(rows, "all");
  ok(Math.abs(error / Math.sqrt(2 * 0.8 * 0.2 / n) - 1) < 0.15, `${error}`);
});

Deno.test("coverageContract(): weekends that no band foresaw break it, and only they", () => {
  const random = randomFor(2, "weekend");
  const days = madeTriedDays({
    servers: 30,
    days: 120,
    actualOf: (_, day) => 50 + (day % 7 > 4 ? 25 : 10) * random.normal(),
  });
  const { isKept, broken, rows } = coverageContract(days);
  strictEqual(isKept, false);
  deepStrictEqual([...new Set(broken.map(({ regime }) => regime))].filter((regime) => regime !== "all"), ["weekend"]);
  strictEqual(row(rows, "ordinary").verdict, "kept");
  // A wide tolerance forgives it.
  ok(coverageContract(days, { tolerance: 0.5 }).isKept);
});

Deno.test("coverageContract(): one bad day of the whole fleet is chance, not a broken promise", () => {
  const random = randomFor(3, "one day");
  const days = madeTriedDays({
    servers: 50,
    days: 60,
    actualOf: (_, day) => day === 30 ? 200 : 50 + 10 * random.normal(),
  });
  // The quarter end of 60 days from January is none: the bad day is an ordinary one among 43.
  ok(coverageContract(days).isKept);
  const often = madeTriedDays({ servers: 50, days: 60, actualOf: (_, day) => day % 4 === 1 ? 200 : 50 });
  strictEqual(coverageContract(often).isKept, false);
});

Deno.test("coverageContract(): few servers or days are not judged, and a missing value is not counted", () => {
  const few = madeTriedDays({ servers: 3, days: 90, actualOf: (_, day) => day < 30 ? NaN : 200 });
  const { isKept, rows } = coverageContract(few);
  ok(isKept);
  deepStrictEqual([row(rows, "all").verdict, row(rows, "all").got, row(rows, "all").n, row(rows, "all").servers], [
    "missed",
    0,
    180,
    3,
  ]);
  strictEqual(rows.find(({ horizon_bucket }) => horizon_bucket === "1-30"), undefined);
  deepStrictEqual(coverageContract(madeTriedDays({ servers: 2, days: 3, actualOf: () => NaN })).rows, []);
});

Deno.test("coverageContract(): each metric by itself where asked for", () => {
  const days = madeTriedDays({ servers: 10, days: 40, actualOf: () => 50 });
  const { rows } = coverageContract(days, { byMetric: true });
  deepStrictEqual(
    rows.filter(({ metric }) => metric === "cpu_p95").map(({ metric: _, ...own }) => own),
    rows.filter(({ metric }) => metric === "all").map(({ metric: _, ...own }) => own),
  );
  throws(() => coverageContract(days, { tolerance: 4 }), /expected a tolerance between 0 and 1, got 4/);
});
