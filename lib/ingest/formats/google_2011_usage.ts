/** Google cluster data 2011, `task_usage`: what each task used in five minutes, 20 columns without a header. */
import type { CsvRow } from "../text/csv_row.ts";
import type { FileHead } from "../file_head.ts";
import { headerRowsOf, type KnownColumn, knownHeaderRows, NUMBER, WHOLE } from "../table/known_columns.ts";
import { columnGuess } from "../table/known_table.ts";
import type { TaskUsage } from "./machine_usage.ts";
import { NameTable } from "../text/name_table.ts";
import type { Format } from "../open_file.ts";
import { sharedList } from "./shared_list.ts";
import { textTable } from "../table/table_head.ts";
import { tableRows } from "../table/table_rows.ts";
import { openTaskFile, type TaskFile, type TaskTrace } from "./task_files.ts";
import { capacitiesOf, GOOGLE_2011_CLOCK } from "./google_2011_machines.ts";

const COLUMNS: readonly KnownColumn[] = [
  ...["start time", "end time", "job id", "task index", "machine id"].map((name) => ({ name, shape: WHOLE })),
  ...[
    ..."mean cpu usage rate,canonical memory usage,assigned memory usage,unmapped page cache".split(","),
    ..."total page cache,maximum memory usage,mean disk io time,mean local disk space used".split(","),
    ..."maximum cpu usage,maximum disk io time,cycles per instruction,memory accesses per instruction".split(","),
    ..."sample portion,aggregation type,sampled cpu usage".split(","),
  ].map((name) => ({ name, shape: NUMBER })),
];
/** The first version of the trace has no sampled CPU. */
const FIRST_VERSION = COLUMNS.slice(0, -1);
const START = 0, END = 1, MACHINE = 4, CPU = 5, MEMORY = 6;

const TRACE: TaskTrace = {
  source: "google-2011",
  clock: GOOGLE_2011_CLOCK,
  filesOf: sharedList<TaskFile>(),
  capacitiesOf,
};

/**
 * The format. Tasks are summed up by machine and five minutes and divided by the machine's capacity, where
 * `machine_events` in the same input tells it.
 *
 * @see Reiss, Wilkes and Hellerstein, Google cluster-usage traces: format and schema (2011, version 2.1)
 */
export const GOOGLE_2011_USAGE: Format = {
  name: "google-2011",
  title: "Google cluster data 2011, task_usage (summed up by machine)",
  recognizes: (head) => headerRowsOf(head, COLUMNS) !== undefined || headerRowsOf(head, FIRST_VERSION) !== undefined,
  open(head, context) {
    const { file } = head, { dialect } = textTable(head), columns = columnsOf(head);
    const headerRows = knownHeaderRows(head, columns);
    const guess = (index: number, takenFor: string, because: string) =>
      columnGuess(head, { index, name: columns[index]!.name, headerRows }, takenFor, because);
    const because = "mean over 5 minutes of the sum of the machine's tasks, over the machine's capacity";
    async function* tasks(): AsyncGenerator<readonly TaskUsage[], number> {
      let rows = 0;
      const machines = new NameTable();
      const names = columns.map(({ name }) => name);
      for await (const { row, next } of tableRows({ file, dialect, columns: names, headerRows })) {
        const block: TaskUsage[] = [];
        for (; next(); rows++) block.push(taskIn(row, machines, file.name));
        yield block;
      }
      return rows;
    }
    return openTaskFile(TRACE, context, { file, tasks }, {
      guesses: [
        guess(START, "microseconds from 600 s before the trace", "the publisher's description"),
        guess(CPU, "cpu_pct, percent", because),
        guess(MEMORY, "mem_pct, percent", because),
      ],
      notes: ["Machines of which machine_events tell no capacity are measured against the largest machine"],
    });
  },
};

function columnsOf({ table }: FileHead): readonly KnownColumn[] {
  return table?.rows[0]?.length === FIRST_VERSION.length ? FIRST_VERSION : COLUMNS;
}

function taskIn(row: CsvRow, machines: NameTable, file: string): TaskUsage {
  return {
    machine: machines.nameOf(row.bytes, row.starts[MACHINE]!, row.ends[MACHINE]!, () => row.text(MACHINE)),
    start: row.number(START),
    end: row.number(END),
    cpu: row.number(CPU),
    memory: row.number(MEMORY),
    file,
    row: row.line,
  };
}
