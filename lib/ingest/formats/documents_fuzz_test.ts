import { deepStrictEqual, ok, rejects } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { CapacityError } from "@lib/core/errors.ts";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { DOCUMENT_SAMPLES } from "./document_samples_fixture.ts";

/** All numbers that a text may be read as. */
function numbersIn(text: string): Set<number> {
  const numbers = new Set<number>([Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE]);
  // Decimal commas are points here, and a number may begin at any digit of a longer word.
  for (const [word] of text.replaceAll(",", ".").matchAll(/[-+.\de]+/gi)) {
    for (let from = 0; from < word.length; from++) {
      for (let to = from + 1; to <= word.length; to++) {
        const value = Number(word.slice(from, to));
        if (!Number.isNaN(value)) numbers.add(value);
      }
    }
  }
  return numbers;
}

for (const [name, sample] of Object.entries(DOCUMENT_SAMPLES)) {
  const valid = new TextEncoder().encode(sample);
  Deno.test(`${name}: any mutation is read or refused, and no reading is a number that is not in the file`, async () => {
    const untouched = await collectReadings([memoryFile("fuzz", valid)]);
    ok(untouched.summary.readings > 0);
    const edit = fc.tuple(fc.nat(valid.length - 1), fc.nat(4), fc.uint8Array({ maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        let bytes = Array.from(valid);
        for (const [at, removed, added] of edits) bytes = bytes.toSpliced(at % bytes.length, removed, ...added);
        const file = memoryFile("fuzz", Uint8Array.from(bytes));
        try {
          const { batches } = await collectReadings([file]);
          const numbers = numbersIn(new TextDecoder().decode(Uint8Array.from(bytes)));
          const strange = batches.flatMap(({ values }) => [...values]).filter((value) => !numbers.has(value));
          deepStrictEqual(strange, []);
        } catch (error) {
          if (!(error instanceof CapacityError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
  Deno.test(`${name}: a gz that is cut is refused`, async () => {
    const packed = gzipSync(valid);
    const file = memoryFile("cut.gz", packed.subarray(0, packed.length - 12));
    await rejects(collectReadings([file]), (error) => error instanceof CapacityError && /gz/.test(error.message));
  });
  Deno.test(`${name}: a file that ends anywhere is read or refused`, async () => {
    for (let end = 0; end < valid.length; end++) {
      try {
        await collectReadings([memoryFile("cut", valid.subarray(0, end))]);
      } catch (error) {
        ok(error instanceof CapacityError, `${error instanceof Error ? error.stack : error}`);
      }
    }
  });
}
