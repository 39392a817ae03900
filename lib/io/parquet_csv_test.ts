import { ok, rejects, strictEqual } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { withDatabase } from "./duckdb.ts";
import { parquetAsCsv } from "./parquet_csv.ts";
import { sqlText } from "./sql_text.ts";

async function withParquet(select: string, work: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/it's.parquet`;
    await withDatabase((connection) => connection.run(`COPY (${select}) TO ${sqlText(path)} (FORMAT parquet)`));
    await work(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function csvOf(path: string): Promise<string> {
  return await new Response(ReadableStream.from(parquetAsCsv(path, "it's.parquet"))).text();
}

Deno.test("parquetAsCsv() writes times in UTC, numbers that read back, empty cells, and quotes what needs it", async () => {
  const select = `
    SELECT TIMESTAMP '2024-01-31 13:00:00.25' AS timestamp, DATE '2024-02-29' AS "the, day",
      make_timestamp(1706706000000000)::TIMESTAMP_NS AS fine, '2024-01-31 13:00:00+02:00'::TIMESTAMPTZ AS zoned, 'a"b, c' AS name, 0.1::FLOAT AS narrow,
      12.5::DECIMAL(9, 2) AS decimal, 1e308::DOUBLE AS large, 'nan'::DOUBLE AS none, '-inf'::DOUBLE AS low,
      7::BIGINT AS whole, [1, 2] AS list, 'x'::BLOB AS bytes, repeat('x', 257)::BLOB AS document
    UNION ALL
    SELECT NULL, NULL, NULL, NULL, 'second', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL`;
  await withParquet(select, async (path) => {
    strictEqual(
      await csvOf(path),
      'timestamp,"the, day",fine,zoned,name,narrow,decimal,large,none,low,whole,list,bytes\n' +
        '2024-01-31T13:00:00.250Z,2024-02-29,2024-01-31T13:00:00Z,2024-01-31T11:00:00Z,"a""b, c",0.1,12.5,1e+308,,-Infinity,7,"[1, 2]",x\n' +
        ",,,,second,,,,,,,,\n",
    );
  });
});

Deno.test("parquetAsCsv() streams many rows in their order, and can be left early", async () => {
  await withParquet("SELECT range AS row FROM range(100000)", async (path) => {
    const lines = (await csvOf(path)).trimEnd().split("\n");
    strictEqual(lines.length, 100_001);
    ok(lines.every((line, index) => index === 0 || line === `${index - 1}`));
    for await (const chunk of parquetAsCsv(path)) {
      ok(chunk.length > 0);
      break;
    }
  });
});

Deno.test("parquetAsCsv() keeps long numbers whole, and texts that are all different, and cells that no date can hold", async () => {
  const select =
    "SELECT 9007199254740993 + range AS id, 'vm ' || range AS vm, 'infinity'::TIMESTAMP AS time FROM range(60000)";
  await withParquet(select, async (path) => {
    const lines = (await csvOf(path)).trimEnd().split("\n");
    strictEqual(lines.length, 60_001);
    strictEqual(lines[1], "9007199254740993,vm 0,");
    strictEqual(lines.at(-1), "9007199254800992,vm 59999,");
  });
});

Deno.test("parquetAsCsv() says that a file is cut short, without the path of the disk", async () => {
  await withParquet("SELECT range AS row FROM range(1000)", async (path) => {
    const bytes = await Deno.readFile(path);
    await Deno.writeFile(path, bytes.subarray(0, bytes.length - 20));
    await rejects(
      csvOf(path),
      (error) =>
        error instanceof CapacityError && !error.message.includes(path) &&
        /expected a whole one.*\(file it's\.parquet\); fetch the file again/.test(error.message),
    );
  });
});
