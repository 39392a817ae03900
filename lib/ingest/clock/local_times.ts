/** Local times of a file's rows as instants: an hour that comes twice is told apart by the order of a server's rows. */
import type { CsvRow } from "../text/csv_row.ts";
import type { Layout } from "../table/layout.ts";
import { NameTable } from "../text/name_table.ts";
import { WallClock } from "./wall_clock.ts";

/** What has passed of one series. */
interface Passed {
  /** Instant of the latest row. */
  latest: number;
  /** Whether times fall from row to row, newest first; `undefined` until two rows have shown it. */
  isFalling: boolean | undefined;
  /** Whether rows repeat a time on ordinary days. */
  repeatsTimes: boolean;
}

/** Rows in a zone. A class because it follows the rows of every server. */
export class LocalTimes {
  readonly #clock: WallClock;
  readonly #timezone: string;
  readonly #seriesOf: (row: CsvRow) => Passed;
  #secondPasses = 0;
  #leftOut = 0;

  /** @throws {CapacityError} when there is no such zone. */
  constructor({ server, metrics }: Pick<Layout, "server" | "metrics">, timezone: string) {
    this.#clock = new WallClock(timezone);
    this.#timezone = timezone;
    const columns = ["column" in server ? server.column : -1, "tidy" in metrics ? metrics.tidy.metric : -1];
    this.#seriesOf = passedBy(columns.filter((column) => column >= 0));
  }

  /**
   * The instant of a row.
   *
   * In the hour that comes twice when clocks are set back, a time is of the first pass until the rows of the server step
   * back (forward where the newest row comes first); hourly rows only repeat the time, which counts as a step where the
   * server repeats none on ordinary days. A time that the clock left out is read as if it had not been set yet.
   *
   * @param local Time of the row, as if it were UTC.
   */
  instantOf(row: CsvRow, local: number): number {
    const { first, second, exists } = this.#clock.instantsOf(local);
    const passed = this.#seriesOf(row);
    if (!exists) this.#leftOut++;
    const { latest } = passed;
    if (first === second) {
      if (first === latest) passed.repeatsTimes = true;
      else if (latest === latest) passed.isFalling = first < latest;
      return passed.latest = first;
    }
    if (passed.isFalling === undefined && second < latest) passed.isFalling = true;
    const isFalling = passed.isFalling ?? false;
    const isStep = isFalling
      ? second > latest || (second === latest && !passed.repeatsTimes)
      : first < latest || (first === latest && !passed.repeatsTimes);
    const isSecond = isFalling !== isStep;
    if (isSecond) this.#secondPasses++;
    return passed.latest = isSecond ? second : first;
  }

  /** What the reader of the data should know. */
  notes(): readonly string[] {
    const notes = [`Times that name no zone are taken for local times of ${this.#timezone}`];
    if (this.#secondPasses > 0) {
      notes.push(
        `Times of repeated hours that the order of the rows shows to be the second pass: ${this.#secondPasses}`,
      );
    }
    if (this.#leftOut > 0) {
      notes.push(
        `Times that ${this.#timezone} left out when clocks were set forward, read as if they had not been: ${this.#leftOut}`,
      );
    }
    return notes;
  }
}

function passedBy(columns: readonly number[]): (row: CsvRow) => Passed {
  const fresh = (): Passed => ({ latest: NaN, isFalling: undefined, repeatsTimes: false });
  if (columns.length === 0) {
    const only = fresh();
    return () => only;
  }
  const names = columns.map(() => new NameTable());
  const series = new Map<string, Passed>();
  return (row) => {
    const key = columns.map((column, index) =>
      names[index]!.nameOf(row.bytes, row.starts[column]!, row.ends[column]!, () => row.text(column))
    ).join("\u0000");
    let passed = series.get(key);
    if (!passed) series.set(key, passed = fresh());
    return passed;
  };
}
