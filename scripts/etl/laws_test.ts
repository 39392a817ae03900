import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { CapacityError, tableOf } from "@lib/core/mod.ts";
import { cleanReadings, cleanSeries, conservation, GRAINS, Ledger, STATS } from "@lib/etl/mod.ts";
import { collectReadings, fleetTable, type SourceFile } from "@lib/ingest/mod.ts";
import { CSV_SHAPES, textOf } from "@lib/ingest/mapper/csv_shapes_fixture.ts";
import { DOCUMENT_SAMPLES } from "@lib/ingest/formats/document_samples_fixture.ts";
import { TRACE_SAMPLES } from "@lib/ingest/formats/trace_samples_fixture.ts";
import { memoryFile } from "@lib/ingest/memory_file.ts";
import { machineUsage } from "./machine_usage.ts";

/** Every input that tests have in a format of its own. */
const INPUTS: readonly { readonly name: string; readonly file: string; readonly text: string }[] = [
  ...TRACE_SAMPLES.filter(({ isInventory }) => !isInventory).map(({ format, file, text }) => ({
    name: format,
    file,
    text,
  })),
  ...Object.entries(DOCUMENT_SAMPLES).map(([name, text]) => ({ name, file: "answer", text })),
  ...CSV_SHAPES.filter(({ map, timezone }) => !map && !timezone)
    .map((shape) => ({ name: shape.name, file: shape.file, text: textOf(shape) })),
  { name: "machine_usage", file: "machine_usage.csv", text: await textOfPieces(machineUsage(60_000)) },
  {
    name: "machine_usage by time",
    file: "usage.csv",
    text: await textOfPieces(machineUsage(60_000, { order: "time" })),
  },
];

async function textOfPieces(pieces: Iterable<Uint8Array<ArrayBuffer>>): Promise<string> {
  return await new Blob([...pieces]).text();
}

/** Both laws, at every grain and for every statistic; what cannot be read at all is not judged. */
async function holdLaws(file: SourceFile): Promise<void> {
  const input = await collectReadings([file]).catch((error) => {
    ok(error instanceof CapacityError, error);
    return undefined;
  });
  if (!input) return;
  const { batches, summary } = input;
  strictEqual(batches.reduce((sum, { values }) => sum + values.length, 0), summary.readings);
  for (const grain of GRAINS) {
    for (const stat of STATS) {
      const ledger = new Ledger();
      let read = 0, used = 0;
      for await (const series of cleanSeries(batches, ledger, { grain, stat })) {
        for (const one of series) {
          read += one.read;
          used += one.readings.reduce((sum, count) => sum + count, 0);
        }
      }
      const dropped = ledger.countsByRule().filter(({ action }) => action === "dropped")
        .reduce((sum, { count }) => sum + count, 0);
      strictEqual(read, summary.readings, `${grain} ${stat}`);
      strictEqual(read, used + dropped, `${grain} ${stat}`);
    }
  }
  const fleet = summary.facts.length > 0 ? fleetTable(summary.facts) : tableOf({});
  const clean = await cleanReadings(batches, { fleet, source: "test" }).catch((error) => {
    // A source without a metric of the fleet has no daily table.
    ok(error instanceof CapacityError, error);
    return undefined;
  });
  if (!clean) return;
  const laws = conservation(clean);
  strictEqual(laws.read, summary.readings);
  ok(laws.readingsHold && laws.cellsHold, JSON.stringify(laws));
}

for (const { name, file, text } of INPUTS) {
  Deno.test(`both laws hold on ${name}, as it is and with rows repeated, lost, moved and broken`, async () => {
    await holdLaws(memoryFile(file, text));
    const lines = text.split("\n").filter((line) => line !== "");
    const edit = fc.record({
      at: fc.nat(lines.length - 1),
      to: fc.nat(lines.length - 1),
      how: fc.constantFrom("repeat", "lose", "move", "marker", "huge"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const rows = [...lines];
        for (const { at, to, how } of edits) {
          const row = rows[at] ?? "";
          if (how === "repeat") rows.splice(to, 0, row);
          else if (how === "lose") rows.splice(at, 1);
          else if (how === "move") rows.splice(to, 0, ...rows.splice(at, 1));
          else rows[at] = row.replace(/\d+(?=\D*$)/, how === "marker" ? "-1" : "1e308");
        }
        await holdLaws(memoryFile(file, rows.join("\n") + "\n"));
      }),
      { numRuns: 15 },
    );
  });
}
