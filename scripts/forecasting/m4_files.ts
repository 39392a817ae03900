/** The M4 competition's data as published: a file for each frequency, a row for each series: its name, then its values. */
import { CapacityError } from "@lib/core/mod.ts";
import { DAY_SECONDS } from "@lib/core/day.ts";
import { bytesOf } from "@lib/ingest/text/byte_stream.ts";
import { csvBlocks } from "@lib/ingest/text/csv_rows.ts";
import { inputFiles } from "@lib/io/mod.ts";

/** A frequency of the competition. */
export interface M4Frequency {
  readonly name: string;
  /** Steps ahead. */
  readonly horizon: number;
  /** Season of the official scale and of Naive2. */
  readonly season: number;
  /** Seconds from one value to the next; of months the mean. */
  readonly step: number;
}

const MONTH = 365.25 / 12 * DAY_SECONDS;

/** The frequencies, those with the most values a year first. */
export const M4_FREQUENCIES: readonly M4Frequency[] = [
  { name: "Hourly", horizon: 48, season: 24, step: 3600 },
  { name: "Daily", horizon: 14, season: 1, step: DAY_SECONDS },
  { name: "Weekly", horizon: 13, season: 1, step: 7 * DAY_SECONDS },
  { name: "Monthly", horizon: 18, season: 12, step: MONTH },
  { name: "Quarterly", horizon: 8, season: 4, step: 3 * MONTH },
  { name: "Yearly", horizon: 6, season: 1, step: 12 * MONTH },
];

/** A series with what is to be forecast. */
export interface M4Series {
  readonly id: string;
  readonly train: Float64Array;
  readonly test: Float64Array;
}

/** The series of a frequency. */
export interface M4Set {
  readonly series: readonly M4Series[];
  /** Whether there was no test file, so that the last horizon of the training part is held out. */
  readonly isHeldOut: boolean;
}

/**
 * Reads a frequency.
 *
 * @param folder Holds `Hourly-train.csv` and so on, gzipped or not, or the folders `Train` and `Test` with them.
 * @param limit Series at most.
 * @returns `undefined` when there is no training file of the frequency.
 * @throws {CapacityError} when a series of the test file is not in the training file, or is too short.
 */
export async function readM4(
  folder: string,
  { name, horizon }: M4Frequency,
  limit = Infinity,
): Promise<M4Set | undefined> {
  const trainFile = await fileOf(folder, name, "train"), testFile = await fileOf(folder, name, "test");
  if (trainFile === undefined) return undefined;
  const training = await readWide(trainFile, limit);
  const tests = testFile === undefined ? undefined : await readWide(testFile, Infinity);
  const series = [...training].map(([id, values]): M4Series => {
    if (!tests) return { id, train: values.subarray(0, -horizon), test: values.subarray(-horizon) };
    const test = tests.get(id);
    if (test?.length === horizon) return { id, train: values, test };
    throw new CapacityError(`Cannot read M4: expected ${horizon} values of ${id}, got ${test?.length ?? "none"}`, {
      place: { file: testFile! },
      remedy: "fetch the file again",
    });
  });
  return { series, isHeldOut: !tests };
}

async function fileOf(folder: string, name: string, part: "train" | "test"): Promise<string | undefined> {
  const inside = part === "train" ? "Train" : "Test";
  for (const place of [folder, `${folder}/${inside}`]) {
    for (const ending of ["csv", "csv.gz"]) {
      const file = `${place}/${name}-${part}.${ending}`;
      if (await Deno.stat(file).then(({ isFile }) => isFile, () => false)) return file;
    }
  }
  return undefined;
}

/** Rows of a name and values, empty cells at the end left out. */
async function readWide(path: string, limit: number): Promise<Map<string, Float64Array>> {
  const [file] = await inputFiles([path]);
  const rows = new Map<string, Float64Array>();
  let isHeader = true;
  const blocks = csvBlocks(bytesOf(file!), { file: file!.name, dialect: { delimiter: ",", decimal: "." } });
  for await (const { row, next } of blocks) {
    while (next()) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      if (rows.size >= limit) continue;
      let last = row.count - 1;
      while (last > 0 && row.isEmpty(last)) last--;
      rows.set(row.text(0), Float64Array.from({ length: last }, (_, index) => row.number(index + 1)));
    }
  }
  return rows;
}
