/** Google cluster data 2019, instance usage: JSON lines as published, or a CSV export of the table. */
import { CapacityError } from "@lib/core/errors.ts";
import type { CsvRow } from "../text/csv_row.ts";
import type { FileHead } from "../file_head.ts";
import { jsonParts, jsonPartsOfHead } from "./json_document.ts";
import { hasHeader } from "../table/known_columns.ts";
import type { TaskUsage } from "./machine_usage.ts";
import type { Format, Guess, OpenContext, OpenFile } from "../open_file.ts";
import { sharedList } from "./shared_list.ts";
import { cellsOf, headerOf, textTable } from "../table/table_head.ts";
import { tableRows } from "../table/table_rows.ts";
import { openTaskFile, type TaskFile, type TaskTrace } from "./task_files.ts";
import { UnknownFormat } from "../unknown_format.ts";
import { capacitiesOf, GOOGLE_2019_CLOCK } from "./google_2019_machines.ts";

const START = "start_time", END = "end_time", MACHINE = "machine_id", USAGE = "average_usage";
const NEEDED = [START, END, MACHINE] as const;
/** How exports name the parts of the nested column. */
const CPUS = ["average_usage.cpus", "average_usage_cpus"], MEMORY = ["average_usage.memory", "average_usage_memory"];
/** Rows of alloc sets cover tasks that have rows of their own. */
const ALLOC_SETS = /^(1|ALLOC_SET)$/i;
/** What stands for no machine, and for one outside the cluster. */
const NO_MACHINE = /^(0|-1|null|nan|none|)$/i;
/** Documents handed on together. */
const BLOCK = 4096;

const TRACE: TaskTrace = {
  source: "google-2019",
  clock: GOOGLE_2019_CLOCK,
  filesOf: sharedList<TaskFile>(),
  capacitiesOf,
};

/**
 * The format. Instances are summed up by machine and five minutes and divided by the machine's capacity, where machine
 * events in the same input tell it. Shards of an export come in any order: up to a million machine-intervals that is
 * no matter, beyond them rows must be sorted by their start.
 *
 * @see Wilkes, Google cluster-usage traces v3 (2020)
 */
export const GOOGLE_2019_USAGE: Format = {
  name: "google-2019",
  title: "Google cluster data 2019, instance usage (summed up by machine)",
  recognizes: (head) => isUsage(firstDocument(head)) || csvPlaces(head) !== undefined,
  open(head, context) {
    return isUsage(firstDocument(head)) ? openJson(head, context) : openTable(head, context);
  },
};

function openJson(head: FileHead, context: OpenContext): OpenFile {
  const { file } = head;
  async function* tasks(): AsyncGenerator<readonly TaskUsage[], number> {
    let block: TaskUsage[] = [], row = 0;
    for await (const { value } of jsonParts(file, ["$"])) {
      row++;
      if (!isInstance(value)) throw noUsage(file.name, row);
      if (!isLeftOut(value[MACHINE], value["collection_type"])) block.push(taskOfDocument(value, file.name, row));
      if (block.length < BLOCK) continue;
      yield block;
      block = [];
    }
    yield block;
    return row;
  }
  const first = firstDocument(head) as Instance;
  return openTaskFile(TRACE, context, { file, tasks }, {
    guesses: guessesOf(file.name, [JSON.stringify(first[USAGE] ?? null)]),
    notes: NOTES,
  });
}

function openTable(head: FileHead, context: OpenContext): OpenFile {
  const { file } = head, places = csvPlaces(head);
  if (!places) {
    throw new UnknownFormat(
      `Cannot read readings: expected instance usage with ${NEEDED.join(", ")} and ${USAGE}, got ${headerOf(head)}`,
      { place: { file: file.name }, remedy: "export the table with these columns" },
    );
  }
  const { dialect } = textTable(head), columns = headerOf(head);
  async function* tasks(): AsyncGenerator<readonly TaskUsage[], number> {
    let rows = 0;
    for await (const { row, next } of tableRows({ file, dialect, columns, headerRows: 1 })) {
      const block: TaskUsage[] = [];
      for (; next(); rows++) {
        const { machine, type } = places!;
        if (isLeftOut(row.text(machine), type < 0 ? "" : row.text(type))) continue;
        block.push(taskOfRow(row, places!, file.name));
      }
      yield block;
    }
    return rows;
  }
  const examples = cellsOf(head, places.usage < 0 ? places.cpu : places.usage).slice(0, 3);
  return openTaskFile(TRACE, context, { file, tasks }, { guesses: guessesOf(file.name, examples), notes: NOTES });
}

