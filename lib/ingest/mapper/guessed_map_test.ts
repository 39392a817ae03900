import { deepStrictEqual, ok, rejects } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { parseColumnMap } from "./column_map.ts";
import { CSV_SHAPES, textOf } from "./csv_shapes_fixture.ts";
import { guessedMap } from "./guessed_map.ts";
import { memoryFile } from "../memory_file.ts";

for (const shape of CSV_SHAPES) {
  Deno.test(`guessedMap() says all that was guessed: read with it, the file gives the same (${shape.name})`, async () => {
    const file = memoryFile(shape.file, textOf(shape)), { timezone = "UTC" } = shape;
    const known = shape.map ? { map: shape.map } : {};
    // Printed, edited and read again it has to be a map still.
    const map = parseColumnMap(JSON.parse(JSON.stringify(await guessedMap(file, { ...known, timezone }))), "map.json");
    const guessed = await collectReadings([file], { ...known, timezone });
    const mapped = await collectReadings([file], { map, timezone });
    deepStrictEqual(mapped.batches, guessed.batches);
    ok(
      mapped.summary.guesses.every(({ confidence }, index) => confidence >= guessed.summary.guesses[index]!.confidence),
    );
  });
}

Deno.test("guessedMap() gives none of a file whose columns are known", async () => {
  const answer = '{"status": "success", "data": {"resultType": "matrix", "result": []}}';
  await rejects(guessedMap(memoryFile("cpu.json", answer)), /got prometheus-query .*read it without a map/);
});
