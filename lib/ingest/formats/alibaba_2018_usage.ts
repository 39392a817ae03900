/** Alibaba cluster trace v2018, `machine_usage`: nine columns without a header, all machines in one file. */
import { counterOf } from "@lib/core/reading_batch.ts";
import { headerRowsOf, type KnownColumn, knownHeaderRows, NUMBER, PERCENTAGE, WHOLE } from "../table/known_columns.ts";
import { openKnownTable } from "../table/known_table.ts";
import type { Format } from "../open_file.ts";

const COUNTER = counterOf("normalised packets/s");
const COUNTER_BECAUSE = "never decreases, so it counts packets since a start; scaled to the largest count of the trace";

const COLUMNS: readonly KnownColumn[] = [
  { name: "machine_id", shape: /^m_\d+$/ },
  { name: "time_stamp", shape: WHOLE },
  { name: "cpu_util_percent", shape: PERCENTAGE, metric: "cpu_pct", unit: "percent" },
  { name: "mem_util_percent", shape: PERCENTAGE, metric: "mem_pct", unit: "percent" },
  { name: "mem_gps", shape: NUMBER, metric: "mem_gps", unit: "normalised 0-100" },
  { name: "mpki", otherName: "mkpi", shape: NUMBER, metric: "mpki", unit: "misses per 1000 instructions" },
  { name: "net_in", shape: NUMBER, metric: "net_in", unit: COUNTER, because: COUNTER_BECAUSE },
  { name: "net_out", shape: NUMBER, metric: "net_out", unit: COUNTER, because: COUNTER_BECAUSE },
  {
    name: "disk_io_percent",
    shape: PERCENTAGE,
    metric: "disk_io_pct",
    unit: "percent",
    because: "how busy the disks are, not how full",
  },
];

/**
 * The format. Times are seconds from the start of the trace, which has no date; −1 and 101 mark invalid values and are
 * left to cleaning; memory bandwidth and cache misses are missing in most rows.
 *
 * @see https://github.com/alibaba/clusterdata/blob/master/cluster-trace-v2018/trace_2018.md
 */
export const ALIBABA_2018_USAGE: Format = {
  name: "alibaba-2018",
  title: "Alibaba cluster trace v2018, machine_usage",
  recognizes: (head) => headerRowsOf(head, COLUMNS) !== undefined,
  open(head) {
    return openKnownTable(head, {
      source: "alibaba-2018",
      columns: COLUMNS,
      headerRows: knownHeaderRows(head, COLUMNS),
      clock: { kind: "seconds from 0", isReal: false },
      time: { column: 1 },
      server: { column: 0 },
      notes: ["Network counts are in packets of unknown number, so there is no Mbps; disk space is not in the trace"],
    });
  },
};
