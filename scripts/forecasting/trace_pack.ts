/** A pack of traces for benchmarks: `manifest.json` and `series/*.csv.gz`, every series on a regular grid. */
import { CapacityError } from "@lib/core/mod.ts";
import { inputFiles } from "@lib/io/mod.ts";
import { readTidyFiles } from "./tidy_file.ts";
import { regularSeriesOf } from "./tidy_series.ts";
import type { RegularSeries } from "@lib/forecast/tidy/regular_series.ts";

/** One window to forecast. */
export interface PackEntry {
  /** Name in forecast files. */
  readonly id: string;
  readonly series_id: string;
  readonly metric: string;
  /** Time of the last value that a forecaster may see. */
  readonly cutoff: string;
}

/** Windows of one source, grain and horizon. */
export interface PackTask {
  readonly task: string;
  readonly source: string;
  readonly file: string;
  readonly horizon: number;
  /** Season of the scale and of the seasonal naive, in steps. */
  readonly season: number;
  readonly step_seconds: number;
  readonly series: readonly PackEntry[];
}

/** A window with its values. */
export interface PackWindow {
  readonly id: string;
  /** Up to the cutoff, `NaN` = missing. */
  readonly history: Float64Array;
  /** What came after it. */
  readonly actual: Float64Array;
  /** Time of the last value of the history, milliseconds since 1970. */
  readonly last: number;
}

/**
 * The tasks of a pack.
 *
 * @throws {CapacityError} when there is no manifest.
 */
export async function packTasks(folder: string): Promise<PackTask[]> {
  const file = `${folder}/manifest.json`;
  try {
    const { tasks } = JSON.parse(await Deno.readTextFile(file));
    if (Array.isArray(tasks)) return tasks;
    throw new Error("no tasks");
  } catch (error) {
    throw new CapacityError("Cannot read the pack: expected a manifest.json with tasks", {
      place: { file },
      remedy: "give the folder of a pack to --data",
      cause: error,
    });
  }
}

/** Reads the series of files, each file once as long as tasks that follow one another use it. */
export class PackReader {
  #file = "";
  #series = new Map<string, RegularSeries>();

  constructor(readonly folder: string) {}

  /**
   * The windows of a task.
   *
   * @throws {CapacityError} when a series is missing or irregular.
   */
  async windowsOf({ file, horizon, step_seconds: step, series }: PackTask): Promise<PackWindow[]> {
    if (this.#file !== file) await this.#read(file);
    return series.map(({ id, series_id, metric, cutoff }) => {
      const found = this.#series.get(`${series_id}/${metric}`);
      if (!found) {
        throw new CapacityError(`Cannot read the pack: expected series ${series_id} ${metric}, got none`, {
          place: { file },
        });
      }
      const { values, last } = found, end = values.length - Math.round((last - Date.parse(cutoff)) / (1000 * step));
      return {
        id,
        history: values.subarray(0, end),
        actual: values.subarray(end, end + horizon),
        last: Date.parse(cutoff),
      };
    });
  }

  async #read(file: string): Promise<void> {
    this.#file = file;
    const tidy = await readTidyFiles(await inputFiles([`${this.folder}/${file}`]), ["series_id", "metric"]);
    this.#series = new Map(regularSeriesOf(tidy).series.map((own) => [own.id, own]));
  }
}
