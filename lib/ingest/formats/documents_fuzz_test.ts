import { deepStrictEqual, ok, rejects } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { CapacityError } from "@lib/core/errors.ts";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";

/** One small file of each format, with metrics whose readings are the numbers in the file as they stand. */
const SAMPLES: Readonly<Record<string, string>> = {
  "GetMetricData": JSON.stringify({
    MetricDataResults: [
      {
        Id: "m1",
        Label: "i-1 CPUUtilization",
        Timestamps: ["2024-03-10T00:05:00Z", "2024-03-10T00:00:00Z"],
        Values: [12.25, 7],
        StatusCode: "Complete",
      },
    ],
    Messages: [],
  }),
  "GetMetricStatistics": JSON.stringify({
    Label: "CPUUtilization",
    Datapoints: [
      { Timestamp: "2024-03-10T00:05:00Z", Average: 12.25, Unit: "Percent" },
      { Timestamp: "2024-03-10T00:00:00Z", Average: 7.5, Unit: "Percent" },
    ],
  }),
  "query_range": JSON.stringify({
    status: "success",
    data: {
      resultType: "matrix",
      result: [{
        metric: { __name__: "node_load1", instance: "a" },
        values: [[1710028800, "0.25"], [1710028860, "NaN"]],
      }],
    },
  }),
  "exposition":
    '# TYPE node_load1 gauge\nnode_load1 0.25\nnode_disk{device="sda"} 17\nnode_time_seconds 1710028800\nnode_load1 4\nnode_time_seconds 1710028860\n',
  "sadf":
    "# hostname;interval;timestamp;runq-sz;ldavg-1\na;600;2024-01-31 00:10:01 UTC;3;0.25\na;600;2024-01-31 00:20:01 UTC;4;1.75\n",
  "sadf -j": JSON.stringify({
    sysstat: {
      hosts: [{
        nodename: "a",
        statistics: [{ timestamp: { date: "2024-01-31", time: "00:10:01", utc: 1 }, queue: { "ldavg-1": 0.25 } }],
      }],
    },
  }),
  "sar":
    "Linux 5.10 (a) \t2024-01-31 \t_x86_64_\t(2 CPU)\n\n00:00:01 runq-sz ldavg-1\n00:10:01 3 0.25\n00:20:01 4 1.75\nAverage: 3.5 1\n",
};

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

for (const [name, sample] of Object.entries(SAMPLES)) {
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
