/** PlanetLab (CoMon): a file per VM and day with 288 whole percentages of CPU, one a line, and nothing else. */
import { CapacityError } from "@lib/core/errors.ts";
import { DAY_MS } from "@lib/core/day.ts";
import { RELATIVE_START_MS } from "../clock/clock.ts";
import type { FileHead } from "../file_head.ts";
import { openKnownTable } from "../table/known_table.ts";
import { PERCENTAGE } from "../table/known_columns.ts";
import type { Format } from "../open_file.ts";
import { stemOf } from "../source_file.ts";
import { UnknownFormat } from "../unknown_format.ts";

/** Rows of a day in steps of five minutes. */
const ROWS = 288;
/** Fewer rows than half a day are not taken for a broken day, but for something else. */
const FEWEST_ROWS = ROWS / 2;

/**
 * The format. The day is the name of the folder (`20110303`), in UTC by assumption, the server that of the file; the
 * days of a server are joined. Without such a folder the day is unknown.
 *
 * @see Park and Pai, CoMon: a mostly-scalable monitoring system for PlanetLab (2006); Beloglazov and Buyya (2012)
 */
export const PLANETLAB: Format = {
  name: "planetlab",
  title: "PlanetLab (CoMon), one file per VM and day",
  recognizes: (head) => {
    const rows = rowsOf(head);
    return rows >= FEWEST_ROWS && rows <= ROWS;
  },
  open(head) {
    const { file } = head, rows = rowsOf(head);
    if (rows !== ROWS) {
      // A day that is cut is damage; what holds other things is no such file.
      throw new (rows > 0 ? CapacityError : UnknownFormat)(
        `Cannot read PlanetLab readings: expected ${ROWS} whole percentages, got ${rows}`,
        { place: { file: file.name }, remedy: "fetch the file again: a day has 288 lines" },
      );
    }
    const day = dayOfFolder(file.name);
    return openKnownTable(head, {
      source: "planetlab",
      columns: [{ name: "cpu", shape: PERCENTAGE, metric: "cpu_pct", unit: "percent" }],
      headerRows: 0,
      clock: { kind: "row numbers", isReal: day !== undefined },
      time: { startMs: day ?? RELATIVE_START_MS, stepMs: DAY_MS / ROWS },
      server: { id: stemOf(file.name) },
      guesses: [{
        file: file.name,
        column: "(row number)",
        takenFor: "steps of 300 s",
        because: day === undefined
          ? "288 rows are a day"
          : "288 rows are a day; its date is the folder's, taken for UTC",
        examples: [],
        confidence: day === undefined ? 0.8 : 0.9,
      }],
    });
  },
};

/** Number of rows of a file that holds whole percentages alone, or 0. */
function rowsOf({ table, isWhole }: FileHead): number {
  if (!table || !isWhole || !table.rows.every((row) => row.length === 1 && /^(100|\d{1,2})$/.test(row[0]!))) return 0;
  return table.rows.length;
}

/** The day that a folder on the way to the file names. */
function dayOfFolder(name: string): number | undefined {
  const folder = name.replaceAll("\\", "/").split("/").slice(0, -1).findLast((part) => /^20\d{6}$/.test(part));
  const ms = folder ? Date.parse(`${folder.slice(0, 4)}-${folder.slice(4, 6)}-${folder.slice(6)}T00:00Z`) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
