import { deepStrictEqual, throws } from "node:assert/strict";
import { tidyColumns } from "./tidy_columns.ts";

Deno.test("tidyColumns(): every usual name, whatever its case, in any order", () => {
  for (
    const [header, id, time, value] of [
      [["series_id", "timestamp", "value"], [0], 1, 2],
      [["y", "ds", "unique_id"], [2], 1, 0],
      [["Date", " ID ", "Value"], [1], 0, 2],
      [["ds", "y"], [], 0, 1],
      [["metric", "server_id", "timestamp", "value"], [1, 0], 2, 3],
      [["server_id", "timestamp", "value"], [0], 1, 2],
    ] as const
  ) {
    deepStrictEqual(tidyColumns(header, "f.csv"), { id: [...id], time, value, ignored: [] });
  }
});

Deno.test("tidyColumns(): the table series of silver is named by its series_id; the rest is not read", () => {
  const header = ["series_id", "server_id", "metric", "unit", "timestamp", "value", "readings"];
  deepStrictEqual(tidyColumns(header, "f.csv"), {
    id: [0],
    time: 4,
    value: 5,
    ignored: ["server_id", "metric", "unit", "readings"],
  });
  deepStrictEqual(tidyColumns(header, "f.csv", ["series_id", "metric"]).id, [0, 2]);
});

Deno.test("tidyColumns(): what is missing or stands twice is named", () => {
  throws(() => tidyColumns(["id", "when", "value"], "f.csv"), /timestamp, ds or date.*id, when, value.*f\.csv/);
  throws(() => tidyColumns(["id", "ds", "cpu"], "f.csv"), /value or y/);
  throws(() => tidyColumns(["id", "ds", "y", "y"], "f.csv"), /one column y, got two/);
});
