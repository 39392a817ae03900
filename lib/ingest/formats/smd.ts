/** Server Machine Dataset (OmniAnomaly): 38 columns scaled to 0–1 per machine, a row a minute, neither header nor time. */
import { RELATIVE_START_MS } from "../clock/clock.ts";
import type { FileHead } from "../file_head.ts";
import { headerRowsOf, type KnownColumn, knownHeaderRows } from "../table/known_columns.ts";
import { type KnownTable, openKnownTable } from "../table/known_table.ts";
import type { Format } from "../open_file.ts";
import { sharedList } from "./shared_list.ts";
import { stemOf } from "../source_file.ts";
import { textTable } from "../table/table_head.ts";
import { type TableRows, tableRows } from "../table/table_rows.ts";

const NAMES = [
  ..."cpu_r load_1 load_5 load_15 mem_shmem mem_u mem_u_e total_mem".split(" "),
  ..."disk_q disk_r disk_rb disk_svc disk_u disk_w disk_wa disk_wb si so".split(" "),
  ..."eth1_fi eth1_fo eth1_pi eth1_po tcp_tw tcp_use active_opens curr_estab".split(" "),
  ..."in_errs in_segs listen_overflows out_rsts out_segs passive_opens retransegs tcp_timeouts".split(" "),
  ..."udp_in_dg udp_out_dg udp_rcv_buf_errs udp_snd_buf_errs".split(" "),
];
const SCALED = /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i;
const COLUMNS: readonly KnownColumn[] = NAMES.map((name) => ({
  name,
  shape: SCALED,
  metric: name,
  unit: "scaled 0-1",
  because: "scaled between the machine's least and largest value: a share of no capacity; names from its community",
}));
const STEP_MS = 60_000;

/** A half of a machine's series. */
interface Half extends TableRows {
  readonly machine: string;
  readonly isTest: boolean;
}

/** The halves of an input. */
const halvesOf = sharedList<Half>();

/**
 * The format. A machine's series is cut into a train and a test half, told apart by the folder or the end of the name;
 * the second starts where the first ends. Alone, each starts at 0.
 *
 * @see https://github.com/NetManAIOps/OmniAnomaly
 */
export const SMD: Format = {
  name: "smd",
  title: "Server Machine Dataset (OmniAnomaly), one file per machine and half",
  recognizes: (head) => headerRowsOf(head, COLUMNS) !== undefined && isScaled(head),
  open(head, context) {
    const { file } = head, { dialect } = textTable(head), headerRows = knownHeaderRows(head, COLUMNS);
    const machine = stemOf(file.name).replace(/[-_](train|test)$/, "");
    const half: Half = {
      file,
      dialect,
      columns: NAMES,
      headerRows,
      machine,
      isTest: /(^|[/\\])test[/\\]|[-_]test(\.|$)/.test(file.name),
    };
    halvesOf(context).push(half);
    const table: KnownTable = {
      source: "smd",
      columns: COLUMNS,
      headerRows,
      clock: { kind: "row numbers", isReal: false },
      time: { startMs: RELATIVE_START_MS, stepMs: STEP_MS },
      server: { id: machine },
      guesses: [{
        file: file.name,
        column: "(row number)",
        takenFor: "steps of 60 s",
        because: "the publisher's description: a row a minute; a test half follows its train half",
        examples: [],
        confidence: 0.9,
      }],
      notes: ["Values are scaled per machine, so no threshold applies and machines cannot be compared"],
    };
    if (!half.isTest) return openKnownTable(head, table);
    return {
      ...openKnownTable(head, table),
      async *read(onFact) {
        const train = halvesOf(context).find((other) => other.machine === machine && !other.isTest);
        const startMs = RELATIVE_START_MS + (train ? await rowsIn(train) * STEP_MS : 0);
        return yield* openKnownTable(head, { ...table, time: { startMs, stepMs: STEP_MS } }).read(onFact);
      },
    };
  },
};

/** Whether most cells lie in 0–1, as they do in no other table of 38 numbers. */
function isScaled({ table }: FileHead): boolean {
  const cells = (table?.rows ?? []).flat();
  return cells.filter((cell) => Number(cell) >= 0 && Number(cell) <= 1).length * 2 > cells.length;
}

async function rowsIn(rows: TableRows): Promise<number> {
  let count = 0;
  for await (const { next } of tableRows(rows)) while (next()) count++;
  return count;
}
