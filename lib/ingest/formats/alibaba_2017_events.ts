/** Alibaba cluster trace v2017, `server_event`: machines added and failing, with their capacities. */
import { columnGuess } from "../table/known_table.ts";
import { headerRowsOf, type KnownColumn, knownHeaderRows, NUMBER, WHOLE } from "../table/known_columns.ts";
import { openInventory } from "../table/inventory_file.ts";
import type { Format } from "../open_file.ts";
import { textTable } from "../table/table_head.ts";

const COLUMNS: readonly KnownColumn[] = [
  { name: "timestamp", shape: /^-?\d+$/ },
  { name: "machine_id", shape: WHOLE },
  { name: "event_type", shape: /^(add|softerror|harderror)$/i },
  { name: "event_detail", shape: /^.*$/ },
  { name: "cpus", shape: NUMBER },
  { name: "memory", shape: NUMBER },
  { name: "disk", shape: NUMBER },
];
const MACHINE = 1, CPUS = 4;

/** The format: cores are told, memory and disk only as shares of the largest machine's. */
export const ALIBABA_2017_EVENTS: Format = {
  name: "alibaba-2017-events",
  title: "Alibaba cluster trace v2017, server_event (inventory)",
  recognizes: (head) => headerRowsOf(head, COLUMNS) !== undefined,
  open(head) {
    const headerRows = knownHeaderRows(head, COLUMNS);
    return openInventory({
      source: "alibaba-2017-events",
      file: head.file,
      dialect: textTable(head).dialect,
      columns: COLUMNS.map(({ name }) => name),
      headerRows,
      clock: { kind: "seconds from 0", isReal: false },
      guesses: [columnGuess(head, { index: CPUS, name: "cpus", headerRows }, "cores of the machine")],
      notes: ["memory and disk are shares of the largest machine's, so the inventory has no GiB"],
      tell(row, onFact) {
        const cores = row.number(CPUS);
        if (cores > 0) onFact(row.text(MACHINE), "vcpu", cores);
      },
    });
  },
};
