/** `sadf -d`: the reports of sysstat as rows for a database, `;` between the cells, a header before each table. */
import { CapacityError } from "@lib/core/errors.ts";
import { type Clock } from "../clock/clock.ts";
import { namesZone } from "../clock/civil_time.ts";
import { documentClock, documentTime } from "../clock/document_time.ts";
import type { FactSink, Format, RawSeries } from "../open_file.ts";
import { sampleValue } from "./sample_value.ts";
import type { SourceFile } from "../source_file.ts";
import { textLines } from "../text/text_lines.ts";
import { SysstatClock } from "./sysstat_clock.ts";
import { isLoadTable, ITEM_COLUMNS, sysstatGuesses, SysstatReadings } from "./sysstat_readings.ts";
import { isoTimeIn } from "../clock/written_time.ts";

/** Spreadsheets take the `#` away and may put commas. */
const HEADER = /^(?:#\s*)?hostname([;,])interval\1timestamp\1/;

/**
 * The format. Times are in UTC, or epoch seconds (`-U`); local ones (`-T`) name no zone and are taken for that of the
 * ingest.
 */
export const SADF: Format = {
  name: "sadf",
  title: "sysstat, sadf -d (hostname;interval;timestamp;…)",
  recognizes({ text }) {
    return text.split("\n", 20).some((line) => HEADER.test(line));
  },
  open(head, { timezone }) {
    const { file } = head;
    const lines = head.text.split(/\r?\n/);
    const headers = lines.filter((line) => HEADER.test(line)).flatMap((line) => line.split(/[;,]/));
    const first = lines.map((line) => /^[^#;,]+[;,]-?\d+[;,]([^;,]*)/.exec(line)?.[1]).find((time) =>
      time !== undefined
    );
    const counted = documentClock(first);
    const isLocal = counted.kind === "ISO 8601" && !namesZone(first ?? "");
    const clock: Clock = isLocal ? { ...counted, timezone } : counted;
    return {
      source: "sadf",
      file,
      clock,
      guesses: sysstatGuesses(file.name, new Set(headers)),
      notes: isLocal ? [`Times of sysstat that name no zone are taken for those of ${timezone}`] : [],
      read: (onFact) => readRows(file, clock, onFact),
    };
  },
};

/** The header of a table: where its item is, and the names of its values. */
interface TableHeader {
  readonly line: string;
  readonly delimiter: string;
  readonly item: number;
  readonly names: readonly (readonly [column: number, name: string])[];
  readonly columns: readonly string[];
}

async function* readRows(file: SourceFile, clock: Clock, onFact: FactSink): AsyncGenerator<RawSeries, number> {
  const readings = new SysstatReadings(), local = new SysstatClock(clock.timezone ?? "UTC");
  let header: TableHeader | undefined, rows = 0;
  for await (const { lines, first } of textLines(file)) {
    for (const [index, line] of lines.entries()) {
      const row = first + index;
      const problem = (text: string, column?: string, remedy = "print the report again"): CapacityError =>
        new CapacityError(`Cannot read readings: ${text}`, {
          place: { file: file.name, row, ...column === undefined ? {} : { column } },
          remedy,
        });
      if (line.trim() === "") continue;
      if (HEADER.test(line)) {
        // `sadf -d -h` puts all items of a time in one row, and their names in brackets.
        if (line.includes("[")) throw problem("expected a row per item, got several in one", undefined, "leave out -h");
        header = headerOf(line);
        continue;
      }
      const cells = line.split(header?.delimiter ?? ";");
      const [serverId = "", , time = "", text = ""] = cells;
      const restart = text.match(/^LINUX-RESTART(?:\s*\((\d+) CPU\))?/);
      if (restart) {
        if (restart[1] !== undefined) onFact(serverId, "vcpu", Number(restart[1]));
        continue;
      }
      if (text.startsWith("COM ")) continue;
      if (!header) throw problem("expected a header (# hostname;interval;timestamp;…) before the rows, got none");
      if (cells.length !== header.columns.length) {
        throw problem(`expected ${header.columns.length} cells, got ${cells.length}`);
      }
      rows++;
      if (!isLoadTable(header.columns)) continue;
      if (serverId === "") throw problem("expected a host, got an empty cell", "hostname");
      const instant = clock.timezone === undefined
        ? documentTime(time, clock)
        : local.instantOfLocal(`${serverId};${header.line}`, localTime(time));
      if (instant !== instant) throw problem(`expected a time (${clock.kind}), got "${time}"`, "timestamp");
      const values = new Map<string, number>();
      for (const [column, name] of header.names) {
        const value = sampleValue(cells[column]!.replace(",", "."));
        if (value === undefined) throw problem(`expected a number, got "${cells[column]}"`, name);
        values.set(name, value);
      }
      readings.take({ serverId, time: instant, row, item: header.item < 0 ? undefined : cells[header.item]!, values });
    }
  }
  yield* readings.series();
  return rows;
}

function headerOf(line: string): TableHeader {
  const delimiter = HEADER.exec(line)?.[1] ?? ";";
  const cells = line.replace(/^#\s*/, "").split(delimiter);
  const item = cells.findIndex((name) => ITEM_COLUMNS.includes(name));
  const names = [...cells.entries()].filter(([column]) => column > 2 && column !== item);
  return { line, delimiter, item, names, columns: cells };
}

function localTime(text: string): number {
  const bytes = new TextEncoder().encode(text);
  return isoTimeIn(bytes, 0, bytes.length);
}
