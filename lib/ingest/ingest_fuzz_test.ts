import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { CapacityError } from "@lib/core/errors.ts";
import { collectReadings } from "./collect.ts";
import { CSV_SHAPES, type CsvShape, textOf } from "./mapper/csv_shapes_fixture.ts";
import { memoryFile } from "./memory_file.ts";

/** What people and programs leave in cells. */
const ODD_CELLS = [
  ..."|NaN|null|Unkown|n/a|-|-1|101|1e308|-inf|1e999|12,5|12.5|1.234,5|1,234.5|1,234|0x1F|1e|1 234|12.5%|5 KB/s|+7|.5|5."
    .split("|"),
  ..."2024-13-45|2024-05-01|01/02/2024|13/05/2024|1714557600|1714557600000|20240501|12:00|25:00|Total|=1+1|#N/A|١٢|é|\u0000"
    .split("|"),
  ...[
    " ",
    "'",
    '"',
    '""',
    '"5"',
    '"5',
    "a,b",
    "a;b",
    "\n",
    "\r\n",
    "\t",
    "|",
    "\ufeff",
    "9".repeat(30),
    "5\n6",
    "__proto__",
  ],
];
/** No case takes long; one that hangs shall be told as such. */
const HANG_MS = 20_000;

/** Readings by the line that they came from, in the order of the batches. */
type ByLine = ReadonlyMap<number, string>;

async function readingsOf({ file, map, timezone }: CsvShape, content: string | Uint8Array): Promise<ByLine> {
  const options = { ...map ? { map } : {}, ...timezone ? { timezone } : {} };
  const { batches } = await collectReadings([memoryFile(file, content)], options);
  const lines = new Map<number, string>();
  for (const { serverId, metric, unit, timestamps, values, sourceRows } of batches) {
    for (const [index, line] of sourceRows.entries()) {
      const reading = `${serverId} ${metric} ${unit} ${timestamps[index]} ${values[index]}`;
      lines.set(line, `${lines.get(line) ?? ""}${reading}\n`);
    }
  }
  return lines;
}

async function readOrRefused(shape: CsvShape, content: string | Uint8Array): Promise<ByLine | CapacityError> {
  try {
    return await readingsOf(shape, content);
  } catch (error) {
    ok(error instanceof CapacityError, `${error instanceof Error ? error.stack : error}`);
    ok(!/[\n\r]/.test(error.message), error.message);
    return error;
  }
}

for (const shape of CSV_SHAPES) {
  Deno.test(`a changed cell of a table changes the readings of its row alone, or is refused there (${shape.name})`, async () => {
    const whole = await readingsOf(shape, textOf(shape));
    const headerRows = shape.map?.header === false ? 0 : 1;
    const cell = fc.oneof(
      fc.constantFrom(...ODD_CELLS),
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.double({ noNaN: true }).map(String),
    );
    const places = fc.tuple(
      fc.integer({ min: headerRows, max: shape.rows.length - 1 }),
      fc.nat(shape.rows[0]!.length - 1),
    );
    await fc.assert(
      fc.asyncProperty(places, cell, async ([row, column], cell) => {
        const found = await readOrRefused(shape, textOf(shape, { row, column, cell }));
        const line = row + 1, isOneCell = !/["\n\r]/.test(cell) && !cell.includes(shape.delimiter[0]!);
        const factor = shape.factors?.[column];
        if (found instanceof CapacityError) {
          if (isOneCell && found.place.row !== undefined) strictEqual(found.place.row, line, found.message);
          ok(factor === undefined || !isPlainNumber(cell), `a number was refused: ${found.message}`);
          return;
        }
        // A line break or an open quote moves or swallows the rows after it.
        if (!isOneCell) return;
        for (const [other, readings] of whole) if (other !== line) strictEqual(found.get(other), readings, cell);
        for (const other of found.keys()) ok(other === line || whole.has(other));
        if (factor !== undefined && isPlainNumber(cell)) {
          const values = found.get(line)!.trimEnd().split("\n").map((reading) => Number(reading.split(" ").at(-1)));
          const expected = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number(cell) * factor));
          ok(values.includes(expected), `${cell}: ${values}`);
        }
      }),
      { numRuns: 450, timeout: HANG_MS },
    );
  });
}

function isPlainNumber(cell: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(cell);
}

Deno.test("any mutation of the bytes of a table is read or refused, and nothing else", async () => {
  const shapes = CSV_SHAPES.map((shape) => ({ shape, bytes: new TextEncoder().encode(textOf(shape)) }));
  const edit = fc.tuple(fc.nat(), fc.nat(4), fc.uint8Array({ maxLength: 3 }));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...shapes),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      async ({ shape, bytes }, edits) => {
        let mutated = Array.from(bytes);
        for (const [at, removed, added] of edits) mutated = mutated.toSpliced(at % mutated.length, removed, ...added);
        await readOrRefused(shape, Uint8Array.from(mutated));
      },
    ),
    { numRuns: 1400, timeout: HANG_MS },
  );
});

Deno.test("random bytes are read or refused", async () => {
  const [shape] = CSV_SHAPES;
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      await readOrRefused(shape!, bytes);
    }),
    { numRuns: 500, timeout: HANG_MS },
  );
});
