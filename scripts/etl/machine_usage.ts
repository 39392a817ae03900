/**
 * Writes text in the format of the Alibaba cluster trace v2018, `machine_usage`, of any size: for measuring ETL.
 *
 * Like the published file it has nine columns and no header, seconds from 0 in irregular multiples of ten, two columns
 * that are mostly empty, two counters that never fall, and now and then −1 or 101 for a disk that said nothing.
 *
 * ```
 * deno run -A scripts/etl/machine_usage.ts --megabytes 500 --out machine_usage.csv [--order machine|time]
 * ```
 *
 * @module
 */
import { Command } from "commander";
import { randomFor } from "@lib/core/mod.ts";
import { oneOf, wholeNumber } from "../command_line.ts";

/** Machines of the text, and the time that it covers: eight days, as published. */
const MACHINES = 4000, SECONDS = 8 * 86_400;
/** Bytes of an average row. */
const ROW_BYTES = 37.7;
/** Share of the rows in which the two sparse columns hold a number, and in which the disk says nothing. */
const SPARSE = 0.22, SILENT = 0.0005;

/** How the rows follow one another: machine after machine, or time after time. */
export type RowOrder = "machine" | "time";

/**
 * The text, piece by piece.
 *
 * @param bytes Length to reach, about.
 */
export function* machineUsage(
  bytes: number,
  { order = "machine", seed = 42 }: { order?: RowOrder; seed?: number } = {},
) {
  const rows = Math.max(1, Math.round(bytes / ROW_BYTES));
  const machines = Math.min(MACHINES, Math.max(1, Math.round(rows / 500)));
  const steps = Math.max(1, Math.round(rows / machines));
  const random = randomFor(seed, "machine usage", 0);
  const text = new TextBuffer();
  for (let row = 0; row < machines * steps; row++) {
    const machine = order === "machine" ? Math.floor(row / steps) : row % machines;
    const step = order === "machine" ? row % steps : Math.floor(row / machines);
    const share = step / steps, u = random.uniform();
    const second = 10 * Math.floor((share * SECONDS + (machine * 37) % 100) / 10);
    const cpu = 20 + 25 * Math.sin(2 * Math.PI * second / 86_400) ** 2 + 20 * u;
    text.name(machine);
    text.whole(second);
    text.whole(Math.round(cpu));
    text.whole(80 + Math.floor(15 * u));
    if (u < SPARSE) text.hundredths(Math.round(300 * u));
    else text.empty();
    if (u < SPARSE) text.hundredths(Math.round(900 * u));
    else text.empty();
    text.hundredths(2000 + Math.floor(5000 * share));
    text.hundredths(1000 + Math.floor(6000 * share));
    text.last(u < SILENT / 2 ? -1 : u < SILENT ? 101 : Math.floor(30 * u));
    if (text.length > 1 << 20) yield text.take();
  }
  yield text.take();
}

/** Bytes of rows. A class because it owns the buffer; a string a row would take ten times as long. */
class TextBuffer {
  readonly #bytes = new Uint8Array((1 << 20) + 1024);
  length = 0;

  name(machine: number): void {
    this.#bytes[this.length++] = 109;
    this.#bytes[this.length++] = 95;
    this.whole(machine + 1);
  }

  whole(value: number): void {
    this.#digits(value);
    this.empty();
  }

  hundredths(value: number): void {
    this.#digits(Math.floor(value / 100));
    this.#bytes[this.length++] = 46;
    this.#bytes[this.length++] = 48 + Math.floor(value / 10) % 10;
    this.#bytes[this.length++] = 48 + value % 10;
    this.empty();
  }

  /** Ends a cell. */
  empty(): void {
    this.#bytes[this.length++] = 44;
  }

  last(value: number): void {
    if (value < 0) this.#bytes[this.length++] = 45;
    this.#digits(Math.abs(value));
    this.#bytes[this.length++] = 10;
  }

  take(): Uint8Array<ArrayBuffer> {
    const text = this.#bytes.slice(0, this.length);
    this.length = 0;
    return text;
  }

  #digits(value: number): void {
    let digits = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits++;
    for (let at = this.length + digits - 1, rest = value; at >= this.length; at--, rest = Math.floor(rest / 10)) {
      this.#bytes[at] = 48 + rest % 10;
    }
    this.length += digits;
  }
}

/** Writes the text to a file. */
export async function writeMachineUsage(
  path: string,
  bytes: number,
  options: { order?: RowOrder } = {},
): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  for (const piece of machineUsage(bytes, options)) {
    for (let written = 0; written < piece.length;) written += file.writeSync(piece.subarray(written));
  }
}

if (import.meta.main) {
  const { megabytes, out, order } = new Command("machine_usage")
    .requiredOption("--megabytes <n>", "size of the text", wholeNumber(1))
    .requiredOption("--out <file>", "file to write")
    .option("--order <name>", "machine or time: how rows follow one another", oneOf("machine", "time"), "machine")
    .parse(Deno.args, { from: "user" }).opts<{ megabytes: number; out: string; order: RowOrder }>();
  await writeMachineUsage(out, megabytes * 1e6, { order });
}
