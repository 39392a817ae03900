/** Google cluster data 2011, `machine_events`: machines that come, go and change, with their capacities. */
import type { CsvRow } from "../text/csv_row.ts";
import { openInventory } from "../table/inventory_file.ts";
import { headerRowsOf, type KnownColumn, knownHeaderRows, NUMBER, WHOLE } from "../table/known_columns.ts";
import { columnGuess } from "../table/known_table.ts";
import { MachineCapacities } from "./machine_capacity.ts";
import type { Format, OpenContext } from "../open_file.ts";
import { sharedList } from "./shared_list.ts";
import { textTable } from "../table/table_head.ts";
import { type TableRows, tableRows } from "../table/table_rows.ts";

/** The trace starts on Sunday 2011-05-01 at 19:00 in US Eastern time, and its times say 600 seconds then. */
export const GOOGLE_2011_CLOCK = {
  kind: "microseconds from 0",
  isReal: true,
  startMs: Date.UTC(2011, 4, 1, 22, 50),
} as const;

const COLUMNS: readonly KnownColumn[] = [
  { name: "time", shape: WHOLE },
  { name: "machine id", shape: WHOLE },
  { name: "event type", shape: /^[012]$/ },
  { name: "platform id", shape: /^([A-Za-z0-9+/_-]{20,}={0,2})?$/ },
  { name: "cpus", shape: NUMBER },
  { name: "memory", shape: NUMBER },
];
const TIME = 0, MACHINE = 1, PLATFORM = 3, CPUS = 4, MEMORY = 5;

/** The machine tables of an input. */
const machinesOf = sharedList<TableRows>();

/** The format: capacities are shares of the largest machine, so the inventory has neither cores nor GiB. */
export const GOOGLE_2011_MACHINES: Format = {
  name: "google-2011-machines",
  title: "Google cluster data 2011, machine_events (inventory)",
  recognizes: (head) => headerRowsOf(head, COLUMNS) !== undefined,
  open(head, context) {
    const { file } = head, { dialect } = textTable(head), headerRows = knownHeaderRows(head, COLUMNS);
    const rows: TableRows = { file, dialect, columns: COLUMNS.map(({ name }) => name), headerRows };
    machinesOf(context).push(rows);
    return openInventory({
      ...rows,
      source: "google-2011-machines",
      clock: GOOGLE_2011_CLOCK,
      guesses: [
        columnGuess(head, { index: CPUS, name: "cpus", headerRows }, "capacity", "a share of the largest machine's"),
      ],
      notes: ["Capacities are shares of the largest machine's, so the inventory has neither cores nor GiB"],
      tell(row, onFact) {
        if (!row.isEmpty(PLATFORM)) onFact(row.text(MACHINE), "instanceType", row.text(PLATFORM));
      },
    });
  },
};

/** What the machine tables of an input tell. */
export async function capacitiesOf(context: OpenContext): Promise<MachineCapacities> {
  const capacities = new MachineCapacities();
  for (const table of machinesOf(context)) {
    for await (const { row, next } of tableRows(table)) while (next()) tellCapacity(row, capacities);
  }
  return capacities;
}

function tellCapacity(row: CsvRow, capacities: MachineCapacities): void {
  const cpu = row.number(CPUS), memory = row.number(MEMORY);
  // A machine that is removed has none, but what it had still holds for the rows before.
  if (cpu > 0 || memory > 0) capacities.tell(row.text(MACHINE), row.number(TIME), { cpu, memory });
}
