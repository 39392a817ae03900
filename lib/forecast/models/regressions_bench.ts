/** What regressions on the past and on the calendar cost, as ratios in one run; and from twelve origins at once. */
import type { Frame, PointModel } from "../candidate.ts";
import { calendarRegression } from "./calendar_regression.ts";
import { HOURS, sample } from "./point_model_fixture.ts";
import { profileAutoregression } from "./profile_autoregression.ts";
import { autoregression } from "./seasonal_autoregression.ts";
import { yearlyMedian } from "./yearly_median.ts";

const DAYS: Frame = { ...HOURS, step: 86_400, seasons: [7] };
const hours = sample(960), days = sample(1461);
const few = [1, 2, 3, 24, 25, 48, 72, 96, 120, 144, 167, 168, 169, 192, 336];
const many = [
  ...[1, 2, 3, 4, 5, 6, 12, 22, 23, 24, 25, 26, 47, 48, 49, 72, 96, 120, 143, 144, 145],
  ...[166, 167, 168, 169, 170, 192, 216, 335, 336, 337],
];

function bench(
  group: string,
  models: readonly PointModel[],
  values: Float64Array,
  horizon: number,
  frame: Frame,
): void {
  for (const model of models) {
    Deno.bench(model.name, { group, baseline: model === models[0] }, () => {
      model.points(values, horizon, frame);
    });
  }
}

const ridge = autoregression({ lags: many, difference: 24 });
bench(
  "960 hours, 48 ahead",
  [
    ridge,
    autoregression({ lags: few, difference: 24, loss: "absolute" }),
    profileAutoregression({ season: 24, lags: [1, 2, 3, 4, 6, 12, 24] }),
    profileAutoregression({ season: 24, lags: [1, 2, 3, 6, 24], loss: "absolute" }),
  ],
  hours,
  48,
  HOURS,
);
const calendar = calendarRegression({});
bench(
  "1,461 days, 90 ahead",
  [
    autoregression({ lags: [1, 2, 3, 4, 5, 6, 7, 8, 14, 21, 28, 357, 363, 364, 365, 371] }),
    yearlyMedian(),
    calendarRegression({ log: true, passes: 1, harmonics: 6, carry: 0 }),
    calendar,
  ],
  days,
  90,
  DAYS,
);

const hourEnds = Array.from({ length: 12 }, (_, back) => 960 - 48 - 24 * back);
const dayEnds = Array.from({ length: 12 }, (_, back) => 1461 - 90 - 28 * back);
for (
  const [group, model, values, ends, horizon, frame] of [
    [`12 origins: ${ridge.name}`, ridge, hours, hourEnds, 48, HOURS],
    [`12 origins: ${calendar.name}`, calendar, days, dayEnds, 90, DAYS],
  ] as const
) {
  Deno.bench("one by one", { group, baseline: true }, () => {
    for (const end of ends) model.points(values.subarray(0, end), horizon, frame);
  });
  Deno.bench("together", { group }, () => {
    model.pointsFrom(values, ends, horizon, frame);
  });
}
