/** Sums over all VMs of the Azure public dataset V2: core-weighted CPU and assigned memory every 300 seconds. */
import { headerRowsOf, type KnownColumn, knownHeaderRows, NUMBER } from "../table/known_columns.ts";
import { openKnownTable } from "../table/known_table.ts";
import type { Format } from "../open_file.ts";
import { stemOf } from "../source_file.ts";

const COLUMNS: readonly KnownColumn[] = [
  // An epoch would be another file with the same header.
  { name: "timestamp", shape: /^\d{1,8}(\.0+)?$/ },
  {
    name: "cpu_usage",
    shape: NUMBER,
    metric: "cpu_usage_sum",
    unit: "percent of a core",
    because: "CPU in percent times cores, summed over all VMs: no percent of anything",
  },
  {
    name: "assigned_mem",
    shape: NUMBER,
    metric: "assigned_mem_sum",
    unit: "GB",
    because: "memory assigned, used or not, summed over all VMs",
  },
];

/** The format. The sums are those of a whole cloud, so no server can be judged by them. */
export const AZURE_SUMS: Format = {
  name: "azure-sums",
  title: "Azure public dataset V2, sums over all VMs (DataCenter-Traces-Datasets)",
  recognizes: (head) => headerRowsOf(head, COLUMNS) === 1,
  open(head) {
    return openKnownTable(head, {
      source: "azure-sums",
      columns: COLUMNS,
      headerRows: knownHeaderRows(head, COLUMNS),
      clock: { kind: "seconds from 0", isReal: false },
      time: { column: 0 },
      server: { id: stemOf(head.file.name) },
      notes: ["Sums over all VMs: neither is a share of a capacity, so there is no percentage"],
    });
  },
};
