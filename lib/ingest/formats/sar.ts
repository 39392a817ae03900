/** The text that `sar` prints (and mpstat, which prints alike): tables for people, with times of day under a date. */
import { CapacityError } from "@lib/core/errors.ts";
import { civilTime, type DateOrder, timeOfDay } from "../clock/civil_time.ts";
import type { FactSink, Format, RawSeries } from "../open_file.ts";
import { otherKind } from "../other_kind.ts";
import { sampleValue } from "./sample_value.ts";
import type { SourceFile } from "../source_file.ts";
import { textLines } from "../text/text_lines.ts";
import { SysstatClock } from "./sysstat_clock.ts";
import { isLoadTable, ITEM_COLUMNS, sysstatGuesses, SysstatReadings } from "./sysstat_readings.ts";

/** `Linux 5.10.0 (web-1)  01/31/2024  _x86_64_  (4 CPU)` */
const REPORT = /^Linux\s+\S+\s+\((.*?)\)\s+(\S+)(?:\s+_\S+_)?(?:\s+\((\d+) CPU\))?\s*$/;
const TIME = /^\d{1,2}:\d{2}:\d{2}$/;
const HALF = /^[AP]M$/i;

/**
 * The format. The date of a report is written as the host's locale has it; where day and month cannot be told apart, the
 * report is refused.
 */
export const SAR: Format = {
  name: "sar",
  title: "sysstat, the text that sar prints",
  recognizes({ bytes, text }) {
    return otherKind({ bytes, text }) === undefined && text.split("\n", 20).some((line) => REPORT.test(line.trimEnd()));
  },
  open(head, { timezone }) {
    const { file } = head;
    const words = new Set(head.text.split(/\s+/));
    const order = dateOrderOf(head.text, file), isShort = /^Linux.*\s\d\d\/\d\d\/\d\d\s/m.test(head.text);
    return {
      source: "sar",
      file,
      clock: {
        kind: order === "YMD" ? "ISO 8601" : order === "DMY" ? "day month year" : "month day year",
        isReal: true,
        timezone,
      },
      guesses: sysstatGuesses(file.name, words),
      notes: [
        `Times of sysstat that name no zone are taken for those of ${timezone}`,
        ...isShort && order === "MDY" ? ["Dates with two digits of the year are taken for month, day, year"] : [],
      ],
      read: (onFact) => readReports({ file, order, timezone }, onFact),
    };
  },
};

/** The table whose rows are being read. */
interface SarTable {
  readonly columns: readonly string[];
  readonly key: string;
}

async function* readReports(
  { file, order, timezone }: { file: SourceFile; order: DateOrder; timezone: string },
  onFact: FactSink,
): AsyncGenerator<RawSeries, number> {
  const readings = new SysstatReadings(), clock = new SysstatClock(timezone);
  let report: { host: string; date: number } | undefined, table: SarTable | undefined, rows = 0;
  for await (const { lines, first } of textLines(file)) {
    for (const [index, line] of lines.entries()) {
      const row = first + index, words = line.trim().split(/\s+/);
      const problem = (text: string, column?: string, remedy = "print the report again"): CapacityError =>
        new CapacityError(`Cannot read readings: ${text}`, {
          place: { file: file.name, row, ...column === undefined ? {} : { column } },
          remedy,
        });
      if (words[0] === "") continue;
      const found = REPORT.exec(line.trimEnd());
      if (found) {
        const [, host = "", date = "", processors] = found;
        report = { host, date: dateOf(date, order) };
        if (Number.isNaN(report.date)) throw problem(`expected a date, got "${date}"`);
        if (processors !== undefined) onFact(host, "vcpu", Number(processors));
        clock.restart();
        table = undefined;
        continue;
      }
      if (!TIME.test(words[0]!)) {
        // `Average:`, in the language of the host, sums up the rows above it.
        const isAverage = /^\p{L}[\p{L}.]*[:：]$/u.test(words[0]!) || words[1] === ":";
        if (isAverage && table) continue;
        throw problem(`expected a time of day, got "${line.slice(0, 40)}"`);
      }
      const isHalf = HALF.test(words[1] ?? "");
      const ofDay = timeOfDay(isHalf ? `${words[0]} ${words[1]}` : words[0]!);
      const cells = words.slice(isHalf ? 2 : 1);
      if (Number.isNaN(ofDay)) throw problem(`expected a time of day, got "${words[0]}"`);
      if (/^LINUX$/.test(cells[0] ?? "") && /RESTART/.test(cells[1] ?? "")) continue;
      if (cells[0] === "COM") continue;
      if (cells.every((cell) => !isNumber(cell))) {
        table = { columns: cells, key: cells.join(" ") };
        continue;
      }
      if (!report) throw problem("expected a first line such as Linux 5.10 (host) 2024-01-31, got none");
      if (!table) throw problem("expected a line with the names of the columns, got none");
      rows++;
      if (!isLoadTable(table.columns)) continue;
      // Some locales write the zone after each time, above the columns too: `02:14:30 IST`.
      const isZone = cells[0] === table.columns[0] && /^[A-Z]{2,5}$/.test(cells[0]!);
      const { item, values } = isZone
        ? rowOf(table.columns.slice(1), cells.slice(1), problem)
        : rowOf(table.columns, cells, problem);
      const time = clock.instantOf(table.key, report.date, ofDay);
      readings.take({ serverId: report.host, time, row, item, values });
    }
  }
  yield* readings.series();
  return rows;
}

