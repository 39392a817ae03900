import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { assertContract } from "@lib/core/contract_check.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { FLEET, READINGS } from "@lib/core/tables.ts";
import { collectReadings } from "../collect.ts";
import { headOf } from "../file_head.ts";
import { fleetTable } from "../fleet_facts.ts";
import { FORMATS } from "../formats.ts";
import { gzFile, memoryFile } from "../memory_file.ts";
import { readingsTable } from "../readings_table.ts";
import { TRACE_SAMPLES, type TraceSample } from "./trace_samples_fixture.ts";
import { TRACES } from "./traces.ts";

const WITH_READINGS = TRACE_SAMPLES.filter(({ isInventory }) => !isInventory);
/** Any other file with a reading: inventory alone is no input. */
const OTHER = memoryFile("other.csv", "time,host,cpu_pct\n2024-05-01,other,5\n");

Deno.test("every format of traces has a sample", () => {
  deepStrictEqual(TRACE_SAMPLES.map(({ format }) => format).sort(), TRACES.map(({ name }) => name).sort());
});

for (const { format, file, text } of TRACE_SAMPLES) {
  Deno.test(`no format but ${format} recognizes its files`, async () => {
    const head = (await headOf(memoryFile(file, text)))!;
    deepStrictEqual(FORMATS.filter((candidate) => candidate.recognizes(head)).map(({ name }) => name), [format]);
    // The content decides: under another name it is still what it is.
    const renamed = (await headOf(memoryFile("x.dat", text)))!;
    deepStrictEqual(FORMATS.filter((candidate) => candidate.recognizes(renamed)).map(({ name }) => name), [format]);
  });
}

for (const sample of WITH_READINGS) {
  const { format, file, text } = sample;
  Deno.test(`${format}: gz, CRLF, a missing last line end and a byte-order mark change nothing`, async () => {
    const plain = await collectReadings([memoryFile(file, text)]);
    strictEqual(plain.summary.source, format);
    assertContract(READINGS, readingsTable(plain.batches));
    assertContract(FLEET, fleetTable(plain.summary.facts));
    const spellings = [
      await gzFile(`${file}.gz`, text),
      memoryFile(file, text.replaceAll("\n", "\r\n")),
      memoryFile(file, text.slice(0, -1)),
      ...file.endsWith(".json") ? [] : [memoryFile(file, `\ufeff${text}`)],
    ];
    for (const spelling of spellings) {
      const { batches, summary } = await collectReadings([spelling]);
      deepStrictEqual(summary.servers, plain.summary.servers);
      deepStrictEqual(
        batches.map(({ sourceFile: _, ...batch }) => batch),
        plain.batches.map(({ sourceFile: _, ...batch }) => batch),
      );
    }
  });

  Deno.test(`${format}: a truncated gz stops in one line`, async () => {
    const whole = await gzFile(`${file}.gz`, text);
    const bytes = new Uint8Array(await new Response(whole.open() as BodyInit).arrayBuffer());
    await rejects(collectReadings([memoryFile(whole.name, bytes.subarray(0, bytes.length - 9))]), oneLine(/whole gz/));
  });

  Deno.test(`${format}: an empty file among good ones is passed over`, async () => {
    const { summary } = await collectReadings([memoryFile("empty.csv", ""), memoryFile(file, text)]);
    strictEqual(summary.files, 1);
    ok(summary.notes.some((note) => /^Passed over: .*0 bytes.*empty\.csv/.test(note)), summary.notes.join("\n"));
  });

  Deno.test(`${format}: a row cut short, as a broken download leaves it, stops in one line`, async () => {
    await rejects(collectReadings([memoryFile(file, withoutLastCell(sample))]), oneLine(/.*/));
  });
}

for (const { format, file, text } of TRACE_SAMPLES) {
  Deno.test(`${format}: another file that is said to be one is refused with the reason`, async () => {
    const named = memoryFile("other.csv", "time,host,cpu_pct\n2024-05-01,other,5\n");
    await rejects(collectReadings([named], { source: format }), oneLine(/expected .*, got /));
    // Beside a file of its own kind it is passed over.
    if (format === "google-2011-task-events") return;
    const own = collectReadings([memoryFile(file, text), named], { source: format });
    if (WITH_READINGS.some((sample) => sample.format === format)) {
      ok((await own).summary.notes.some((note) => /^Passed over: .*other\.csv/.test(note)));
    } else await rejects(own, /got inventory alone/);
  });
}

Deno.test("inventories add no reading to those of other files", async () => {
  for (const { file, text } of TRACE_SAMPLES.filter(({ isInventory }) => isInventory)) {
    const { summary } = await collectReadings([OTHER, memoryFile(file, text)]);
    deepStrictEqual([summary.readings, summary.servers], [1, ["other"]]);
  }
});

/** The sample without its last cell: in the middle of a number nobody could tell that it is cut. */
function withoutLastCell({ text }: TraceSample): string {
  return text.slice(0, text.search(/[,; \n][^,; \n]*\n$/));
}

function oneLine(message: RegExp): (error: unknown) => true {
  return (error) => {
    ok(error instanceof CapacityError, String(error));
    ok(message.test(error.message), error.message);
    ok(!error.message.includes("\n"));
    return true;
  };
}
