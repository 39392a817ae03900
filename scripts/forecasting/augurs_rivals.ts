/** The models of @bsull/augurs (Rust compiled to WebAssembly): ETS, MSTL and Prophet. Baselines of benchmarks, nothing else. */
import initEts, { AutoETS } from "@bsull/augurs/ets";
import initMstl, { MSTL } from "@bsull/augurs/mstl";
import initProphet, { Prophet } from "@bsull/augurs/prophet";
import { optimizer } from "@bsull/augurs-prophet-wasmstan";
import type { Forecast } from "@lib/forecast/forecaster.ts";
import { cpuSeconds } from "./cpu_seconds.ts";
import { bandForecast, type Rival, type RivalSeries } from "./rivals.ts";

const LEVEL = 0.8;
/** Prophet's draws behind its bands: its default is 1,000, which takes most of its time. */
const DRAWS = 300;

/** What the models of the library give. */
interface Predicted {
  readonly point: ArrayLike<number>;
  readonly intervals?: { readonly lower: ArrayLike<number>; readonly upper: ArrayLike<number> } | undefined;
}

/** The rivals, each ready to run. */
export async function augursRivals(): Promise<Rival[]> {
  await Promise.all([initEts(), initMstl(), initProphet()]);
  return [
    // A seasonal specification is taken and ignored by this version: without one it is honest.
    rival("augurs AutoETS", 600, ({ history: { values } }, horizon) => {
      const model = new AutoETS(1, "ZZN");
      model.fit([...values]);
      return freed(model, model.predict(horizon, LEVEL));
    }),
    rival("augurs MSTL + ETS", 600, ({ history: { values }, seasons }, horizon) => {
      const model = MSTL.ets(seasons.filter((season) => 2 * season < values.length));
      model.fit([...values]);
      return freed(model, model.predict(horizon, LEVEL));
    }),
    rival("augurs Prophet", 40, ({ history: { values, start = 0, step } }, horizon) => {
      const timeOf = (index: number): number => Math.round(start / 1000) + index * step;
      const model = new Prophet({ optimizer, uncertaintySamples: DRAWS, intervalWidth: LEVEL });
      model.fit({ ds: Array.from(values, (_, index) => timeOf(index)), y: [...values] });
      const ahead = Array.from({ length: horizon }, (_, index) => timeOf(values.length + index));
      return freed(model, model.predict({ ds: ahead }).yhat);
    }),
  ];
}

function rival(name: string, most: number, predict: (series: RivalSeries, horizon: number) => Predicted): Rival {
  return {
    name,
    most,
    forecast(series, horizon) {
      const before = cpuSeconds();
      const forecasts = series.map((own): Forecast | undefined => {
        try {
          const { point, intervals } = predict(own, horizon);
          return bandForecast(name, point, { low: intervals?.lower ?? point, high: intervals?.upper ?? point });
        } catch {
          return undefined;
        }
      });
      return Promise.resolve({ forecasts, seconds: cpuSeconds() - before });
    },
  };
}

/** Models live in WebAssembly's memory, which nobody clears. */
function freed(model: { free(): void }, predicted: Predicted): Predicted {
  model.free();
  return predicted;
}
