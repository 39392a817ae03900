/** Google cluster data 2019, machine events: capacities, in JSON lines as published or a CSV export of the table. */
import type { FileHead } from "../file_head.ts";
import { jsonParts, jsonPartsOfHead } from "./json_document.ts";
import { hasHeader } from "../table/known_columns.ts";
import { MachineCapacities } from "./machine_capacity.ts";
import type { FactSink, Format, OpenContext } from "../open_file.ts";
import { sharedList } from "./shared_list.ts";
import { headerOf, textTable } from "../table/table_head.ts";
import { tableRows } from "../table/table_rows.ts";
import { UnknownFormat } from "../unknown_format.ts";

/** The trace starts on 2019-05-01 at 00:00 in US Pacific time, and its times say 600 seconds then. */
export const GOOGLE_2019_CLOCK = {
  kind: "microseconds from 0",
  isReal: true,
  startMs: Date.UTC(2019, 4, 1, 6, 50),
} as const;

/** One event; a number that is not told is `NaN`. */
interface MachineEvent {
  readonly machine: string;
  readonly time: number;
  readonly cpu: number;
  readonly memory: number;
  readonly platform: string | undefined;
}

type EventReader = () => AsyncGenerator<MachineEvent, void>;

/** The machine events of an input. */
const eventsOf = sharedList<EventReader>();

const CPUS = ["capacity.cpus", "capacity_cpus"], MEMORY = ["capacity.memory", "capacity_memory"];

/** The format: capacities are shares of the largest machine, so the inventory has neither cores nor GiB. */
export const GOOGLE_2019_MACHINES: Format = {
  name: "google-2019-machines",
  title: "Google cluster data 2019, machine events (inventory)",
  recognizes: (head) => isEvent(firstDocument(head)) || isEventTable(head),
  open(head, context) {
    const { file } = head;
    const events = isEvent(firstDocument(head)) ? jsonEvents(head) : tableEvents(head);
    eventsOf(context).push(events);
    return {
      source: "google-2019-machines",
      file,
      clock: GOOGLE_2019_CLOCK,
      guesses: [],
      notes: ["Capacities are shares of the largest machine's, so the inventory has neither cores nor GiB"],
      // deno-lint-ignore require-yield -- a file with inventory alone has no series
      async *read(onFact: FactSink) {
        let rows = 0;
        for await (const { machine, platform } of events()) {
          rows++;
          if (platform) onFact(machine, "instanceType", platform);
        }
        return rows;
      },
    };
  },
};

/** What the machine events of an input tell. */
export async function capacitiesOf(context: OpenContext): Promise<MachineCapacities> {
  const capacities = new MachineCapacities();
  for (const events of eventsOf(context)) {
    for await (const { machine, time, cpu, memory } of events()) {
      if (cpu > 0 || memory > 0) capacities.tell(machine, time, { cpu, memory });
    }
  }
  return capacities;
}

function jsonEvents({ file }: FileHead): EventReader {
  return async function* () {
    for await (const { value } of jsonParts(file, ["$"])) {
      if (!isEvent(value)) continue;
      const { cpus, memory } = (value["capacity"] ?? {}) as { cpus?: unknown; memory?: unknown };
      yield {
        machine: String(value["machine_id"]),
        time: Number(value["time"]),
        cpu: Number(cpus ?? NaN),
        memory: Number(memory ?? NaN),
        platform: typeof value["platform_id"] === "string" ? value["platform_id"] : undefined,
      };
    }
  };
}

function tableEvents(head: FileHead): EventReader {
  const { file } = head, header = headerOf(head), { dialect } = textTable(head);
  if (!isEventTable(head)) {
    throw new UnknownFormat(`Cannot read machine events: expected machine_id and capacity, got ${header}`, {
      place: { file: file.name },
      remedy: "export the table with these columns",
    });
  }
  const at = (...names: string[]): number => header.findIndex((name) => names.includes(name));
  const time = at("time"), machine = at("machine_id"), platform = at("platform_id");
  const cpus = at(...CPUS), memory = at(...MEMORY);
  return async function* () {
    for await (const { row, next } of tableRows({ file, dialect, columns: header, headerRows: 1 })) {
      while (next()) {
        yield {
          machine: row.text(machine),
          time: row.number(time),
          cpu: row.number(cpus),
          memory: row.number(memory),
          platform: platform < 0 ? undefined : row.text(platform),
        };
      }
    }
  };
}

/** Whether a document is about a machine; exports leave out what is null, and events of instances have a collection. */
function isEvent(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && ["time", "machine_id"].every((name) => name in value) &&
    ["switch_id", "platform_id", "capacity"].some((name) => name in value) && !("collection_id" in value);
}

function isEventTable(head: FileHead): boolean {
  const header = headerOf(head);
  return hasHeader(head, ["time", "machine_id"]) && header.some((name) => CPUS.includes(name)) &&
    header.some((name) => MEMORY.includes(name));
}

function firstDocument(head: FileHead): unknown {
  if (head.table || !head.text.trimStart().startsWith("{")) return undefined;
  return jsonPartsOfHead(head, ["$"])[0]?.value;
}
