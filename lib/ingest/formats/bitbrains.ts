/** Bitbrains (GWA-T-12): one file per VM and month, `;` and TAB between the cells. */
import { CORES_METRIC } from "@lib/core/reading_batch.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { guessClock } from "../clock/clock_guess.ts";
import { type MetricColumn, openLayout } from "../table/layout.ts";
import type { Format, Guess } from "../open_file.ts";
import { stemOf } from "../source_file.ts";
import { cellsOf, headerOf, textTable } from "../table/table_head.ts";
import { UnknownFormat } from "../unknown_format.ts";

const TIMESTAMP = "Timestamp [ms]", CORES = "CPU cores", CPU = "CPU usage [%]";
const MEMORY = "Memory capacity provisioned [KB]", MEMORY_USED = "Memory usage [KB]";
const DISK_READ = "Disk read throughput [KB/s]", DISK_WRITE = "Disk write throughput [KB/s]";
const RECEIVED = "Network received throughput [KB/s]", TRANSMITTED = "Network transmitted throughput [KB/s]";
const NEEDED = [TIMESTAMP, CORES, CPU, MEMORY, MEMORY_USED, DISK_READ, DISK_WRITE, RECEIVED, TRANSMITTED];

/** 1 KB/s = 8000 bit/s. */
const MBPS_PER_KBPS = 0.008;
/** The memory column counts kilobytes of 1024 bytes: its capacities are whole gibibytes that way. */
const GIB_PER_KB = 1 / 1_048_576;

/**
 * The format. A VM's months are joined by the name of its file. CPU above 100 % is honest here and stays; rows with no
 * core are a powered-off VM: they stay in bronze together with the cores, by which cleaning finds them.
 *
 * @see Shen, van Beek and Iosup, Statistical characterization of business-critical workloads hosted in cloud datacenters
 * (CCGrid 2015)
 */
export const BITBRAINS: Format = {
  name: "bitbrains",
  title: "Bitbrains GWA-T-12, one file per VM (and month)",
  recognizes(head) {
    const header = headerOf(head);
    return header.includes(TIMESTAMP) && (header.includes(CORES) || header.includes(CPU));
  },
  open(head) {
    const { file } = head, header = headerOf(head), { dialect } = textTable(head);
    const missing = NEEDED.filter((name) => !header.includes(name));
    if (missing.length > 0) {
      throw new (header.includes(TIMESTAMP) ? CapacityError : UnknownFormat)(
        `Cannot read Bitbrains readings: expected column ${missing[0]}, got ${header.join(", ")}`,
        { place: { file: file.name }, remedy: "keep the columns of the published files" },
      );
    }
    const at = (name: string): number => header.indexOf(name);
    const times = cellsOf(head, at(TIMESTAMP));
    const clock = guessClock(times)?.clock;
    if (!clock) {
      throw new CapacityError(`Cannot read Bitbrains readings: expected epoch seconds, got "${times[0] ?? ""}"`, {
        place: { file: file.name, row: 2, column: TIMESTAMP },
      });
    }
    const column = (name: string, metric: string, unit: string, factor = 1): MetricColumn => ({
      index: at(name),
      metric,
      unit,
      factor,
    });
    const guess = (name: string, takenFor: string, because: string): Guess => ({
      file: file.name,
      column: name,
      takenFor,
      because,
      examples: cellsOf(head, at(name)).slice(0, 3),
      confidence: 1,
    });
    const factor = `1 KB/s × ${MBPS_PER_KBPS} = Mbps, with 1 KB = 1000 bytes`;
    return openLayout({
      source: "bitbrains",
      file,
      dialect,
      columns: header,
      headerRows: 1,
      clock,
      time: { column: at(TIMESTAMP) },
      server: { id: stemOf(file.name) },
      metrics: {
        wide: [
          column(CPU, "cpu_pct", "percent"),
          { ...column(MEMORY_USED, "mem_pct", "percent", 100), perIndex: at(MEMORY) },
          column(RECEIVED, "net_in_mbps", "Mbps", MBPS_PER_KBPS),
          column(TRANSMITTED, "net_out_mbps", "Mbps", MBPS_PER_KBPS),
          column(DISK_READ, "disk_read_kbps", "KB/s"),
          column(DISK_WRITE, "disk_write_kbps", "KB/s"),
          column(CORES, CORES_METRIC, "cores"),
        ],
      },
      facts: [
        { index: at(CORES), field: "vcpu" },
        { index: at(MEMORY), field: "memoryGib", factor: GIB_PER_KB },
      ],
      guesses: [
        guess(TIMESTAMP, clock.kind, "magnitude of the values; the [ms] in the header is wrong for seconds"),
        guess(MEMORY_USED, "mem_pct, percent", "memory used over memory provisioned"),
        guess(RECEIVED, "net_in_mbps, Mbps", factor),
        guess(TRANSMITTED, "net_out_mbps, Mbps", factor),
      ],
      notes: [
        "Disk throughput stays in KB/s under its own name: it is not disk space, so there is no disk_p95",
        "CPU capacity and usage in MHz are left out: their ratio is the CPU usage in percent",
      ],
    });
  },
};
