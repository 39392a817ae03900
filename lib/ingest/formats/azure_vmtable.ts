/** Azure public dataset V1 and V2, `vmtable`: what each VM is; sizes as numbers (V1) or as buckets (V2). */
import type { CsvRow } from "../text/csv_row.ts";
import { openInventory } from "../table/inventory_file.ts";
import { HASH, headerRowsOf, type KnownColumn, knownHeaderRows, NUMBER } from "../table/known_columns.ts";
import { columnGuess } from "../table/known_table.ts";
import type { Format } from "../open_file.ts";
import { textTable } from "../table/table_head.ts";

const SIZE = /^>?\d+(\.\d+)?$/;
const COLUMNS: readonly KnownColumn[] = [
  { name: "vm id", shape: HASH },
  { name: "subscription id", shape: HASH },
  { name: "deployment id", shape: HASH },
  { name: "vm created", shape: NUMBER },
  { name: "vm deleted", shape: NUMBER },
  { name: "max cpu", shape: NUMBER },
  { name: "avg cpu", shape: NUMBER },
  { name: "p95 max cpu", shape: NUMBER },
  { name: "vm category", shape: /^[A-Za-z-]*$/ },
  { name: "vm core count", otherName: "vm core count bucket", shape: SIZE },
  { name: "vm memory", otherName: "vm memory bucket", shape: SIZE },
];
const VM = 0, CATEGORY = 8, CORES = 9, MEMORY = 10;

/** The format. A size such as `>24` is a bound and no number: the inventory leaves it out. */
export const AZURE_VMTABLE: Format = {
  name: "azure-vmtable",
  title: "Azure public dataset V1 and V2, vmtable (inventory)",
  recognizes: (head) => headerRowsOf(head, COLUMNS) !== undefined,
  open(head) {
    const headerRows = knownHeaderRows(head, COLUMNS);
    const guess = (index: number, takenFor: string, because?: string) =>
      columnGuess(head, { index, name: COLUMNS[index]!.name, headerRows }, takenFor, because);
    return openInventory({
      source: "azure-vmtable",
      file: head.file,
      dialect: textTable(head).dialect,
      columns: COLUMNS.map(({ name }) => name),
      headerRows,
      clock: { kind: "seconds from 0", isReal: false },
      guesses: [
        guess(CATEGORY, "server type", "the category of the load; the publisher spells unknown as Unkown"),
        guess(CORES, "cores", "a number, or a bucket that is taken for its upper end; >24 is left out"),
        guess(MEMORY, "memory, GiB", "a number, or a bucket that is taken for its upper end; >64 is left out"),
      ],
      notes: ["Load over a VM's whole life (max, avg, p95 max cpu) is no reading: it has no time"],
      tell(row, onFact) {
        const id = row.text(VM), category = row.text(CATEGORY);
        if (category !== "") onFact(id, "serverType", category === "Unkown" ? "Unknown" : category);
        const cores = sizeIn(row, CORES), memory = sizeIn(row, MEMORY);
        if (cores > 0) onFact(id, "vcpu", cores);
        if (memory > 0) onFact(id, "memoryGib", memory);
      },
    });
  },
};

/** A size, or `NaN` for one that is only known to be larger than something. */
function sizeIn(row: CsvRow, column: number): number {
  return row.text(column).startsWith(">") ? NaN : row.number(column);
}
