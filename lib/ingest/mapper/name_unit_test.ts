import { deepStrictEqual } from "node:assert/strict";
import { unitInName } from "./name_unit.ts";

Deno.test("unitInName() reads how people spell units", () => {
  const seen = Object.fromEntries(
    [
      "CPU usage [%]",
      "mem_pct",
      "cpu_ratio",
      "net_in (KB/s)",
      "net_in_MBps",
      "net_in_mbps",
      "rx (MiB/s)",
      "rx_bytes_per_sec",
      "Bytes Received/sec",
      "bits/s out",
      "mem_used_mb",
      "memoryUsedBytes",
      "CPU usage [MHZ]",
      "latency",
      "response_ms",
      "queue",
      "mbuffers",
    ].map((name) => [name, unitInName(name)]),
  );
  deepStrictEqual(seen, {
    "CPU usage [%]": "percent",
    "mem_pct": "percent",
    "cpu_ratio": "fraction",
    "net_in (KB/s)": "KB/s",
    "net_in_MBps": "MB/s",
    "net_in_mbps": "Mbps",
    "rx (MiB/s)": "MiB/s",
    "rx_bytes_per_sec": "B/s",
    "Bytes Received/sec": "B/s",
    "bits/s out": "bps",
    "mem_used_mb": "MB",
    "memoryUsedBytes": "bytes",
    "CPU usage [MHZ]": "MHz",
    "latency": "seconds",
    "response_ms": "ms",
    "queue": undefined,
    "mbuffers": undefined,
  });
});
