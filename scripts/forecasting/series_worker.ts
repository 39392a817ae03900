/** A worker that forecasts: it tries the series of a batch, waits for what their peers lend, and forecasts them. */
/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import type { ForecastOptions } from "@lib/forecast/series/forecast_series.ts";
import type { Lent } from "@lib/forecast/series/lending.ts";
import { type Failed, type Finished, type PlainSeries, SeriesBatch, type Tried } from "./series_batch.ts";

/** What a worker is told. */
export type SeriesTask =
  | {
    readonly kind: "try";
    readonly batch: number;
    readonly series: readonly PlainSeries[];
    readonly options: ForecastOptions;
  }
  /** What each series of the batch may borrow; nothing for one that failed. */
  | { readonly kind: "forecast"; readonly batch: number; readonly lent: readonly (Lent | undefined)[] };

/** What a worker says: one more series is done; the batch is tried; the batch is forecast. */
export type SeriesReply =
  | { readonly kind: "progress" }
  | { readonly kind: "tried"; readonly tried: readonly (Tried | Failed)[] }
  | { readonly kind: "finished"; readonly finished: readonly (Finished | undefined | Failed)[] };

const say = (reply: SeriesReply): void => self.postMessage(reply);
const batches = new Map<number, SeriesBatch>();

self.onmessage = ({ data: task }: MessageEvent<SeriesTask>) => {
  const advanced = <T>(result: T): T => {
    say({ kind: "progress" });
    return result;
  };
  if (task.kind === "try") {
    const batch = new SeriesBatch(task.series, task.options);
    batches.set(task.batch, batch);
    say({ kind: "tried", tried: task.series.map((_, index) => advanced(batch.try(index))) });
  } else {
    const batch = batches.get(task.batch)!;
    batches.delete(task.batch);
    const finished = task.lent.map((lent, index) => advanced(lent ? batch.forecast(index, lent) : undefined));
    say({ kind: "finished", finished });
  }
};
