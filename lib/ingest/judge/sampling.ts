/** How often readings come and how many of them are there, told from their times as they pass. */
import { DAY_MS } from "@lib/core/day.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { usualStep } from "@lib/stats/usual_step.ts";

/** How a source samples its servers. */
export interface Sampling {
  /** Usual seconds from one reading to the next; `NaN` when no series has two. */
  readonly stepSeconds: number;
  /** Days from the first to the last reading of the median server, one step included. */
  readonly days: number;
  /** Readings there per readings expected at the usual step, between the first and last of each series: 0 to 1. */
  readonly completeness: number;
}

/** Steps of a batch that are looked at, in stretches of so many, and batches of a series: a median needs no more. */
const STEPS_A_BATCH = 64, STRETCH = 8, BATCHES = 15;

interface Series {
  readonly serverId: string;
  readings: number;
  first: number;
  last: number;
  /** Time that came latest, for batches of one reading. */
  latest: number;
  readonly steps: number[];
}

/** Sums up the times of batches; its memory grows with the series, not with the readings. */
export class SamplingTally {
  readonly #series = new Map<string, Series>();
  #latest: Times | undefined;

  /** Counts a batch; its readings need not be in order of time. */
  add({ serverId, metric, timestamps }: Pick<ReadingBatch, "serverId" | "metric" | "timestamps">): void {
    if (timestamps.length === 0) return;
    const key = `${serverId}\u0000${metric}`;
    let series = this.#series.get(key);
    if (!series) {
      this.#series.set(
        key,
        series = { serverId, readings: 0, first: Infinity, last: -Infinity, latest: NaN, steps: [] },
      );
    }
    series.readings += timestamps.length;
    // The metrics of a row mostly share their times, which are looked at once.
    if (this.#latest?.timestamps !== timestamps) this.#latest = timesOf(timestamps);
    const { first, last, step } = this.#latest;
    series.first = Math.min(series.first, first);
    series.last = Math.max(series.last, last);
    if (series.steps.length < BATCHES) {
      const own = timestamps.length > 1 ? step : Math.abs(timestamps[0]! - series.latest);
      if (own > 0) series.steps.push(own);
    }
    series.latest = timestamps.at(-1)!;
  }

  /** Whether a server's metric has a reading so far. */
  has(serverId: string, metric: string): boolean {
    return this.#series.has(`${serverId}\u0000${metric}`);
  }

  /** The sampling of everything that passed. */
  sampling(): Sampling {
    const series = [...this.#series.values()];
    const steps = series.map((each) => medianOf(each.steps));
    const step = medianOf(steps.filter((each) => !Number.isNaN(each)));
    let there = 0, expected = 0;
    for (const [index, { readings, first, last }] of series.entries()) {
      const own = Number.isNaN(steps[index]) ? step : steps[index]!;
      const slots = Number.isNaN(own) ? 1 : Math.round((last - first) / own) + 1;
      there += Math.min(readings, slots);
      expected += slots;
    }
    const lives = [...Map.groupBy(series, ({ serverId }) => serverId).values()].map((own) => {
      const first = Math.min(...own.map((each) => each.first)), last = Math.max(...own.map((each) => each.last));
      return (last - first + (Number.isNaN(step) ? 0 : step)) / DAY_MS;
    });
    return {
      stepSeconds: step / 1000,
      days: lives.length === 0 ? 0 : medianOf(lives),
      completeness: expected === 0 ? NaN : there / expected,
    };
  }
}

/** The times of a batch, summed up. */
interface Times {
  readonly timestamps: Float64Array;
  readonly first: number;
  readonly last: number;
  /** Usual step, `NaN` of a single time. */
  readonly step: number;
}

function timesOf(timestamps: Float64Array): Times {
  let first = Infinity, last = -Infinity;
  for (let index = 0; index < timestamps.length; index++) {
    const time = timestamps[index]!;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return { timestamps, first, last, step: usualStep(Float64Array.from(stepsOf(timestamps))) };
}

/** Steps in a few stretches from all over the batch, as samplers change their pace. */
function stepsOf(timestamps: Float64Array): number[] {
  const steps: number[] = [];
  const stride = Math.max(STRETCH, Math.floor(STRETCH * timestamps.length / STEPS_A_BATCH));
  for (let from = 1; from < timestamps.length; from += stride) {
    for (let index = from; index < Math.min(from + STRETCH, timestamps.length); index++) {
      // A file may run backwards, and a repeated time says nothing about the clock of the sampler.
      const step = Math.abs(timestamps[index]! - timestamps[index - 1]!);
      if (step > 0) steps.push(step);
    }
  }
  return steps;
}

/** The lower median; `NaN` of nothing. */
function medianOf(values: readonly number[]): number {
  if (values.length === 0) return NaN;
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1]!;
}
