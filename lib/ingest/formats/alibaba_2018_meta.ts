/** Alibaba cluster trace v2018, `machine_meta`: what the machines are; a row per event, so most repeat. */
import { columnGuess } from "../table/known_table.ts";
import { headerRowsOf, type KnownColumn, knownHeaderRows, NUMBER, WHOLE } from "../table/known_columns.ts";
import { openInventory } from "../table/inventory_file.ts";
import type { Format } from "../open_file.ts";
import { textTable } from "../table/table_head.ts";

const COLUMNS: readonly KnownColumn[] = [
  { name: "machine_id", shape: /^m_\d+$/ },
  { name: "time_stamp", shape: WHOLE },
  { name: "failure_domain_1", shape: /^\w*$/ },
  { name: "failure_domain_2", shape: /^\w*$/ },
  { name: "cpu_num", shape: NUMBER },
  { name: "mem_size", shape: NUMBER },
  { name: "status", shape: /^[A-Za-z_]*$/ },
];
const MACHINE = 0, CPU_NUM = 4;

/** The format: cores are told, memory only as a share of the largest machine's. */
export const ALIBABA_2018_META: Format = {
  name: "alibaba-2018-meta",
  title: "Alibaba cluster trace v2018, machine_meta (inventory)",
  recognizes: (head) => headerRowsOf(head, COLUMNS) !== undefined,
  open(head) {
    const headerRows = knownHeaderRows(head, COLUMNS);
    return openInventory({
      source: "alibaba-2018-meta",
      file: head.file,
      dialect: textTable(head).dialect,
      columns: COLUMNS.map(({ name }) => name),
      headerRows,
      clock: { kind: "seconds from 0", isReal: false },
      guesses: [columnGuess(head, { index: CPU_NUM, name: "cpu_num", headerRows }, "cores of the machine")],
      notes: ["mem_size is a share of the largest machine's memory, so the inventory has no GiB"],
      tell(row, onFact) {
        const cores = row.number(CPU_NUM);
        if (cores > 0) onFact(row.text(MACHINE), "vcpu", cores);
      },
    });
  },
};
