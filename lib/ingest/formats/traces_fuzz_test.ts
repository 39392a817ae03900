import { ok } from "node:assert/strict";
import fc from "fast-check";
import { CapacityError } from "@lib/core/errors.ts";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { TRACE_SAMPLES } from "./trace_samples_fixture.ts";

/** What damage and other writers put into such files. */
const PIECES = [
  "",
  "\n",
  "\r\n",
  ",",
  ";",
  '"',
  "-",
  "1e308",
  "inf",
  "nan",
  "-1",
  "101",
  "9".repeat(20),
  "{",
  "}",
  "\0",
  "é",
];

for (const { format, file, text } of TRACE_SAMPLES) {
  Deno.test(`${format}: any mutation of a file is read or refused, and nothing else`, async () => {
    const edit = fc.tuple(fc.nat(text.length), fc.nat(6), fc.constantFrom(...PIECES));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.boolean(), async (edits, isForced) => {
        let mutated = text;
        for (const [at, removed, added] of edits) mutated = mutated.slice(0, at) + added + mutated.slice(at + removed);
        try {
          await collectReadings([memoryFile(file, mutated)], isForced ? { source: format } : {});
        } catch (error) {
          ok(error instanceof CapacityError, `${error instanceof Error ? error.stack : error}`);
        }
      }),
      { numRuns: 100 },
    );
  });
}
