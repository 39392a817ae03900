/** Alibaba cluster trace v2017, `server_usage`: eight columns without a header, means over 300 seconds. */
import { headerRowsOf, type KnownColumn, knownHeaderRows, NUMBER, PERCENTAGE, WHOLE } from "../table/known_columns.ts";
import { openKnownTable } from "../table/known_table.ts";
import type { Format } from "../open_file.ts";

const COLUMNS: readonly KnownColumn[] = [
  // Means over 300 seconds start at multiples of it, which all end in 00.
  { name: "timestamp", shape: /^(\d+00|0)$/ },
  { name: "machine_id", shape: WHOLE },
  { name: "cpu_percent", shape: PERCENTAGE, metric: "cpu_pct", unit: "percent" },
  { name: "memory_percent", shape: PERCENTAGE, metric: "mem_pct", unit: "percent" },
  { name: "disk_percent", shape: PERCENTAGE, metric: "disk_pct", unit: "percent", because: "share of the disk space" },
  { name: "load1", shape: NUMBER, metric: "load_1", unit: "load" },
  { name: "load5", shape: NUMBER, metric: "load_5", unit: "load" },
  { name: "load15", shape: NUMBER, metric: "load_15", unit: "load" },
];

/**
 * The format. Times are seconds from the start of the trace, which has no date; usage is there for 12 of its 24 hours.
 *
 * @see https://github.com/alibaba/clusterdata/blob/master/cluster-trace-v2017/schema.csv
 */
export const ALIBABA_2017_USAGE: Format = {
  name: "alibaba-2017",
  title: "Alibaba cluster trace v2017, server_usage",
  recognizes: (head) => headerRowsOf(head, COLUMNS) !== undefined,
  open(head) {
    return openKnownTable(head, {
      source: "alibaba-2017",
      columns: COLUMNS,
      headerRows: knownHeaderRows(head, COLUMNS),
      clock: { kind: "seconds from 0", isReal: false },
      time: { column: 0 },
      server: { column: 1 },
    });
  },
};
