/** Azure public dataset V1 and V2, CPU readings: five columns without a header, every VM in every file. */
import { HASH, headerRowsOf, type KnownColumn, knownHeaderRows, NUMBER, WHOLE } from "../table/known_columns.ts";
import { openKnownTable } from "../table/known_table.ts";
import type { Format } from "../open_file.ts";

const COLUMNS: readonly KnownColumn[] = [
  { name: "timestamp", shape: WHOLE },
  { name: "vm id", shape: HASH },
  { name: "min cpu", shape: NUMBER, metric: "cpu_min_pct", unit: "percent", because: "least of the 5 minutes" },
  { name: "max cpu", shape: NUMBER, metric: "cpu_max_pct", unit: "percent", because: "most of the 5 minutes" },
  { name: "avg cpu", shape: NUMBER, metric: "cpu_pct", unit: "percent", because: "mean of the 5 minutes" },
];

/**
 * The format. Times are seconds from the start of the trace, which has no date.
 *
 * @see https://github.com/Azure/AzurePublicDataset
 */
export const AZURE_READINGS: Format = {
  name: "azure",
  title: "Azure public dataset V1 and V2, CPU readings of VMs",
  recognizes: (head) => headerRowsOf(head, COLUMNS) !== undefined,
  open(head) {
    return openKnownTable(head, {
      source: "azure",
      columns: COLUMNS,
      headerRows: knownHeaderRows(head, COLUMNS),
      clock: { kind: "seconds from 0", isReal: false },
      time: { column: 0 },
      server: { column: 1 },
      notes: ["The trace has CPU alone: the memory of a VM is known, but not how much of it is used"],
    });
  },
};
