import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { madeBacktest } from "./made_backtest_fixture.ts";
import { skillRows } from "./skill.ts";

Deno.test("skillRows(): skill by hand, and an interval as wide as the servers differ", () => {
  const equal = madeBacktest({ servers: 20, errorOf: (model) => model === "seasonal naive" ? 4 : 1 });
  const [same] = skillRows(equal, randomFor(1, "skill"));
  deepStrictEqual([same!.skill, same!.low, same!.high, same!.servers], [0.75, 0.75, 0.75, 20]);
  const mixed = madeBacktest({
    servers: 20,
    errorOf: (model, server) => model === "seasonal naive" ? 4 : 1 + server % 4,
  });
  const [row] = skillRows(mixed, randomFor(1, "skill"));
  strictEqual(row!.skill, 1 - 2.5 / 4);
  ok(row!.low < row!.skill && row!.skill < row!.high);
  // The standard error of the mean of 20 errors of variance 1.25, over 4, is 0.0625: two of them each way.
  ok(Math.abs((row!.high - row!.low) / 4 - 0.0625) < 0.01, `${row!.low} ${row!.high}`);
});

Deno.test("skillRows(): the interval of the mean skill holds about as often as it says", () => {
  const truth = 1 - 1 / 2;
  let held = 0;
  for (let trial = 0; trial < 200; trial++) {
    const random = randomFor(trial, "truth");
    const errors = Array.from({ length: 40 }, () => Math.exp(0.5 * random.normal() - 0.125));
    const backtest = madeBacktest({
      servers: 40,
      errorOf: (model, server) => model === "seasonal naive" ? 2 : errors[server]!,
    });
    const [row] = skillRows(backtest, randomFor(trial, "draws"), { resamples: 300, level: 0.9 });
    if (row!.low <= truth && truth <= row!.high) held++;
  }
  // 90 % of 200 with a standard error of 4.2: a percentile interval of 40 skewed errors holds a little less.
  ok(held >= 163 && held <= 193, `${held}`);
});

Deno.test("skillRows(): the same stream gives the same interval; one server has none; without a naive there is nothing", () => {
  const backtest = madeBacktest({
    servers: 9,
    errorOf: (model, server) => model === "seasonal naive" ? 3 : 1 + server / 9,
  });
  deepStrictEqual(skillRows(backtest, randomFor(7, "a")), skillRows(backtest, randomFor(7, "a")));
  const one = skillRows(madeBacktest({ servers: 1, errorOf: () => 1 }), randomFor(1, "a"));
  deepStrictEqual([one[0]!.skill, one[0]!.low, one[0]!.high], [0, NaN, NaN]);
  const alone = madeBacktest({ servers: 3, models: ["calendar ridge"], errorOf: () => 1 });
  deepStrictEqual(skillRows(alone, randomFor(1, "a")), []);
});

Deno.test("skillRows(): groups, and metrics of different units put together by their scaled errors", () => {
  const groups = new Map([["server-1", "web"], ["server-2", "batch"]]);
  const backtest = madeBacktest({
    servers: 3,
    metrics: ["cpu_p95", "net_in_p95"],
    errorOf: (model, server) => model === "seasonal naive" ? 4 : server + 1,
  });
  const rows = skillRows(backtest, randomFor(1, "a"), { by: ["group"], groups });
  deepStrictEqual(rows.map(({ group, metric, skill }) => [group, metric, skill]), [
    ["web", "all", 0.75],
    ["batch", "all", 0.5],
    ["unknown", "all", 0.25],
  ]);
});
