import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { inputFiles } from "@lib/io/mod.ts";
import { writeTableTo } from "@lib/io/table_file.ts";
import { type TableContract, tableOf } from "@lib/core/table.ts";
import { regularSeriesOf, type TidySeries } from "./tidy_series.ts";
import { readTidyFiles } from "./tidy_file.ts";

/** The series of a file with some content. */
async function seriesIn(
  content: string | Uint8Array,
  name = "my file.csv",
): Promise<TidySeries & { isCounted: boolean; fileNotes: readonly string[] }> {
  const root = await Deno.makeTempDir();
  try {
    await Deno.writeFile(`${root}/${name}`, typeof content === "string" ? new TextEncoder().encode(content) : content);
    return await seriesAt(`${root}/${name}`);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function seriesAt(path: string) {
  const file = await readTidyFiles(await inputFiles([path]));
  return { ...regularSeriesOf(file), isCounted: file.isCounted, fileNotes: file.notes };
}

Deno.test("a tidy file: delimiters, quotes, decimal commas, gzip, missing words, names of the columns", async () => {
  for (
    const content of [
      "series_id,timestamp,value\na,2024-01-01,1.5\na,2024-01-02,\na,2024-01-03,3\n",
      'ds;y;unique_id;extra\n"2024-01-01";1,5;a;x\n2024-01-02;NaN;a;x\n2024-01-03;3,0;"a";\n',
      "\ufeffID\tDate\tValue\r\na\t01/01/2024\t1.5\r\na\t01/02/2024\tnull\r\na\t01/03/2024\t3\r\n",
      gzipSync("id,timestamp,y\na,2024-01-01T00:00:00Z,1.5\na,2024-01-02T00:00:00Z,n/a\na,2024-01-03T00:00:00Z,3"),
      "id,ds,y\na,1704067200,1.5\na,1704153600,\na,1704240000,3\n",
    ]
  ) {
    const { series: [own], failed } = await seriesIn(content);
    deepStrictEqual(failed, []);
    deepStrictEqual([own!.id, [...own!.values], own!.step, new Date(own!.last).toISOString()], [
      "a",
      [1.5, NaN, 3],
      { seconds: 86_400 },
      "2024-01-03T00:00:00.000Z",
    ], String(content).slice(0, 30));
  }
});

Deno.test("a tidy file: without names it is one series, called after the file; server and metric together are one", async () => {
  const one = await seriesIn("ds,y\n2024-01-01,1\n2024-01-02,2\n");
  strictEqual(one.series[0]!.id, "my file");
  const two = await seriesIn(
    "timestamp,server_id,metric,value,note\n2024-01-01,s,cpu,1,x\n2024-01-01,s,mem,5,x\n2024-01-02,s,cpu,2,x\n",
  );
  deepStrictEqual(two.series.map(({ id, values }) => [id, ...values]), [["s/cpu", 1, 2], ["s/mem", 5]]);
  deepStrictEqual(two.fileNotes, ["columns that are not read: note"]);
});

Deno.test("a tidy file: times may be counts, years or months", async () => {
  const counts = await seriesIn("unique_id,ds,y\na,1,5\na,2,6\nb,1,7\nb,2,8\n");
  deepStrictEqual([counts.isCounted, counts.series.map(({ last }) => last)], [true, [2, 2]]);
  const months = await seriesIn("ds,y\n2024-01,5\n2024-02,6\n2024-03,6\n");
  deepStrictEqual([months.isCounted, months.series[0]!.step.months], [false, 1]);
});

Deno.test("a tidy file: a cell that cannot be read spoils its own series, and is named by file, row and column", async () => {
  for (
    const [row, message] of [
      ["b,2024-01-02,abc", /series b: expected a number, got "abc" \(file my file\.csv, row 4, column value\)/],
      [
        "b,2024-01-02,-inf",
        /series b: expected a finite number, got "-inf" \(file my file\.csv, row 4, column value\)/,
      ],
      ["b,2024-01-02,1e999", /series b: expected a finite number/],
      ["b,tomorrow,5", /series b: expected a time, got "tomorrow" \(file my file\.csv, row 4, column timestamp\)/],
      ["b,,5", /series b: expected a time, got ""/],
      ["b,2024-01-02", /series b: expected 3 cells or more, got 2 \(file my file\.csv, row 4\)/],
    ] as const
  ) {
    const { series, failed } = await seriesIn(
      `id,timestamp,value\na,2024-01-01,1\nb,2024-01-01,1\n${row}\na,2024-01-02,2\n`,
    );
    deepStrictEqual(series.map(({ id }) => id), ["a"]);
    strictEqual(failed.length, 1);
    match(failed[0]!.problem, message);
  }
});

Deno.test("a tidy file: rows of no series are named once and cost no other series; empty rows are left out", async () => {
  const { series, failed, fileNotes } = await seriesIn(
    "id,timestamp,value\na,2024-01-01,1\n,2024-01-01,5\n,2024-01-02,6\n,,\na,2024-01-02,2\n,,\n",
  );
  deepStrictEqual(series.map(({ id, values }) => [id, ...values]), [["a", 1, 2]]);
  strictEqual(failed.length, 1);
  match(
    failed[0]!.problem,
    /^Cannot read the series: expected the name of a series, got an empty cell \(file my file\.csv, row 3, column id\)/,
  );
  deepStrictEqual(fileNotes, ["2 rows are empty and left out"]);
});

Deno.test("a tidy file: what is no table of series is one clear error", async () => {
  for (
    const [content, message] of [
      ["", /header such as series_id,timestamp,value, got an empty file/],
      ["id,timestamp,value\n", /rows below the header, got none/],
      ['{"a": 1}', /expected a table/],
      ["id,when,value\na,2024-01-01,1\n", /timestamp, ds or date.*got columns id, when, value/],
      ["id,timestamp,value\na,01/02/2024,1\n", /got "01\/02\/2024".*ISO 8601/],
    ] as const
  ) await rejects(seriesIn(content), message);
});

Deno.test("a tidy file: forecasts end with the year 9999; counts go on", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(
      `${root}/a.csv`,
      "id,ds,y\na,9998-01-01,1\na,9999-01-01,2\nb,2000-01-01,1\nb,2001-01-01,2\n",
    );
    await Deno.writeTextFile(`${root}/b.csv`, "id,ds,y\na,9998,1\na,9999,2\n");
    const of = async (name: string) => regularSeriesOf(await readTidyFiles(await inputFiles([`${root}/${name}`])), 1);
    const { series, failed } = await of("a.csv");
    deepStrictEqual(series.map(({ id }) => id), ["b"]);
    match(failed[0]!.problem, /series a: expected times up to the year 9999, got 1 x 1 year after 9999-01-01/);
    deepStrictEqual((await of("b.csv")).failed, []);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("a tidy file as Parquet gives what the CSV gives", async () => {
  const contract: TableContract = {
    name: "series",
    zone: "silver",
    version: 1,
    description: "an example",
    key: [],
    columns: {
      series_id: { type: "text", description: "" },
      timestamp: { type: "timestamp", description: "" },
      value: { type: "number", nullable: true, description: "" },
    },
  };
  const table = tableOf({
    series_id: ["a", "b", "a", "b"],
    timestamp: Float64Array.of(0, 0, 3_600_000, 3_600_000),
    value: Float64Array.of(0.1, NaN, 1e-7, 4),
  });
  const root = await Deno.makeTempDir();
  try {
    const [csv, parquet] = await Promise.all(["csv", "parquet"].map(async (ending) => {
      await writeTableTo(`${root}/t.${ending}`, contract, [table]);
      return await seriesAt(`${root}/t.${ending}`);
    }));
    deepStrictEqual(parquet, csv);
    deepStrictEqual(csv!.series.map(({ values }) => [...values]), [[0.1, 1e-7], [NaN, 4]]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
