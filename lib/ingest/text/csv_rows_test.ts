import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { csvBlocks, type CsvDialect } from "./csv_rows.ts";

const COMMA: CsvDialect = { delimiter: ",", decimal: "." };

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.slice(at, at + size));
}

async function cellsOf(text: string, size = 7, dialect = COMMA): Promise<{ rows: string[][]; lines: number[] }> {
  const rows: string[][] = [], lines: number[] = [];
  for await (const { row, next } of csvBlocks(chunksOf(text, size), { file: "t.csv", dialect })) {
    while (next()) {
      rows.push(Array.from({ length: row.count }, (_, column) => row.text(column)));
      lines.push(row.line);
    }
  }
  return { rows, lines };
}

Deno.test("csvBlocks() reads what csv-parse reads, however the bytes are cut", async () => {
  const plain = fc.stringMatching(/^[a-z0-9.é]{0,6}$/);
  const quoted = fc.stringMatching(/^[a-z",\n]{0,6}$/).map((text) => `"${text.replaceAll('"', '""')}"`);
  const row = fc.array(fc.oneof(plain, quoted), { minLength: 2, maxLength: 5 });
  const file = fc.tuple(fc.array(row, { minLength: 1, maxLength: 6 }), fc.constantFrom("\n", "\r\n"), fc.boolean());
  await fc.assert(
    fc.asyncProperty(file, fc.integer({ min: 1, max: 40 }), async ([list, end, hasLastEnd], size) => {
      const text = list.map((cells) => cells.join(",")).join(end) + (hasLastEnd ? end : "");
      // The library trims nothing inside quotes and neither do we.
      const expected = parse(text, { relax_column_count: true, record_delimiter: ["\n", "\r\n"] });
      deepStrictEqual((await cellsOf(text, size)).rows, expected);
    }),
    { numRuns: 300 },
  );
});

Deno.test("csvBlocks() counts lines as an editor does: blank lines and line breaks in quotes too", async () => {
  const { rows, lines } = await cellsOf('a,b\n\n1,"x\ny"\n2,z\n');
  deepStrictEqual(rows, [["a", "b"], ["1", "x\ny"], ["2", "z"]]);
  deepStrictEqual(lines, [1, 3, 5]);
});

Deno.test("csvBlocks() takes a byte-order mark, CRLF and blanks around cells off", async () => {
  for (const size of [1, 2, 3, 100]) {
    const { rows } = await cellsOf("\ufeffa;\tb \r\n1;\t 2\r\n", size, { delimiter: ";", decimal: "." });
    deepStrictEqual(rows, [["a", "b"], ["1", "2"]]);
  }
});

Deno.test("csvBlocks() shows text after a closing quote as it stands", async () => {
  deepStrictEqual((await cellsOf('"12"34,5\n')).rows, [['"12"34', "5"]]);
});

Deno.test("csvBlocks() names the row of a quote that is never closed", async () => {
  await rejects(cellsOf('a,b\n1,2\n"3,4\n5,6\n'), /quote to be closed.*row 3/);
  await rejects(cellsOf(`a,b\n"${"x".repeat(2_200_000)}`, 65_536), /up to a mebibyte.*row 2/);
});

Deno.test("CsvRow grows beyond 64 cells", async () => {
  const cells = Array.from({ length: 300 }, (_, index) => `c${index}`);
  const { rows } = await cellsOf(cells.join(","));
  strictEqual(rows[0]?.length, 300);
  deepStrictEqual(rows[0], cells);
});

Deno.test("csvBlocks() takes any run of blanks for one delimiter where blanks are the delimiter", async () => {
  for (const size of [1, 2, 3, 100]) {
    const { rows } = await cellsOf("a  b\n 1 2 \r\n\n3 \t 4", size, { delimiter: " ", decimal: "." });
    deepStrictEqual(rows, [["a", "b"], ["1", "2"], ["3", "4"]]);
  }
});
