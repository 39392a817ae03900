/** Decides, for a whole input, whether a metric without a stated unit is in percent or a fraction. */
import type { OpenFile } from "./open_file.ts";

/** No fraction of a capacity passes this. */
const LARGEST_FRACTION = 1;

/** Factor to percent per metric, decided once. */
export class PercentScales {
  readonly #files: readonly OpenFile[];
  readonly #factors = new Map<string, number>();

  constructor(files: readonly OpenFile[]) {
    this.#files = files;
  }

  /**
   * The factor of a metric: 1 as soon as any value of the input passes 1, else 100.
   *
   * One file of idle servers may well stay below 1 %, so a small value decides nothing: then all files are read.
   */
  async factorOf(metric: string, values: Float64Array): Promise<number> {
    const known = this.#factors.get(metric);
    if (known !== undefined) return known;
    const factor = passesOne(values) || await this.#anyPassesOne(metric) ? 1 : 100;
    this.#factors.set(metric, factor);
    return factor;
  }

  /** What was decided, for the notes. */
  decisions(): readonly string[] {
    return [...this.#factors].map(([metric, factor]) =>
      factor === 1
        ? `${metric}: taken for percent, as values pass 1`
        : `${metric}: taken for fractions and multiplied by 100, as no value passes 1; a map file can overrule this`
    );
  }

  async #anyPassesOne(metric: string): Promise<boolean> {
    for (const file of this.#files) {
      for await (const series of file.read(() => {})) {
        if (series.metric === metric && series.factor === undefined && passesOne(series.values)) return true;
      }
    }
    return false;
  }
}

function passesOne(values: Float64Array): boolean {
  return values.some((value) => value > LARGEST_FRACTION);
}
