import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import type { ReadingBatch } from "@lib/core/reading_batch.ts";
import { serversInRuns } from "./reading_spill.ts";

/** Rounds of a few readings of each of some servers, as a file ordered by time gives them. */
async function* interleaved(servers: number, rounds: number): AsyncGenerator<ReadingBatch> {
  for (let round = 0; round < rounds; round++) {
    for (let server = 0; server < servers; server++) {
      const timestamps = Float64Array.of(2 * round, 2 * round + 1), sourceRows = timestamps.map((time) => time + 1);
      for (const metric of ["cpu_pct", "mem_pct"]) {
        const values = Float64Array.of(round, server + (metric === "cpu_pct" ? 0.25 : NaN));
        yield await Promise.resolve({
          serverId: `m_${server}`,
          metric,
          unit: "percent",
          timestamps,
          values,
          sourceFile: "ü.csv",
          sourceRows,
        });
      }
    }
  }
}

const whole = (batches: readonly ReadingBatch[]): Map<string, unknown[]> =>
  new Map(
    [...Map.groupBy(batches, ({ serverId, metric }) => `${serverId} ${metric}`)].toSorted().map(([key, ofSeries]) => [
      key,
      ofSeries.map(({ timestamps, values, sourceRows, ...names }) => ({
        ...names,
        timestamps: [...timestamps],
        values: [...values],
        rows: [...sourceRows],
      })),
    ]),
  );

Deno.test("serversInRuns() gives every batch back, each server in one run, from memory and from files", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const before = await Array.fromAsync(interleaved(7, 20));
    for (const valuesInMemory of [1e6, 100, 1]) {
      const after = await Array.fromAsync(
        serversInRuns(interleaved(7, 20), { near: `${folder}/silver`, valuesInMemory, files: 3 }),
      );
      deepStrictEqual(whole(after), whole(before));
      const runs = after.filter(({ serverId }, index) => serverId !== after[index - 1]?.serverId);
      strictEqual(runs.length, 7);
    }
    deepStrictEqual(await Array.fromAsync(Deno.readDir(folder)), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("serversInRuns() leaves no file behind when the readings fail or are not taken to their end", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const broken = async function* (): AsyncGenerator<ReadingBatch> {
      yield* interleaved(3, 5);
      throw new Error("cut");
    };
    const options = { near: `${folder}/silver`, valuesInMemory: 1 };
    await rejects(Array.fromAsync(serversInRuns(broken(), options)), /cut/);
    for await (const _ of serversInRuns(interleaved(3, 5), options)) break;
    deepStrictEqual(await Array.fromAsync(Deno.readDir(folder)), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("serversInRuns() says in one line where readings cannot wait", async () => {
  const file = await Deno.makeTempFile();
  try {
    await rejects(
      Array.fromAsync(serversInRuns(interleaved(3, 5), { near: `${file}/silver`, valuesInMemory: 1 })),
      (error) =>
        error instanceof CapacityError && /^Cannot keep readings beside .+; choose an --out .+$/.test(error.message),
    );
  } finally {
    await Deno.remove(file);
  }
});
