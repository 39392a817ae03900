import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { CapacityError } from "@lib/core/errors.ts";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { TRACE_SAMPLES, type TraceSample } from "./trace_samples_fixture.ts";

const ODD_CELLS =
  "|NaN|null|Unkown|n/a|-|-1|101|1e308|-inf|12,5|12.5|1.234,5|0x1F|1e|1 234|12.5%|5 KB/s|+7|.5|2024-05-01|1714557600|12:00|é|0|99999"
    .split("|");
/** Enough rows that one odd cell does not hide what the others are. */
const ROWS = 40;

/** Formats in which a row is a reading of its own; the others sum rows up. */
const ROW_BY_ROW = TRACE_SAMPLES.filter(({ format, isInventory }) =>
  !isInventory && (!format.startsWith("google") || format === "google-2011-vms")
);

/** The cells of a sample with its rows repeated, and what separates them. */
function cellsOf({ text }: TraceSample): { rows: string[][]; headerRows: number; delimiter: string } {
  const lines = text.trimEnd().split("\n"), [first = ""] = lines;
  const delimiter = [";", ",", " "].find((candidate) => first.includes(candidate)) ?? " ";
  const headerRows = /\d/.test(first.split(delimiter)[0]!) ? 0 : 1;
  const data = lines.slice(headerRows);
  const many = data.length >= ROWS ? data : Array.from({ length: ROWS }, (_, row) => data[row % data.length]!);
  return { rows: [...lines.slice(0, headerRows), ...many].map((line) => line.split(delimiter)), headerRows, delimiter };
}

async function readingsByLine(file: string, text: string): Promise<ReadonlyMap<number, string>> {
  const { batches } = await collectReadings([memoryFile(file, text)]);
  const lines = new Map<number, string>();
  for (const { serverId, metric, unit, timestamps, values, sourceRows } of batches) {
    for (const [index, line] of sourceRows.entries()) {
      const reading = `${serverId} ${metric} ${unit} ${timestamps[index]} ${values[index]}`;
      lines.set(line, `${lines.get(line) ?? ""}${reading}\n`);
    }
  }
  return lines;
}

for (const sample of ROW_BY_ROW) {
  Deno.test(`${sample.format}: a changed cell changes the readings of its row alone, or the file is refused`, async () => {
    const { rows, headerRows, delimiter } = cellsOf(sample);
    const textOf = (changed?: { row: number; column: number; cell: string }) =>
      rows.map((cells, row) =>
        cells.map((cell, column) => row === changed?.row && column === changed.column ? changed.cell : cell)
          .join(delimiter)
      ).join("\n") + "\n";
    const whole = await readingsByLine(sample.file, textOf());
    const place = fc.tuple(fc.integer({ min: headerRows, max: rows.length - 1 }), fc.nat(rows[0]!.length - 1));
    const cell = fc.oneof(fc.constantFrom(...ODD_CELLS), fc.double({ noNaN: true }).map(String));
    await fc.assert(
      fc.asyncProperty(place, cell, async ([row, column], cell) => {
        fc.pre(!cell.includes(delimiter) && !(cell === "" && delimiter === " "));
        let found: ReadonlyMap<number, string>;
        try {
          found = await readingsByLine(sample.file, textOf({ row, column, cell }));
        } catch (error) {
          ok(error instanceof CapacityError, `${error instanceof Error ? error.stack : error}`);
          return;
        }
        for (const [line, readings] of whole) if (line !== row + 1) strictEqual(found.get(line), readings, cell);
      }),
      { numRuns: 100 },
    );
  });
}
