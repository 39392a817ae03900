import { rejects, strictEqual } from "node:assert/strict";
import { collectReadings } from "./collect.ts";
import { memoryFile } from "./memory_file.ts";
import { otherKind } from "./other_kind.ts";
import { UnknownFormat } from "./unknown_format.ts";

function kindOf(content: string | readonly number[]): string | undefined {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : Uint8Array.from(content);
  return otherKind({ bytes, text: new TextDecoder().decode(bytes) })?.kind;
}

Deno.test("otherKind() names archives, workbooks and binary files by their first bytes", () => {
  strictEqual(kindOf("PK\u0003\u0004.....[Content_Types].xml"), "an Excel workbook");
  strictEqual(kindOf("PK\u0003\u0004.....data.csv"), "a zip archive");
  strictEqual(kindOf([0x96, 0xd5, 1, 2]), "a binary file of sysstat");
  strictEqual(kindOf(`${"a".repeat(100)}${"\0".repeat(157)}ustar`), "a tar archive");
  strictEqual(kindOf([0x61, 0, 0x62]), "binary data");
  strictEqual(kindOf("<?xml version='1.0'?>"), "a web page or XML");
  strictEqual(kindOf("time,value\r1,2\r"), "lines that end as on old Macs (CR)");
  strictEqual(kindOf("time,value\n1,2\n"), undefined);
});

Deno.test("reports for people are refused for what they are", async () => {
  const reports = {
    vmstat: "procs -----------memory---------- ---swap--\n r  b   swpd   free\n 1  0      0 100000\n",
    iostat: "Linux 5.10.0 (web-1)  01/31/2024  _x86_64_  (4 CPU)\n\navg-cpu:  %user   %nice\n           3.00    0.00\n",
    pidstat:
      "Linux 5.10.0 (web-1)  01/31/2024  _x86_64_  (4 CPU)\n\n10:00:00   UID  PID  %usr  %CPU  CPU  Command\n10:05:00  0  1  3.00  5.00  1  java\n",
    top: "top - 10:00:00 up 1 day,  1:00,  1 user\nTasks: 100 total\n",
    free:
      "              total        used        free      shared\nMem:       16000000     8000000     4000000      100000\n",
  };
  for (const [name, text] of Object.entries(reports)) {
    const message = new RegExp(`got a report of ${name}.*record with sar`);
    await rejects(
      collectReadings([memoryFile("report.txt", text)]),
      (error) => error instanceof UnknownFormat && message.test(error.message),
    );
  }
});

Deno.test("an unknown JSON is refused with what it is, and passed over among other files", async () => {
  const csvw = memoryFile(
    "app.csv-metadata.json",
    '{"@context": ["http://www.w3.org/ns/csvw", {}], "url": "app.csv", "notes": []}',
  );
  const message =
    /got a description of app\.csv \(CSVW metadata\) without readings \(file app\.csv-metadata\.json\); give/;
  await rejects(collectReadings([csvw]), (error) => error instanceof UnknownFormat && message.test(error.message));
  const { summary } = await collectReadings([csvw, memoryFile("app.csv", "time,cpu_pct\n2024-05-01,1\n")]);
  strictEqual(summary.notes.filter((note) => message.test(note)).length, 1);
  const list = memoryFile("list.json", '{"Metrics": [{"Namespace": "AWS/EC2", "MetricName": "CPUUtilization"}]}');
  await rejects(collectReadings([list]), /a list of CloudWatch metrics without their values .*get-metric-data/);
  await rejects(
    collectReadings([memoryFile("x.json", '{"a": 1, "b": {"c": 2}}')]),
    /JSON of an unknown kind \(a, b, c\)/,
  );
});
