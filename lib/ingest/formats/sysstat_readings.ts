/** The rows of sysstat's reports (sar, sadf) as readings, whichever way they were printed. */
import { plainName } from "../mapper/metric_guess.ts";
import type { Guess, RawSeries } from "../open_file.ts";
import { SeriesCollector } from "../table/series_columns.ts";
import { isNetworkCard } from "./network_interface.ts";

/** One row of a report. */
export interface SysstatRow {
  readonly serverId: string;
  /** Milliseconds since 1970, UTC. */
  readonly time: number;
  /** Line of the file, or number of the record. */
  readonly row: number;
  /** Processor, interface, device or filesystem. */
  readonly item: string | undefined;
  /** Values by the names of the report's columns, such as `%idle`. */
  readonly values: ReadonlyMap<string, number>;
}

/** Columns that name what a row is about. */
export const ITEM_COLUMNS: readonly string[] = ["CPU", "IFACE", "DEV", "FILESYSTEM", "MOUNTPOINT", "TTY"];

/** Columns of tables about the machine rather than its load: sensors, interrupts, devices on a bus. */
const NOT_A_LOAD = ["INTR", "TEMP", "FAN", "IN", "BUS", "BAT", "FCHOST", "degC", "rpm", "wghMHz", "MHz", "maxpower"];

/** Whether a table says something about a load; the others are not read, and some of their cells are names. */
export function isLoadTable(columns: readonly string[]): boolean {
  return !columns.some((name) => NOT_A_LOAD.includes(name));
}

/** sysstat's kB are of 1024 bytes. */
const MBPS_PER_KB = 0.008192, MBPS_PER_BYTE = 8e-6;

/** A sum over the rows of one time: interfaces, filesystems. */
interface Block {
  readonly serverId: string;
  readonly time: number;
  readonly row: number;
  readonly items: Set<string>;
  /** Received and sent in Mbps, or used and free. */
  first: number;
  second: number;
}

/** Collects the readings of a report. A class because the rows of one time make a reading together. */
export class SysstatReadings {
  readonly #collector = new SeriesCollector();
  readonly #blocks: { traffic?: Block | undefined; disks?: Block | undefined } = {};

  /** Takes a row. */
  take(row: SysstatRow): void {
    const { item, values } = row;
    if (values.has("%idle")) return this.#takeProcessors(row);
    const received = inMbps(values, "rx"), sent = inMbps(values, "tx");
    if (received !== undefined && sent !== undefined && item !== undefined) {
      if (isNetworkCard(item)) this.#add("traffic", row, item, received, sent);
      return;
    }
    const used = values.get("MBfsused"), free = values.get("MBfsfree");
    if (used !== undefined && free !== undefined && item !== undefined) {
      this.#add("disks", row, item, used, free);
      return;
    }
    if (values.has("%memused")) this.#push(row, "mem_pct", "percent", memoryUsed(values));
    for (const [name, value] of values) {
      const part = item === undefined ? "" : `{${item}}`;
      if (name !== "%memused") this.#push(row, `${plainName(name)}${part}`, unitOf(name), value);
    }
  }

  /** All readings, once every row was taken. */
  *series(): Generator<RawSeries> {
    this.#end("traffic");
    this.#end("disks");
    yield* this.#collector.take();
  }

  #takeProcessors(row: SysstatRow): void {
    // Rows of single processors are parts of the one for all.
    if (row.item !== undefined && row.item !== "all" && row.item !== "-1") return;
    for (const [name, value] of row.values) {
      if (name === "%idle") this.#push(row, "cpu_pct", "percent", 100 - value);
      else this.#push(row, `cpu_${plainName(name)}_pct`, "percent", value);
    }
  }

  /** Adds a row to the block of its time; a row of another time, or a second one of its item, begins a new block. */
  #add(
    kind: "traffic" | "disks",
    { serverId, time, row }: SysstatRow,
    item: string,
    first: number,
    second: number,
  ): void {
    const block = this.#blocks[kind];
    if (block && block.serverId === serverId && block.time === time && !block.items.has(item)) {
      block.items.add(item);
      block.first += first;
      block.second += second;
      return;
    }
    this.#end(kind);
    this.#blocks[kind] = { serverId, time, row, items: new Set([item]), first, second };
  }

  #end(kind: "traffic" | "disks"): void {
    const block = this.#blocks[kind];
    this.#blocks[kind] = undefined;
    if (!block) return;
    if (kind === "disks") {
      this.#push(block, "disk_pct", "percent", 100 * block.first / (block.first + block.second));
    } else {
      this.#push(block, "net_in_mbps", "Mbps", block.first);
      this.#push(block, "net_out_mbps", "Mbps", block.second);
    }
  }

  #push(
    { serverId, time, row }: Pick<SysstatRow, "serverId" | "time" | "row">,
    metric: string,
    unit: string,
    value: number,
  ): void {
    this.#collector.of({ serverId, metric, unit, factor: 1 }).push(time, value, row);
  }
}

function inMbps(values: ReadonlyMap<string, number>, direction: "rx" | "tx"): number | undefined {
  const kilobytes = values.get(`${direction}kB/s`);
  if (kilobytes !== undefined) return kilobytes * MBPS_PER_KB;
  // The name before sysstat 8.1.
  const bytes = values.get(`${direction}byt/s`);
  return bytes === undefined ? undefined : bytes * MBPS_PER_BYTE;
}

/**
 * Memory in use, in percent. Up to sysstat 11.7 `%memused` counts buffers and cache, which are there for the asking; then
 * it is the used kilobytes over the used and free ones, by which such a report is told.
 */
function memoryUsed(values: ReadonlyMap<string, number>): number {
  const share = values.get("%memused")!;
  const used = values.get("kbmemused"), free = values.get("kbmemfree");
  if (used === undefined || free === undefined || !(used + free > 0)) return share;
  // Two decimals are printed.
  if (Math.abs(100 * used / (used + free) - share) > 0.006) return share;
  const cache = (values.get("kbbuffers") ?? 0) + (values.get("kbcached") ?? 0);
  return 100 * (used - cache) / (used + free);
}

function unitOf(name: string): string {
  if (name.startsWith("%")) return "percent";
  if (/^(r|w|rx|tx|d)?kB\/s$/.test(name)) return "KiB/s";
  if (name.endsWith("/s")) return "1/s";
  if (/^kb/.test(name)) return "KiB";
  return /^MB/.test(name) ? "MiB" : "unknown";
}

/** How the columns of a report are understood. */
const RULES: readonly (readonly [column: string, takenFor: string, because: string])[] = [
  ["%idle", "cpu_pct, percent", "100 − %idle, of all processors"],
  ["%memused", "mem_pct, percent", "without buffers and cache, which older reports count as used"],
  ["rxkB/s", "net_in_mbps, Mbps", "kB of 1024 bytes × 0.008192, summed over network cards"],
  ["txkB/s", "net_out_mbps, Mbps", "kB of 1024 bytes × 0.008192, summed over network cards"],
  ["MBfsused", "disk_pct, percent", "used ÷ (used + free), summed over filesystems"],
];

/** The decisions about the columns that are in a report. */
export function sysstatGuesses(file: string, columns: ReadonlySet<string>): Guess[] {
  return RULES.filter(([column]) => columns.has(column))
    .map(([column, takenFor, because]) => ({ file, column, takenFor, because, examples: [], confidence: 1 }));
}
