import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { guessMetric, guessMetricOfFile, plainName } from "./metric_guess.ts";

Deno.test("plainName() drops brackets, case and punctuation", () => {
  strictEqual(plainName("CPU usage [%]"), "cpu_usage");
  strictEqual(plainName("networkIn"), "network_in");
  strictEqual(plainName(" %% "), "value");
});

Deno.test("guessMetric() knows how people name the fleet's metrics", () => {
  const seen = Object.fromEntries(
    [
      "cpu_utilization",
      "CPU usage [%]",
      "cpu",
      "memory_usage",
      "mem_used_percent",
      "disk_utilization",
      "network_in_mbps",
      "net_out (KB/s)",
      "rx_bytes_per_sec network",
      "cpu_p95",
      "net_in_p95",
      "cores",
      "rx_mbps",
      "system_cpu_usage",
      "system.cpu.total.norm.pct",
    ].map((name) => {
      const { metric, factor } = guessMetric(name);
      return [name, [metric, factor]];
    }),
  );
  deepStrictEqual(seen, {
    "cpu_utilization": ["cpu_pct", undefined],
    "CPU usage [%]": ["cpu_pct", 1],
    "cpu": ["cpu_pct", undefined],
    "memory_usage": ["mem_pct", undefined],
    "mem_used_percent": ["mem_pct", 1],
    "disk_utilization": ["disk_pct", undefined],
    "network_in_mbps": ["net_in_mbps", 1],
    "net_out (KB/s)": ["net_out_mbps", 0.008],
    "rx_bytes_per_sec network": ["net_in_mbps", 8e-6],
    "cpu_p95": ["cpu_pct", 1],
    "net_in_p95": ["net_in_mbps", 1],
    "cores": ["vcpu", 1],
    "rx_mbps": ["net_in_mbps", 1],
    "system_cpu_usage": ["cpu_pct", undefined],
    "system.cpu.total.norm.pct": ["cpu_pct", undefined],
  });
});

Deno.test("guessMetric() leaves to the source what is not the fleet's", () => {
  const own = ["cpu_credits", "memory_bytes", "disk_io_percent", "disk_read", "net_in", "temperature", "cpu_steal"];
  // Percentages, but of a part, of a limit, or of what is left.
  const parts = [
    "mem_pct_usable",
    "cpu_user_pct",
    "cpu_ready_percent",
    "process_cpu_usage",
    "memory_swap_percent",
    "gpu_memory_used_percent",
    "disk_inodes_used_pct",
    "cpu_usage_threshold",
  ];
  for (const name of [...own, ...parts]) {
    strictEqual(guessMetric(name).metric, plainName(name));
  }
});

Deno.test("guessMetricOfFile() reads CloudWatch names of files", () => {
  const { metric, unit, factor } = guessMetricOfFile("ec2_cpu_utilization_53ea38");
  deepStrictEqual([metric, unit, factor], ["cpu_pct", "percent", 1]);
  strictEqual(guessMetricOfFile("rds_cpu_utilization_e47b3b").metric, "cpu_pct");
  deepStrictEqual(
    [guessMetricOfFile("ec2_network_in_5abac7").metric, guessMetricOfFile("ec2_network_in_5abac7").unit],
    ["network_in", "bytes"],
  );
  strictEqual(guessMetricOfFile("ec2_disk_write_bytes_1ef3de").unit, "bytes");
  strictEqual(guessMetricOfFile("my-export").metric, "value");
});
