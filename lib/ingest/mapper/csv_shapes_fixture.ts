/** Tables of every shape that the schema mapper reads, cell by cell, so that a test may change one. */
import type { ColumnMap } from "./column_map.ts";

/** A table. */
export interface CsvShape {
  readonly name: string;
  readonly file: string;
  readonly map?: ColumnMap;
  readonly timezone?: string;
  readonly delimiter: string;
  readonly lineEnd: string;
  /** The first row is the header, except where the map says that there is none. */
  readonly rows: readonly (readonly string[])[];
  /** Columns of plain numbers with a point, and the factor from the cell to the reading. */
  readonly factors?: Readonly<Record<number, number>>;
}

const ROWS = 24;
const START = Date.UTC(2024, 4, 8, 22);

interface ShapeOptions extends Partial<Omit<CsvShape, "rows">> {
  readonly name: string;
  readonly header?: readonly string[];
  readonly count?: number;
  readonly cells: (row: number, time: Date) => readonly string[];
}

function shape({ header, cells, count = ROWS, ...given }: ShapeOptions): CsvShape {
  const data = Array.from({ length: count }, (_, row) => cells(row, new Date(START + row * 600_000)));
  return {
    file: "export.csv",
    delimiter: ",",
    lineEnd: "\n",
    ...given,
    rows: header ? [header, ...data] : data,
  };
}

const iso = (time: Date): string => time.toISOString().slice(0, 19).replace("T", " ");
const two = (value: number): string => String(value).padStart(2, "0");
const day = (time: Date): string => `${two(time.getUTCDate())}.${two(time.getUTCMonth() + 1)}.${time.getUTCFullYear()}`;
const american = (time: Date): string => {
  const hours = time.getUTCHours();
  return `${time.getUTCMonth() + 1}/${time.getUTCDate() + 10}/${time.getUTCFullYear()} ${hours % 12 || 12}:${
    two(time.getUTCMinutes())
  }:00 ${hours < 12 ? "AM" : "PM"}`;
};
const host = (row: number): string => ["web", "db"][row % 2]!;
/** Rows of two servers come at the same time. */
const paired = (row: number, time: Date): string => iso(new Date(time.getTime() - (row % 2) * 600_000));

/** The shapes. */
export const CSV_SHAPES: readonly CsvShape[] = [
  shape({
    name: "wide",
    header: ["time", "host", "cpu_pct", "net_in (KB/s)"],
    cells: (row, time) => [paired(row, time), host(row), String(10 + row / 4), String(100 * row)],
    factors: { 2: 1, 3: 0.008 },
  }),
  shape({
    name: "semicolons and decimal commas",
    delimiter: ";",
    lineEnd: "\r\n",
    header: ["Zeit", "Server", "CPU (%)", "load"],
    cells: (row, time) => [`${day(time)} ${iso(time).slice(11)}`, host(row), `${10 + row},5`, `${row},25`],
  }),
  shape({
    name: "tidy",
    header: ["timestamp", "server_id", "metric", "value"],
    cells: (row, time) => [iso(time), host(row), ["cpu_pct", "queue"][row % 2]!, String(20 + row)],
    factors: { 3: 1 },
  }),
  shape({
    name: "tidy with units",
    header: ["timestamp", "host", "metric", "unit", "value"],
    cells: (
      row,
      time,
    ) => [iso(time), "a", ["cpu_pct", "net_in_mbps"][row % 2]!, ["percent", "MB/s"][row % 2]!, `${row}.5`],
  }),
  shape({
    name: "servers in columns",
    file: "cpu_utilization.csv",
    header: ["time", "web01", "web02", "web03"],
    cells: (row, time) => [iso(time), String(20 + row), String(30 + row), String(40.5 + row)],
    factors: { 1: 1, 2: 1, 3: 1 },
  }),
  shape({
    name: "quoted",
    lineEnd: "\r\n",
    header: ['"TimeStamp"', '"Host"', '"mem_pct"'],
    cells: (row, time) => [`"${time.toISOString()}"`, `"${host(row)}, ""x"""`, `"${30 + row}"`],
  }),
  shape({
    name: "epoch milliseconds and tabs",
    delimiter: "\t",
    header: ["ts", "vm", "cpu_pct"],
    cells: (row, time) => [String(time.getTime()), host(row), String(row)],
    factors: { 2: 1 },
  }),
  shape({
    name: "percent signs",
    header: ["time", "host", "cpu", "memory"],
    cells: (row, time) => [iso(time), host(row), `${row}.5%`, `${50 + row} %`],
  }),
  shape({
    name: "months first and half days",
    delimiter: "|",
    header: ["Date Time", "host", "cpu_pct"],
    cells: (row, time) => [american(time), host(row), String(row)],
    factors: { 2: 1 },
  }),
  shape({
    name: "date and time of day",
    header: ["date", "time", "cpu_pct"],
    cells: (row, time) => [iso(time).slice(0, 10), iso(time).slice(11), String(row)],
    factors: { 2: 1 },
  }),
  shape({
    name: "seconds from 0, server by server",
    header: ["t", "machine", "cpu_pct"],
    map: { timestamp: "t" },
    cells: (row) => [String((row % 12) * 300), row < 12 ? "a" : "b", String(row)],
    factors: { 2: 1 },
  }),
  shape({
    name: "local times",
    timezone: "America/New_York",
    header: ["time", "cpu_pct"],
    cells: (row, time) => [iso(time), String(row)],
    factors: { 1: 1 },
  }),
  shape({
    name: "counters",
    count: 120,
    header: ["time", "rx_bytes", "cpu_pct"],
    cells: (row, time) => [iso(time), String(1e9 + 1e6 * row), String(row % 7)],
    factors: { 1: 8e-6, 2: 1 },
  }),
  shape({
    name: "blanks",
    delimiter: "  ",
    header: ["epoch", "host", "cpu_pct"],
    map: { timestamp: "epoch" },
    cells: (row, time) => [String(time.getTime() / 1000), host(row), String(row)],
    factors: { 2: 1 },
  }),
  shape({
    name: "no header",
    map: { header: false, timestamp: "1", server: "2", columns: { "3": { metric: "cpu_pct", unit: "fraction" } } },
    cells: (row, time) => [iso(time), host(row), String(row / 32)],
    factors: { 2: 100 },
  }),
  shape({
    name: "used of total",
    header: ["time", "host", "mem_used_mb", "mem_total_mb"],
    cells: (row, time) => [iso(time), host(row), String(512 + row), "4096"],
  }),
  shape({
    name: "a server of an unknown name",
    header: ["time", "box", "cpu_pct"],
    cells: (row, time) => [paired(row, time), host(row), String(row)],
    factors: { 2: 1 },
  }),
  shape({
    name: "fractions",
    count: 120,
    header: ["time", "cpu_usage"],
    cells: (row, time) => [iso(time), String((row % 64) / 64)],
  }),
];

/** The content of a shape, one cell replaced if told. */
export function textOf(
  { rows, delimiter, lineEnd }: CsvShape,
  change?: { readonly row: number; readonly column: number; readonly cell: string },
): string {
  return rows.map((cells, row) =>
    cells.map((cell, column) => row === change?.row && column === change.column ? change.cell : cell).join(delimiter)
  ).join(lineEnd) + lineEnd;
}
