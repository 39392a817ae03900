/** Series shared out to workers: the result is the same with any number of them. */
import { type ForecastOptions } from "@lib/forecast/series/forecast_series.ts";
import { type Lender, lendingOf } from "@lib/forecast/series/lending.ts";
import type { Failed, Finished, PlainSeries, Tried } from "./series_batch.ts";
import type { SeriesReply, SeriesTask } from "./series_worker.ts";

/** Series that are handed over at once. */
const BATCH = 4;
/** Series that learn from one another and are held in memory with all that was found about them. */
const TOGETHER = 4096;
/** Steps ahead of all of them: fewer series go together when the horizon is long. */
const STEPS_TOGETHER = 1000 * TOGETHER;
/** More workers than this share of the machine only cost memory. */
const MOST_WORKERS = 4 * navigator.hardwareConcurrency;

/** What a caller may watch. */
export interface CrewWatch {
  /** Told after each series of each of the two passes. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Sees each outcome as it comes, in any order, and says what of it is kept. Default: all. */
  readonly keep?: (outcome: Outcome, index: number) => Outcome;
}

/** What came of a series. */
export type Outcome = Failed | (Finished & { readonly seasons: readonly number[]; readonly models: number });

/** Whether a series could not be forecast. */
export function hasFailed(outcome: Failed | Finished): outcome is Failed {
  return "problem" in outcome;
}

/** Workers that forecast. Whoever hires a crew lets it go. */
export class SeriesCrew implements Disposable {
  readonly #workers: Worker[] = [];

  /** @param size Workers, 1 or more; each is started when there is work for it. */
  constructor(readonly size: number) {}

  /** As `forecast`, all outcomes at once. */
  async forecastAll(
    series: readonly PlainSeries[],
    options: ForecastOptions,
    watch: CrewWatch = {},
  ): Promise<Outcome[]> {
    return (await Array.fromAsync(this.forecast(series, options, watch))).flat();
  }

  /**
   * Forecasts series; those that follow one another, up to 4,096 of them (fewer over more than 1,000 steps), lend each other what they learned.
   *
   * @yields One outcome a series, in their order, for those that were forecast together.
   */
  async *forecast(
    series: readonly PlainSeries[],
    options: ForecastOptions,
    { onProgress, keep = (outcome) => outcome }: CrewWatch = {},
  ): AsyncGenerator<Outcome[]> {
    const count = Math.max(1, Math.min(TOGETHER, Math.floor(STEPS_TOGETHER / options.horizon)));
    for (let first = 0; first < series.length; first += count) {
      const together = series.slice(first, first + count);
      yield await this.#forecastTogether(together, options, {
        onProgress: (done) => onProgress?.(2 * first + done, 2 * series.length),
        keep: (outcome, index) => keep(outcome, first + index),
      });
    }
  }

  async #forecastTogether(
    series: readonly PlainSeries[],
    options: ForecastOptions,
    { onProgress, keep }: { onProgress: (done: number) => void; keep: NonNullable<CrewWatch["keep"]> },
  ): Promise<Outcome[]> {
    const batches = Array.from(
      { length: Math.ceil(series.length / BATCH) },
      (_, batch) => series.slice(batch * BATCH, (batch + 1) * BATCH),
    );
    const crew = this.#hired(Math.min(this.size, batches.length, MOST_WORKERS));
    let next = 0, done = 0;
    const advance = (): void => onProgress(++done);
    const tried: (readonly (Tried | Failed)[])[] = [];
    const owned = await Promise.all(crew.map(async (worker) => {
      const own: number[] = [];
      while (next < batches.length) {
        const batch = next++;
        own.push(batch);
        const reply = await ask(worker, { kind: "try", batch, series: batches[batch]!, options }, advance);
        if (reply.kind === "tried") tried[batch] = reply.tried;
      }
      return own;
    }));
    const lent = lentTo(tried);
    const outcomes: Outcome[][] = [];
    await Promise.all(crew.map(async (worker, index) => {
      // The second pass goes to whoever made the first one and still knows what it found.
      for (const batch of owned[index]!) {
        const reply = await ask(worker, { kind: "forecast", batch, lent: lent[batch]! }, advance);
        if (reply.kind !== "finished") continue;
        outcomes[batch] = reply.finished.map((made, place) =>
          keep(outcomeOf(tried[batch]![place]!, made), batch * BATCH + place)
        );
      }
    }));
    return outcomes.flat();
  }

  [Symbol.dispose](): void {
    for (const worker of this.#workers.splice(0)) worker.terminate();
  }

  #hired(count: number): Worker[] {
    while (this.#workers.length < count) {
      this.#workers.push(new Worker(new URL("./series_worker.ts", import.meta.url), { type: "module" }));
    }
    return this.#workers.slice(0, count);
  }
}

function outcomeOf(tried: Tried | Failed, made: Finished | Failed | undefined): Outcome {
  if ("problem" in tried) return tried;
  if (!made || hasFailed(made)) {
    return made ?? { id: "", problem: "Cannot forecast a series: expected an answer, got none" };
  }
  return { ...made, seasons: tried.seasons, models: tried.lender.names.length };
}

function lentTo(tried: readonly (readonly (Tried | Failed)[])[]) {
  const lenders = tried.flatMap((batch) => batch.flatMap((own): Lender[] => "problem" in own ? [] : [own.lender]));
  const lent = lendingOf(lenders);
  let next = 0;
  return tried.map((batch) => batch.map((own) => "problem" in own ? undefined : lent[next++]));
}

function ask(
  worker: Worker,
  task: SeriesTask,
  onProgress: () => void,
): Promise<Exclude<SeriesReply, { kind: "progress" }>> {
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`A worker failed: ${event.message}`));
    };
    worker.onmessage = ({ data }: MessageEvent<SeriesReply>) => {
      if (data.kind === "progress") onProgress();
      else resolve(data);
    };
    worker.postMessage(task);
  });
}
