/** What reading quantiles from the history costs, as ratios in one run: hours of forty days, and five minutes of thirty. */
import { QUANTILE_LEVELS } from "@lib/core/quantile_levels.ts";
import type { Frame, QuantileModel } from "../candidate.ts";
import { exponentialQuantiles } from "./exponential_quantiles.ts";
import { kernelQuantiles } from "./kernel_quantiles.ts";
import { HOURS, sample } from "./point_model_fixture.ts";
import { recentQuantiles } from "./recent_quantiles.ts";
import { seasonalQuantiles } from "./seasonal_quantiles.ts";

const FIVE_MINUTES: Frame = { ...HOURS, step: 300, seasons: [288, 2016] };

for (
  const [group, day, horizon, values, frame] of [
    ["960 hours, 48 ahead", 24, 48, sample(960), HOURS],
    ["8,640 times five minutes, 288 ahead", 288, 288, sample(8640), FIVE_MINUTES],
  ] as const
) {
  const window = day === 24 ? 1 : 6, stride = day === 24 ? 1 : 2;
  const models: QuantileModel[] = [
    recentQuantiles({ length: 7 * day }),
    exponentialQuantiles({ tau: 2 * day }),
    seasonalQuantiles({ season: day, seasons: 7, window, stride, levelShare: 0.5 }),
    seasonalQuantiles({ season: day, seasons: 30, window: window >> 1 }),
    kernelQuantiles({ day, tau: 3, window }),
    kernelQuantiles({ day, tau: 20, mismatch: 0.1, window }),
    kernelQuantiles({ day, tau: 14, mismatch: 0.15, window, levelShare: 0.7 }),
  ];
  for (const model of models) {
    Deno.bench(model.name, { group, baseline: model === models[0] }, () => {
      model.quantiles(values, horizon, QUANTILE_LEVELS, frame);
    });
  }
}
