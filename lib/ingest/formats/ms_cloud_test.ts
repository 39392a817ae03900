import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { collectReadings } from "../collect.ts";
import { memoryFile } from "../memory_file.ts";
import { readingsOf } from "./trace_readings_fixture.ts";
import { lines } from "./trace_samples_fixture.ts";

Deno.test("ms-cloud: two ways to write times and three to quote are one format; the folder says what is measured", async () => {
  const { batches, summary } = await collectReadings([
    memoryFile(
      "data/consumer-purchase-rate/purchase-01.csv",
      lines("TimeStamp,Value,Label", `"2018-03-15T00:00:00Z",3,0`, `"2018-03-15T01:00:00Z",1,1`),
    ),
    memoryFile(
      "data/application-crash-rate-2/app2-07.csv",
      "TimeStamp,Value,Label\n2018-05-10 00:00:00,0.04,0\n2018-05-10 01:00:00,,0",
    ),
    memoryFile(
      "data/mongodb-application-rps/mongo-01.csv",
      lines(`"TimeStamp","Value","Label"`, `"2018-04-25T00:00:00Z","60.5","0"`),
    ),
  ]);
  strictEqual(summary.source, "ms-cloud");
  deepStrictEqual(summary.metrics, [
    { metric: "application_crash_rate", unit: "unknown", readings: 1, empty: 1 },
    { metric: "mongodb_application_rps", unit: "requests/s", readings: 1, empty: 0 },
    { metric: "consumer_purchase_rate", unit: "count", readings: 2, empty: 0 },
  ]);
  const purchases = readingsOf(batches, "consumer-purchase-rate:purchase-01", "consumer_purchase_rate");
  deepStrictEqual(purchases.values, [3, 1]);
  strictEqual(purchases.times[1], "2018-03-15T01:00:00.000Z");
});

Deno.test("ms-cloud: a file on its own keeps its name as the server", async () => {
  const text = lines("TimeStamp,Value,Label", "2018-05-10 00:00:00,1,0");
  const { summary } = await collectReadings([memoryFile("app2-07.csv", text)]);
  deepStrictEqual([summary.servers, summary.metrics[0]!.metric], [["app2-07"], "value"]);
});
