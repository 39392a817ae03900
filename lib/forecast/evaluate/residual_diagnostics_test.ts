import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { randomFor } from "@lib/core/random.ts";
import { madeTriedDays } from "./made_tried_days_fixture.ts";
import { residualDiagnostics } from "./residual_diagnostics.ts";

const near = (got: number, expected: number, by: number): void =>
  ok(Math.abs(got - expected) < by, `${got} ${expected}`);

Deno.test("residualDiagnostics(): honest, independent errors have nothing in common", () => {
  const random = randomFor(1, "honest");
  const found = residualDiagnostics(
    madeTriedDays({ servers: 60, days: 90, actualOf: () => 50 + 10 * random.normal() }),
  );
  strictEqual(found.n, 5400);
  strictEqual(found.lags.length, 28);
  // 5,400 pairs: a standard error of 0.014.
  ok(found.lags.every(({ correlation }) => Math.abs(correlation) < 0.06));
  ok(found.weekdays.every(({ bias }) => Math.abs(bias) < 3));
  ok(found.bins.every(({ low, high, share }) => Math.abs(share - (high - low)) < 0.02));
  near(found.bins.reduce((sum, { share }) => sum + share, 0), 1, 1e-9);
  near(found.beyondThree, 0.0027, 0.003);
  near(found.steps.reduce((sum, { above, below }) => sum + above + below, 0) / 90, 0.05, 0.015);
});

Deno.test("residualDiagnostics(): errors that remember, a weekday that is missed, and heavy tails are all seen", () => {
  const random = randomFor(2, "memory");
  let memory = 0;
  const remembering = residualDiagnostics(madeTriedDays({
    servers: 60,
    days: 90,
    actualOf: () => 50 + 10 * (memory = 0.6 * memory + 0.8 * random.normal()),
  }));
  [0.6, 0.36, 0.216].forEach((expected, index) => near(remembering.lags[index]!.correlation, expected, 0.06));
  const missed = residualDiagnostics(
    madeTriedDays({ servers: 2, days: 70, actualOf: (_, day) => day % 7 === 5 ? 40 : 50 }),
  );
  deepStrictEqual(missed.weekdays.map(({ bias }) => bias), [0, 0, 0, 0, 0, 25, 0]);
  const heavy = residualDiagnostics(
    madeTriedDays({ servers: 10, days: 100, actualOf: () => random.uniform() < 0.03 ? 90 : 50 + 8 * random.normal() }),
  );
  near(heavy.beyondThree, 0.03, 0.015);
  ok(heavy.bins.at(-1)!.share > 0.03);
});

Deno.test("residualDiagnostics(): a value on a quantile counts on both sides; missing days are skipped; nothing is nothing", () => {
  const exact = residualDiagnostics(
    madeTriedDays({ servers: 1, days: 10, actualOf: (_, day) => day === 4 ? NaN : 50 }),
  );
  strictEqual(exact.n, 9);
  deepStrictEqual(
    exact.bins.filter(({ share }) => share > 0).map(({ low, high, share }) => [low, high, share.toFixed(9)]),
    [[0.4, 0.5, "0.500000000"], [0.5, 0.6, "0.500000000"]],
  );
  const nothing = residualDiagnostics(madeTriedDays({ servers: 1, days: 3, actualOf: () => NaN }));
  deepStrictEqual([nothing.n, nothing.lags, nothing.weekdays, nothing.steps], [0, [], [], []]);
});
