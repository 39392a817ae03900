/** Materna (GWA-T-13): Bitbrains' columns and a few more, German dates, decimal commas, everything in quotes. */
import { CORES_METRIC } from "@lib/core/reading_batch.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { guessClock } from "../clock/clock_guess.ts";
import { hasHeader, placesOf } from "../table/known_columns.ts";
import { columnGuess } from "../table/known_table.ts";
import { type MetricColumn, openLayout } from "../table/layout.ts";
import type { Format } from "../open_file.ts";
import { stemOf } from "../source_file.ts";
import { cellsOf, headerOf, textTable } from "../table/table_head.ts";

const TIMESTAMP = "Timestamp", CORES = "CPU cores", CPU = "CPU usage [%]", MEMORY_USED = "Memory usage [%]";
const MEMORY = "Memory capacity provisioned [KB]", DISK_SIZE = "Disk size [GB]";
const DISK_READ = "Disk read throughput [KB/s]", DISK_WRITE = "Disk write throughput [KB/s]";
const RECEIVED = "Network received throughput [KB/s]", TRANSMITTED = "Network transmitted throughput [KB/s]";
/** What no Bitbrains file has. */
const TELLING = [TIMESTAMP, CPU, MEMORY_USED, DISK_SIZE] as const;
const NEEDED = [...TELLING, CORES, MEMORY, DISK_READ, DISK_WRITE, RECEIVED, TRANSMITTED] as const;

/** 1 KB/s = 8000 bit/s. */
const MBPS_PER_KBPS = 0.008;
/** The memory column counts kilobytes of 1024 bytes. */
const GIB_PER_KB = 1 / 1_048_576;

/**
 * The format. A VM's traces are joined by the name of its file; times name no zone. The size of the disk is the one
 * provisioned, so there is no disk_p95.
 *
 * @see Kohne, Spohr, Nagel and Spinczyk, FederatedCloudSim: a SLA-aware federated cloud simulation framework (2014)
 */
export const MATERNA: Format = {
  name: "materna",
  title: "Materna GWA-T-13, one file per VM (and trace)",
  recognizes: (head) => hasHeader(head, TELLING),
  open(head, { timezone }) {
    const { file } = head, header = headerOf(head), { dialect } = textTable(head), place = placesOf(head, NEEDED);
    const times = cellsOf(head, place[TIMESTAMP]), guessed = guessClock(times);
    if (!guessed) {
      throw new CapacityError(
        `Cannot read Materna readings: expected times such as 31.01.2016 13:00:00, got "${times[0] ?? ""}"`,
        { place: { file: file.name, row: 2, column: TIMESTAMP }, remedy: "keep the times of the published files" },
      );
    }
    const clock = { ...guessed.clock, timezone };
    const column = (name: typeof NEEDED[number], metric: string, unit: string, factor = 1): MetricColumn => ({
      index: place[name],
      metric,
      unit,
      factor,
    });
    const guess = (name: typeof NEEDED[number], takenFor: string, because?: string) =>
      columnGuess(head, { index: place[name], name, headerRows: 1 }, takenFor, because);
    const factor = `1 KB/s × ${MBPS_PER_KBPS} = Mbps, with 1 KB = 1000 bytes`;
    return openLayout({
      source: "materna",
      file,
      // Whole numbers in the first rows hide the decimal commas of the later ones; no number has a point.
      dialect: { ...dialect, decimal: hasPoint(head.text) ? "." : "," },
      columns: header,
      headerRows: 1,
      clock,
      time: { column: place[TIMESTAMP] },
      server: { id: stemOf(file.name) },
      metrics: {
        wide: [
          column(CPU, "cpu_pct", "percent"),
          column(MEMORY_USED, "mem_pct", "percent"),
          column(RECEIVED, "net_in_mbps", "Mbps", MBPS_PER_KBPS),
          column(TRANSMITTED, "net_out_mbps", "Mbps", MBPS_PER_KBPS),
          column(DISK_READ, "disk_read_kbps", "KB/s"),
          column(DISK_WRITE, "disk_write_kbps", "KB/s"),
          column(DISK_SIZE, "disk_size_gb", "GB"),
          column(CORES, CORES_METRIC, "cores"),
        ],
      },
      facts: [
        { index: place[CORES], field: "vcpu" },
        { index: place[MEMORY], field: "memoryGib", factor: GIB_PER_KB },
      ],
      guesses: [
        guess(TIMESTAMP, `${clock.kind}, ${timezone}`, "form of the values; the files name no zone"),
        guess(CPU, "cpu_pct, percent"),
        guess(MEMORY_USED, "mem_pct, percent"),
        guess(RECEIVED, "net_in_mbps, Mbps", factor),
        guess(TRANSMITTED, "net_out_mbps, Mbps", factor),
      ],
      notes: [
        `Times that name no zone are taken for ${timezone}`,
        "Disk size is what is provisioned, not what is used, so there is no disk_p95",
      ],
    });
  },
};

/** Whether a number in a cell of its own has a decimal point. */
function hasPoint(text: string): boolean {
  return /(^|[;\t"])-?\d+\.\d+("?)([;\t\r\n]|$)/m.test(text);
}
