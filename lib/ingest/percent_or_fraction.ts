/** Decides, for a whole input, whether a metric without a stated unit is in percent or a fraction. */
import { CapacityError } from "@lib/core/errors.ts";
import type { OpenFile } from "./open_file.ts";

/** Above this a value is no fraction of a capacity; a little more than all of it is measured now and then. */
const FRACTION = 1, LARGE_FRACTION = 2;
/** Above this a value says nothing: no server is that busy, whatever the unit. */
const ABSURD = 1000;
/** No server is at more than this share of its capacity most of the time: such values are megabytes, or sums of cores. */
const NO_PERCENT = 200;
/** Fewer values than this share that pass 1 may be odd ones among fractions. */
const LEAST_SHARE = 0.01;
/** Odd values are mostly one marker that repeats; as many different ones as this are percent. */
const DIFFERENT = 3;

/** Factor to percent per metric, decided once. */
export class PercentScales {
  readonly #files: readonly OpenFile[];
  readonly #scales = new Map<string, PercentEvidence>();
  #hasReadAll = false;

  constructor(files: readonly OpenFile[]) {
    this.#files = files;
  }

  /**
   * The factor of a metric: 1 as soon as enough values of the input pass 1, else 100.
   *
   * One file of idle servers may well stay below 1 %, so small values decide nothing: then all files are read. Nor does a
   * marker such as 101, or an absurd number, among fractions.
   *
   * @param values Those of one server.
   * @throws {CapacityError} when they are neither.
   */
  async factorOf(metric: string, values: Float64Array): Promise<number> {
    refuseOtherUnits(metric, values);
    let evidence = this.#scales.get(metric);
    if (!evidence) {
      evidence = new PercentEvidence();
      evidence.add(values);
      if (!evidence.isPlain) {
        await this.#readAll();
        evidence = this.#scales.get(metric) ?? evidence;
      }
      this.#scales.set(metric, evidence);
    }
    return evidence.isPercent ? 1 : 100;
  }

  /** What was decided, for the notes. */
  decisions(): readonly string[] {
    return [...this.#scales].map(([metric, { isPercent, above }]) => {
      if (isPercent) return `${metric}: taken for percent, as values pass 1`;
      const few = above === 0 ? "no value passes 1" : `all but ${above} values do not pass 1`;
      return `${metric}: taken for fractions and multiplied by 100, as ${few}; a map file can overrule this`;
    });
  }

  async #readAll(): Promise<void> {
    if (this.#hasReadAll) return;
    this.#hasReadAll = true;
    const found = new Map<string, PercentEvidence>();
    for (const file of this.#files) {
      for await (const { metric, factor, values } of file.read(() => {})) {
        if (factor !== undefined) continue;
        const evidence = found.get(metric) ?? new PercentEvidence();
        evidence.add(values);
        found.set(metric, evidence);
      }
    }
    for (const [metric, evidence] of found) if (!this.#scales.has(metric)) this.#scales.set(metric, evidence);
  }
}

function refuseOtherUnits(metric: string, values: Float64Array): void {
  let above = 0;
  for (const value of values) if (value > NO_PERCENT && value < Infinity) above++;
  if (above * 2 <= values.length) return;
  const example = values.find((value) => value > NO_PERCENT);
  throw new CapacityError(
    `Cannot read readings: expected ${metric} in percent or fractions, got mostly values above ${NO_PERCENT} such as ${example}`,
    { remedy: "say what the column is in a map file: another metric with its unit, or percent" },
  );
}

/** What values say about their unit. A class because it counts as they pass. */
class PercentEvidence {
  /** Values that pass 1. */
  above = 0;
  #values = 0;
  readonly #large = new Set<number>();

  add(values: Float64Array): void {
    for (const value of values) {
      if (!(value <= ABSURD)) continue;
      this.#values++;
      if (value <= FRACTION) continue;
      this.above++;
      if (value > LARGE_FRACTION && this.#large.size < DIFFERENT) this.#large.add(value);
    }
  }

  /** Whether the values are percent, and no others can change that. */
  get isPlain(): boolean {
    return this.#large.size >= DIFFERENT;
  }

  /** Whether the values are percent, if these are all. */
  get isPercent(): boolean {
    return this.isPlain || (this.above > 0 && this.above >= this.#values * LEAST_SHARE);
  }
}