const NOTES = [
  "Machines of which machine events tell no capacity are measured against the largest machine",
  "Usage of alloc sets is left out, as their tasks are counted, and so is usage on no machine of the cluster",
  "A row that stands twice counts twice",
];

function guessesOf(file: string, examples: readonly string[]): Guess[] {
  return [{
    file,
    column: USAGE,
    takenFor: "cpu_pct and mem_pct, percent",
    because: "mean over 5 minutes of the sum of the machine's instances, over the machine's capacity",
    examples,
    confidence: 1,
  }];
}

interface Instance {
  readonly [name: string]: unknown;
  /** Left out by exports where it is null. */
  readonly average_usage?: { readonly cpus?: unknown; readonly memory?: unknown } | null;
}

function isInstance(value: unknown): value is Instance {
  return typeof value === "object" && value !== null && NEEDED.every((name) => name in value);
}

function isUsage(value: unknown): value is Instance {
  return isInstance(value) && (USAGE in value || "assigned_memory" in value);
}

function isLeftOut(machine: unknown, collectionType: unknown): boolean {
  return NO_MACHINE.test(String(machine)) || ALLOC_SETS.test(String(collectionType));
}

function firstDocument(head: FileHead): unknown {
  if (head.table || !head.text.trimStart().startsWith("{")) return undefined;
  return jsonPartsOfHead(head, ["$"])[0]?.value;
}

function taskOfDocument(value: Instance, file: string, row: number): TaskUsage {
  const number = (name: string, found: unknown): number => {
    if (found === undefined || found === null || found === "") return NaN;
    const parsed = typeof found === "string" || typeof found === "number" ? Number(found) : NaN;
    if (parsed === parsed) return parsed;
    throw new CapacityError(`Cannot read instance usage: expected a number, got ${JSON.stringify(found)}`, {
      place: { file, row, column: name },
      remedy: "mend the document",
    });
  };
  return {
    machine: String(value[MACHINE]),
    start: number(START, value[START]),
    end: number(END, value[END]),
    cpu: number("average_usage.cpus", value[USAGE]?.cpus),
    memory: number("average_usage.memory", value[USAGE]?.memory),
    file,
    row,
  };
}

function noUsage(file: string, row: number): CapacityError {
  return new CapacityError(
    `Cannot read instance usage: expected ${NEEDED.join(", ")}, got another document`,
    {
      place: { file, row },
      remedy: "keep one kind of documents in a file",
    },
  );
}

/** Places of the columns in a CSV export; `usage` is the nested column as one text, as some exports have it. */
interface Places {
  readonly start: number;
  readonly end: number;
  readonly machine: number;
  readonly type: number;
  readonly cpu: number;
  readonly memory: number;
  readonly usage: number;
}

function csvPlaces(head: FileHead): Places | undefined {
  const header = headerOf(head);
  const at = (names: readonly string[]): number => header.findIndex((name) => names.includes(name));
  const places: Places = {
    start: at([START]),
    end: at([END]),
    machine: at([MACHINE]),
    type: at(["collection_type"]),
    cpu: at(CPUS),
    memory: at(MEMORY),
    usage: at([USAGE]),
  };
  const hasUsage = places.usage >= 0 || (places.cpu >= 0 && places.memory >= 0);
  return hasUsage && hasHeader(head, NEEDED) ? places : undefined;
}

function taskOfRow(row: CsvRow, places: Places, file: string): TaskUsage {
  const { cpu, memory } = places.usage < 0
    ? { cpu: row.number(places.cpu), memory: row.number(places.memory) }
    : nestedUsage(row, places.usage);
  return {
    machine: row.text(places.machine),
    start: row.number(places.start),
    end: row.number(places.end),
    cpu,
    memory,
    file,
    row: row.line,
  };
}

/** Such as `{'cpus': 0.02, 'memory': 0.01}`, `None` for a missing number. */
function nestedUsage(row: CsvRow, column: number): { cpu: number; memory: number } {
  const text = row.text(column);
  const number = (name: string): number => {
    const found = text.match(new RegExp(`['"]?${name}['"]?\\s*:\\s*['"]?([^,'"}\\s]+)`))?.[1];
    if (found === undefined || /^(none|null|nan)$/i.test(found)) return NaN;
    if (!Number.isNaN(Number(found))) return Number(found);
    throw row.error(`expected a number of ${name}, got "${text.slice(0, 60)}"`, { column, remedy: "mend the cell" });
  };
  if (text !== "" && !/^\s*(\{.*\}|nan|none|null)\s*$/is.test(text)) {
    throw row.error(`expected {cpus, memory}, got "${text.slice(0, 60)}"`, { column, remedy: "mend the cell" });
  }
  return { cpu: number("cpus"), memory: number("memory") };
}