/** The item and the values of a row; an item at the end may hold blanks. */
function rowOf(
  columns: readonly string[],
  cells: readonly string[],
  problem: (text: string, column?: string, remedy?: string) => CapacityError,
): { item: string | undefined; values: Map<string, number> } {
  const at = columns.findIndex((name) => ITEM_COLUMNS.includes(name));
  const isLast = at >= 0 && at === columns.length - 1;
  const count = isLast ? Math.min(cells.length, columns.length) : cells.length;
  if (count !== columns.length) throw problem(`expected ${columns.length} columns, got ${cells.length}`);
  const values = new Map<string, number>();
  for (const [column, name] of columns.entries()) {
    if (column === at) continue;
    const value = sampleValue(cells[column]!.replace(",", "."));
    if (value === undefined) {
      throw problem(`expected a number, got "${cells[column]}"`, name, "print the report without --human");
    }
    values.set(name, value);
  }
  return { item: at < 0 ? undefined : isLast ? cells.slice(at).join(" ") : cells[at]!, values };
}

function isNumber(cell: string): boolean {
  return /^[-+]?\d+([.,]\d+)?$/.test(cell);
}

/** The order of the dates in the head: by their form, by a number above 12, or by the locale that writes AM and PM. */
function dateOrderOf(text: string, file: SourceFile): DateOrder {
  const dates = [...text.matchAll(new RegExp(REPORT.source, "gm"))].map(([, , date = ""]) => date);
  const parts = dates.map((date) => date.split(/[-/.]/));
  if (parts.some(([first = ""]) => first.length === 4)) return "YMD";
  if (dates.some((date) => date.includes("."))) return "DMY";
  if (parts.some(([first]) => Number(first) > 12)) return "DMY";
  if (parts.some(([, second]) => Number(second) > 12)) return "MDY";
  // No locale with decimal commas has the month first.
  if (/\s\d+,\d+(\s|$)/.test(text)) return "DMY";
  if (/^\d{1,2}:\d{2}:\d{2} [AP]M\b/m.test(text)) return "MDY";
  // Two digits of the year are the date of the C locale, which has the month first.
  if (parts.every(([, , year = ""]) => year.length === 2)) return "MDY";
  if (parts.every(([first, second]) => first === second)) return "MDY";
  throw new CapacityError(
    `Cannot read readings: expected a date whose day and month can be told apart, got ${dates[0] ?? "none"}`,
    { place: { file: file.name, row: 1 }, remedy: "print the report with S_TIME_FORMAT=ISO, or use sadf -d" },
  );
}

function dateOf(text: string, order: DateOrder): number {
  const [first = "", , last = ""] = text.split(/[-/.]/);
  return civilTime(text, order, (order === "YMD" ? first : last).length === 2);
}
