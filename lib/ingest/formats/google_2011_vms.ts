/** Google cluster data 2011 as VM-days: 288 lines `cpu memory`, a job's sum of tasks in percent. */
import { CapacityError } from "@lib/core/errors.ts";
import { DAY_MS } from "@lib/core/day.ts";
import { RELATIVE_START_MS } from "../clock/clock.ts";
import type { FileHead } from "../file_head.ts";
import { headerRowsOf, type KnownColumn, knownHeaderRows, NUMBER } from "../table/known_columns.ts";
import { openKnownTable } from "../table/known_table.ts";
import type { Format } from "../open_file.ts";
import { stemOf } from "../source_file.ts";

/** Rows of a day in steps of five minutes. */
const ROWS = 288;
/** Fewer rows than half a day are not taken for a broken day, but for something else. */
const FEWEST_ROWS = ROWS / 2;
/** The trace starts on Sunday 2011-05-01 at 19:00 in US Eastern time. */
const FIRST_DAY_MS = Date.UTC(2011, 4, 1, 23);

const BECAUSE = "the publisher's description: sum over a job's tasks";
const COLUMNS: readonly KnownColumn[] = [
  { name: "cpu", shape: NUMBER, metric: "cpu_pct", unit: "percent", because: BECAUSE },
  { name: "memory", shape: NUMBER, metric: "mem_pct", unit: "percent", because: BECAUSE },
];

/**
 * The format. A file is `vm_<job>_<day>`; day 1 is the first of the trace, and the days of a job are joined, as they
 * continue one another. Memory may pass 100 %.
 *
 * @see https://github.com/HiPro-IT/CPU-and-Memory-resource-usage-from-Google-Cluster-Data
 */
export const GOOGLE_2011_VMS: Format = {
  name: "google-2011-vms",
  title: "Google cluster data 2011 as VM-days, one file per VM and day",
  recognizes: (head) => {
    const rows = rowsOf(head);
    return rows >= FEWEST_ROWS && rows <= ROWS;
  },
  open(head) {
    const { file } = head, headerRows = knownHeaderRows(head, COLUMNS), rows = rowsOf(head);
    if (rows !== ROWS) {
      throw new CapacityError(`Cannot read VM-days: expected ${ROWS} lines of CPU and memory, got ${rows}`, {
        place: { file: file.name },
        remedy: "fetch the file again: a day has 288 lines",
      });
    }
    const stem = stemOf(file.name);
    const [, vm, day] = stem.match(/^(vm_\d+)_(\d{1,2})$/) ?? [];
    const isDated = day !== undefined;
    return openKnownTable(head, {
      source: "google-2011-vms",
      columns: COLUMNS,
      headerRows,
      clock: { kind: "row numbers", isReal: isDated },
      time: {
        startMs: isDated ? FIRST_DAY_MS + (Number(day) - 1) * DAY_MS : RELATIVE_START_MS,
        stepMs: DAY_MS / ROWS,
      },
      server: { id: vm ?? stem },
      guesses: [{
        file: file.name,
        column: "(row number)",
        takenFor: isDated ? "steps of 300 s of the day in the name" : "steps of 300 s",
        because: "288 rows are a day",
        examples: [],
        confidence: isDated ? 0.8 : 0.6,
      }],
      notes: isDated ? ["The days of the VMs start at 23:00 UTC, as the trace does; approximate"] : [],
    });
  },
};

/** Number of rows of a file that holds two numbers a line with a blank between, or 0. */
function rowsOf(head: FileHead): number {
  const { table, isWhole } = head;
  return isWhole && table?.dialect.delimiter === " " && headerRowsOf(head, COLUMNS) === 0 ? table.rows.length : 0;
}
