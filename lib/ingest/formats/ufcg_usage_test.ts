import { deepStrictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { TRACE_SAMPLES } from "./trace_samples_fixture.ts";

const fileOf = (name: string) => {
  const { file, text } = TRACE_SAMPLES.find(({ format }) => format === name)!;
  return memoryFile(file, text);
};
const FIRST = "11111111-aaaa", SECOND = "22222222-bbbb";

Deno.test("ufcg: the sum over a VM's cores is divided by them where specs and flavors tell how many", async () => {
  const { batches, summary } = await collectReadings([fileOf("ufcg-flavors"), fileOf("ufcg-specs"), fileOf("ufcg")]);
  deepStrictEqual(readingsOf(batches, FIRST, "cpu_pct"), {
    times: ["2024-05-01T10:00:00.000Z"],
    values: [75],
    unit: "percent",
  });
  // The flavor of the second VM is not told: 80 % of one core is not taken for 80 % of the VM.
  deepStrictEqual(readingsOf(batches, SECOND, "cpu_pct").values, []);
  deepStrictEqual(readingsOf(batches, SECOND, "cpu_core_sum").unit, "percent of a core");
  deepStrictEqual(readingsOf(batches, SECOND, "mem_pct").values, [20]);
  deepStrictEqual(summary.facts, [
    { serverId: FIRST, instanceType: "small", vcpu: 2, memoryGib: 4 },
    { serverId: SECOND },
  ]);
});

Deno.test("ufcg: the older names of the columns, an index column without a name, cells that are NaN", async () => {
  const text = ",id,timestamp,server_id,vcpu_utilization,ram_utilization,host_id\n" +
    "0,1,1714557600,a,50,40,h1\n1,2,1714557900,a,NaN,41,h1\n";
  const { batches, summary } = await collectReadings([memoryFile("servers_utilization.csv", text)]);
  deepStrictEqual(summary.source, "ufcg");
  deepStrictEqual(readingsOf(batches, "a", "cpu_core_sum").values, [50]);
  deepStrictEqual(readingsOf(batches, "a", "mem_pct").values, [40, 41]);
});
