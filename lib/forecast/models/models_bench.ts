/** What each classic model costs on one series, as ratios in one run: hours of forty days, and five minutes of thirty. */
import type { Frame, PointModel } from "../candidate.ts";
import { croston } from "./croston.ts";
import { dampedHolt } from "./damped_holt.ts";
import { deseasonalised } from "./deseasonalised.ts";
import { drift } from "./drift.ts";
import { dynamicOptimisedTheta } from "./dynamic_optimised_theta.ts";
import { holtWinters } from "./holt_winters.ts";
import { HOURS, sample } from "./point_model_fixture.ts";
import { recentMedian } from "./recent_median.ts";
import { sameKindMedian } from "./same_kind_median.ts";
import { seasonalMedian } from "./seasonal_median.ts";
import { seasonalNaive } from "./seasonal_naive.ts";
import { simpleExponentialSmoothing } from "./simple_exponential_smoothing.ts";
import { theta } from "./theta.ts";

const hours = sample(960), fiveMinutes = sample(8640);
const FIVE_MINUTES: Frame = { ...HOURS, step: 300, seasons: [288, 2016] };

function bench(group: string, model: PointModel, values: Float64Array, horizon: number, frame: Frame): void {
  const baseline = model.name.startsWith("simple exponential smoothing") && !model.name.includes("deseasonalised");
  Deno.bench(model.name, { group, baseline }, () => {
    model.points(values, horizon, frame);
  });
}

const ON_HOURS = [
  simpleExponentialSmoothing(),
  seasonalNaive({ season: 24 }),
  recentMedian({ length: 168 }),
  drift({ season: 24 }),
  seasonalMedian({ season: 24, seasons: 7 }),
  seasonalMedian({ season: 24, seasons: 7, window: 1, levelShare: 1 }),
  seasonalMedian({ season: 168, seasons: 8, window: 1, levelShare: 0.5 }),
  sameKindMedian(),
  theta(),
  deseasonalised({ seasons: [24], model: theta() }),
  deseasonalised({ seasons: [168, 24], model: simpleExponentialSmoothing(), decay: 0.8, shrink: 1 }),
  dampedHolt({ phi: 1 }),
  dampedHolt(),
  dynamicOptimisedTheta(),
  holtWinters({ seasons: [24] }),
  holtWinters({ seasons: [24, 168], log: true }),
];
for (const model of ON_HOURS) bench("960 hours, 48 ahead", model, hours, 48, HOURS);

const ON_FIVE_MINUTES = [
  simpleExponentialSmoothing(),
  seasonalMedian({ season: 288, seasons: 7, window: 3 }),
  seasonalMedian({ season: 288, seasons: 4, window: 9, levelShare: 0.5 }),
  seasonalMedian({ season: 2016, seasons: 4, window: 9, levelShare: 1 }),
  sameKindMedian({ window: 3 }),
  deseasonalised({ seasons: [288], model: simpleExponentialSmoothing(), decay: 0.8 }),
];
for (const model of ON_FIVE_MINUTES) {
  bench("8,640 times five minutes, 288 ahead", model, fiveMinutes, 288, FIVE_MINUTES);
}

const sparse = hours.map((value, at) => at % 3 === 0 ? value : 0);
bench("960 hours, two of three zero", simpleExponentialSmoothing(), sparse, 48, HOURS);
bench("960 hours, two of three zero", croston(), sparse, 48, HOURS);
bench("960 hours, two of three zero", croston({ variant: "tsb" }), sparse, 48, HOURS);
