/** Westermo test system performance data (2023): a file per test system, a header, seconds from the first row. */
import { withChangedSeries } from "../table/changed_series.ts";
import { hasHeader, type KnownColumn, NUMBER, placesOf, WHOLE } from "../table/known_columns.ts";
import { columnGuess } from "../table/known_table.ts";
import { type MetricColumn, openLayout } from "../table/layout.ts";
import type { Format } from "../open_file.ts";
import { stemOf } from "../source_file.ts";
import { headerOf, textTable } from "../table/table_head.ts";

const TIMESTAMP = "timestamp", AVAILABLE = "sys-mem-available", TOTAL = "sys-mem-total";
const NEEDED = [TIMESTAMP, AVAILABLE, TOTAL, "load-1m", "cpu-user"] as const;

/** Columns under their own names; a file may lack some of them, the temperature above all. */
const OWN: readonly KnownColumn[] = [
  ...["load-1m", "load-5m", "load-15m"].map((name) => own(name, "load")),
  // Seconds per second, summed over all processors, whose number is not told.
  ...["cpu-iowait", "cpu-system", "cpu-user"].map((name) => own(name, "cores")),
  own("disk-io-time", "seconds/s"),
  own("disk-bytes-read", "B/s"),
  own("disk-bytes-written", "B/s"),
  own("disk-io-read", "operations/s"),
  own("disk-io-write", "operations/s"),
  own("sys-fork-rate", "forks/s"),
  own("sys-interrupt-rate", "interrupts/s"),
  own("sys-context-switch-rate", "switches/s"),
  own("sys-mem-swap-free", "bytes"),
  own("sys-mem-free", "bytes"),
  own("sys-mem-cache", "bytes"),
  own("sys-mem-buffered", "bytes"),
  own("sys-thermal", "unknown"),
  own("server-up", "unknown"),
];

/**
 * The format. Memory in use is what is not available of the total; the processors' number is not told, so their load
 * stays in cores.
 *
 * @see https://github.com/westermo/test-system-performance-dataset
 */
export const WESTERMO: Format = {
  name: "westermo",
  title: "Westermo test system performance data 2023, one file per test system",
  recognizes: (head) => hasHeader(head, NEEDED),
  open(head) {
    const { file } = head, header = headerOf(head), place = placesOf(head, NEEDED);
    const found = OWN.filter(({ name }) => header.includes(name)).map((column) => ({
      ...column,
      index: header.indexOf(column.name),
    }));
    const wide: MetricColumn[] = [
      { index: place[AVAILABLE], perIndex: place[TOTAL], metric: "mem_pct", unit: "percent", factor: 1 },
      ...found.map(({ index, metric = "", unit = "unknown" }) => ({ index, metric, unit, factor: 1 })),
    ];
    const guess = (index: number, takenFor: string, because?: string) =>
      columnGuess(head, { index, name: header[index]!, headerRows: 1 }, takenFor, because);
    const table = openLayout({
      source: "westermo",
      file,
      dialect: textTable(head).dialect,
      columns: header,
      headerRows: 1,
      clock: { kind: "seconds from 0", isReal: false },
      time: { column: place[TIMESTAMP] },
      server: { id: stemOf(file.name) },
      metrics: { wide },
      facts: [{ index: place[TOTAL], field: "memoryGib", factor: 1 / 2 ** 30 }],
      guesses: [
        guess(place[TIMESTAMP], "seconds from 0", "the publisher's description: seconds since the first row"),
        guess(place[AVAILABLE], "mem_pct, percent", "the share of the total memory that is not available"),
        ...found.map(({ index, metric, unit }) => guess(index, `${metric}, ${unit}`)),
      ],
      notes: ["The number of processors is not told: their load stays in cores, so there is no cpu_pct"],
    });
    return withChangedSeries(
      table,
      () => (series) =>
        series.metric === "mem_pct"
          ? { ...series, values: series.values.map((available) => 100 * (1 - available)) }
          : series,
    );
  },
};

function own(name: string, unit: string): KnownColumn {
  return { name, shape: name === TIMESTAMP ? WHOLE : NUMBER, metric: name.replaceAll("-", "_"), unit };
}
