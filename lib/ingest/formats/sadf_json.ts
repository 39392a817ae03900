/** `sadf -j`: the reports of sysstat as JSON. */
import { CapacityError } from "@lib/core/errors.ts";
import type { Clock } from "../clock/clock.ts";
import { documentTime } from "../clock/document_time.ts";
import { jsonParts, jsonPartsOfHead } from "./json_document.ts";
import type { FactSink, Format, RawSeries } from "../open_file.ts";
import { sampleValue } from "./sample_value.ts";
import { type SourceFile, stemOf } from "../source_file.ts";
import { SysstatClock } from "./sysstat_clock.ts";
import { sysstatGuesses, SysstatReadings } from "./sysstat_readings.ts";

const HOST = "$.sysstat.hosts.*.nodename", PROCESSORS = "$.sysstat.hosts.*.number-of-cpus";
const STATISTICS = "$.sysstat.hosts.*.statistics.*";
const CLOCK: Clock = { kind: "ISO 8601", isReal: true };

/** Names of the JSON where they differ from those of the report's columns. */
const COLUMNS: Readonly<Record<string, string>> = {
  user: "%user",
  usr: "%usr",
  nice: "%nice",
  system: "%system",
  sys: "%sys",
  iowait: "%iowait",
  steal: "%steal",
  irq: "%irq",
  soft: "%soft",
  guest: "%guest",
  gnice: "%gnice",
  idle: "%idle",
  memfree: "kbmemfree",
  avail: "kbavail",
  memused: "kbmemused",
  "memused-percent": "%memused",
  buffers: "kbbuffers",
  cached: "kbcached",
  commit: "kbcommit",
  "commit-percent": "%commit",
  active: "kbactive",
  inactive: "kbinact",
  dirty: "kbdirty",
  rxkB: "rxkB/s",
  txkB: "txkB/s",
};

/** The time of the record, and tables about the machine rather than its load. */
const NOT_READ = new Set(["timestamp", "interrupts", "power-management", "usb-devices"]);
/** Numbers that name what a row is about. */
const NUMBERED_ITEMS = new Set(["line", "number"]);

/** A record: its time, and the tables by name. */
interface Statistics {
  readonly timestamp?: { readonly date?: unknown; readonly time?: unknown; readonly utc?: unknown };
  readonly [table: string]: unknown;
}

/** The format; the same measures as those of `sadf -d`. */
export const SADF_JSON: Format = {
  name: "sadf-json",
  title: "sysstat, sadf -j",
  recognizes({ table, text }) {
    return !table && /"sysstat"\s*:\s*\{/.test(text) && /"hosts"\s*:\s*\[/.test(text);
  },
  open(head, { timezone }) {
    const { file } = head;
    const first = jsonPartsOfHead(head, [STATISTICS])[0]?.value as Statistics | undefined;
    const isLocal = first?.timestamp !== undefined && !first.timestamp.utc;
    const columns = new Set<string>();
    for (const { values } of rowsOf(first ?? {}, () => {})) for (const name of values.keys()) columns.add(name);
    return {
      source: "sadf-json",
      file,
      clock: isLocal ? { ...CLOCK, timezone } : CLOCK,
      guesses: sysstatGuesses(file.name, columns),
      notes: isLocal ? [`Times of sysstat that name no zone are taken for those of ${timezone}`] : [],
      read: (onFact) => readRecords(file, timezone, onFact),
    };
  },
};

async function* readRecords(file: SourceFile, timezone: string, onFact: FactSink): AsyncGenerator<RawSeries, number> {
  const readings = new SysstatReadings(), local = new SysstatClock(timezone);
  let serverId = stemOf(file.name), rows = 0;
  for await (const { path, value } of jsonParts(file, [HOST, PROCESSORS, STATISTICS])) {
    if (path.endsWith("nodename")) serverId = String(value);
    else if (path.endsWith("number-of-cpus")) onFact(serverId, "vcpu", Number(value));
    else {
      const record = (value ?? {}) as Statistics, row = ++rows;
      const problem = (text: string, column?: string): CapacityError =>
        new CapacityError(`Cannot read readings: ${text}`, {
          place: { file: file.name, row, ...column === undefined ? {} : { column }, server: serverId },
          remedy: "print the report again",
        });
      const { date, time: ofDay, utc } = record.timestamp ?? {};
      const written = documentTime(`${date} ${ofDay}`, CLOCK);
      if (written !== written) throw problem(`expected a timestamp with date and time, got ${date} ${ofDay}`);
      const time = utc ? written : local.instantOfLocal(serverId, written);
      const refuse = (name: string, got: unknown): never => {
        throw problem(`expected a number, got ${JSON.stringify(got)}`, name);
      };
      for (const { item, values } of rowsOf(record, refuse)) readings.take({ serverId, time, row, item, values });
    }
  }
  yield* readings.series();
  return rows;
}

/** The rows of all tables of a record; a table is an object, a list with a row per item, or holds other tables. */
function* rowsOf(
  record: object,
  refuse: (name: string, got: unknown) => void,
): Generator<{ item: string | undefined; values: Map<string, number> }> {
  for (const [name, table] of Object.entries(record)) {
    if (NOT_READ.has(name)) continue;
    for (const row of Array.isArray(table) ? table : [table]) {
      if (typeof row !== "object" || row === null) continue;
      const values = new Map<string, number>();
      let item: string | undefined;
      const inner: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(row)) {
        if (typeof value === "object" && value !== null) inner[key] = value;
        else if (NUMBERED_ITEMS.has(key)) item = String(value);
        else {
          const number = typeof value === "string" && item === undefined ? undefined : sampleValue(value);
          if (number !== undefined) values.set(COLUMNS[key] ?? key, number);
          // The first text of a row names what it is about: cpu "all", iface "eth0", filesystem "/dev/sda1".
          else if (item === undefined && typeof value === "string") item = value;
          else refuse(key, value);
        }
      }
      if (values.size > 0) yield { item, values };
      yield* rowsOf(inner, refuse);
    }
  }
}
