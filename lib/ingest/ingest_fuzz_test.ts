import { ok } from "node:assert/strict";
import fc from "fast-check";
import { CapacityError } from "@lib/core/errors.ts";
import { collectReadings } from "./collect.ts";
import { memoryFile } from "./memory_file.ts";

const VALID = new TextEncoder().encode(
  'time,host,cpu_pct,"net_in (KB/s)"\n2024-05-01 10:00,a,12.5,100\n2024-05-01 10:05,a,,1e2\n2024-05-01 10:00,b,7,"3"\n',
);

async function readsOrRefuses(bytes: Uint8Array): Promise<void> {
  try {
    await collectReadings([memoryFile("fuzz.csv", bytes)]);
  } catch (error) {
    ok(error instanceof CapacityError, `${error instanceof Error ? error.stack : error}`);
  }
}

Deno.test("ingest() reads or refuses any mutation of a valid file, and nothing else", async () => {
  const edit = fc.tuple(fc.nat(VALID.length - 1), fc.nat(4), fc.uint8Array({ maxLength: 3 }));
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      let bytes = Array.from(VALID);
      for (const [at, removed, added] of edits) bytes = bytes.toSpliced(at % bytes.length, removed, ...added);
      await readsOrRefuses(Uint8Array.from(bytes));
    }),
    { numRuns: 500 },
  );
});

Deno.test("ingest() reads or refuses random bytes", async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), readsOrRefuses), { numRuns: 300 });
});
