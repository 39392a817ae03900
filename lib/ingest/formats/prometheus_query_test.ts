import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { CapacityError } from "@lib/core/errors.ts";
import { collectReadings } from "../collect.ts";
import { gzFile, memoryFile } from "../memory_file.ts";
import type { SourceFile } from "../source_file.ts";

const START = 1_710_028_800;

function series(metric: Record<string, string>, values: readonly unknown[], step = 60): object {
  return {
    metric,
    values: values.flatMap((value, index) => value === undefined ? [] : [[START + step * index, value]]),
  };
}

function answer(result: readonly object[], more: object = {}): string {
  return JSON.stringify({ status: "success", data: { resultType: "matrix", result }, ...more });
}

async function read(content: string | SourceFile, name = "query_range.json") {
  const file = typeof content === "string" ? memoryFile(name, content) : content;
  const { batches, summary } = await collectReadings([file]);
  const rows = batches.map(({ serverId, metric, unit, values }) => [serverId, metric, unit, ...values]);
  return { batches, summary, rows };
}

Deno.test("Prometheus query_range: numbers as text, ratios, stale gaps, NaN and Inf", async () => {
  const text = answer([
    series({ __name__: "node_cpu_utilisation_ratio", instance: "web-1:9100", job: "node" }, [
      "0.25",
      "NaN",
      undefined,
      "1.5",
    ]),
    series({ __name__: "instance:node_memory_utilisation:ratio", instance: "web-1:9100" }, ["0.5"]),
    series({ __name__: "node_load1", instance: "web-1:9100" }, ["+Inf", "1e308"]),
  ]);
  const { batches, summary, rows } = await read(await gzFile("query.json.gz", text));
  deepStrictEqual(rows.slice(0, 2), [
    ["web-1", "cpu_pct", "percent", 25, 150],
    ["web-1", "mem_pct", "percent", 50],
  ]);
  deepStrictEqual(rows[2]!.slice(0, 3), ["web-1", "node_load1", "unknown"]);
  strictEqual(rows[2]![4], 1e308);
  deepStrictEqual([...batches[0]!.timestamps], [START * 1000, (START + 180) * 1000]);
  deepStrictEqual([...batches[0]!.sourceRows], [1, 3]);
  deepStrictEqual([summary.empty, summary.rows, summary.isRealClock], [1, 6, true]);
});

Deno.test("Prometheus query_range: processors and modes become one counter of percent, only where all are there", async () => {
  const cpu = (core: string, mode: string, values: readonly unknown[]) =>
    series({ __name__: "node_cpu_seconds_total", instance: "a:9100", cpu: core, mode }, values);
  const text = answer([
    cpu("0", "idle", ["100", "150", "200"]),
    cpu("0", "system", ["1", "2", "3"]),
    cpu("0", "user", ["10", "19", "28"]),
    cpu("1", "idle", ["100", "160", "220"]),
    cpu("1", "system", ["1", "1", "1"]),
    cpu("1", "user", ["20", undefined, "30"]),
  ]);
  const { rows, summary } = await read(text);
  // (1 + 10 + 1 + 20) s of two processors; the middle has no reading, as a processor is missing there.
  deepStrictEqual(rows, [["a", "cpu_pct", "counter of percent", 1600, 3100]]);
  strictEqual(summary.empty, 1);
  deepStrictEqual(summary.facts, [{ serverId: "a", vcpu: 2 }]);
  const idle = await read(answer([cpu("0", "idle", ["100", "150"])]));
  // Idle alone is no growing measure of use: a restart would pass for a peak.
  deepStrictEqual(idle.rows, [["a", "cpu_idle_pct", "counter of percent", 10_000, 15_000]]);
});

Deno.test("Prometheus query_range: modes that are within another count once, windows_exporter too", async () => {
  const mode = (name: string, seconds: string) =>
    series({ __name__: "windows_cpu_time_total", instance: "w:9182", core: "0,0", mode: name }, [seconds]);
  const all = [
    mode("idle", "50"),
    mode("user", "20"),
    mode("privileged", "10"),
    mode("dpc", "3"),
    mode("interrupt", "2"),
  ];
  const { rows } = await read(answer(all));
  deepStrictEqual(rows, [["w", "cpu_pct", "counter of percent", 3000]]);
});

Deno.test("Prometheus query_range: bytes of the cards become counters of Mbps, memory and disks shares in use", async () => {
  const of = (name: string, labels: Record<string, string>, values: readonly unknown[]) =>
    series({ __name__: name, instance: "a:9100", ...labels }, values);
  const { rows, summary } = await read(answer([
    of("node_network_receive_bytes_total", { device: "eth0" }, ["1000000", "2000000"]),
    of("node_network_receive_bytes_total", { device: "eth1" }, ["500000", "500000"]),
    of("node_network_receive_bytes_total", { device: "lo" }, ["9e9", "9e9"]),
    of("node_memory_MemTotal_bytes", {}, ["8589934592", "8589934592"]),
    of("node_memory_MemAvailable_bytes", {}, ["2147483648", "4294967296"]),
    of("node_filesystem_size_bytes", { device: "/dev/sda1", fstype: "ext4", mountpoint: "/" }, ["100", "100"]),
    of("node_filesystem_size_bytes", { device: "/dev/sda1", fstype: "ext4", mountpoint: "/bind" }, ["100", "100"]),
    of("node_filesystem_size_bytes", { device: "tmpfs", fstype: "tmpfs", mountpoint: "/run" }, ["900", "900"]),
    of("node_filesystem_avail_bytes", { device: "/dev/sda1", fstype: "ext4", mountpoint: "/" }, ["40", "10"]),
    of("node_disk_io_time_seconds_total", { device: "sda" }, ["5", "6"]),
  ]));
  deepStrictEqual(rows, [
    ["a", 'node_disk_io_time_seconds_total{device="sda"}', "counter of seconds/s", 5, 6],
    ["a", "net_in_mbps", "counter of Mbps", 12, 20],
    ["a", "mem_pct", "percent", 75, 50],
    ["a", "disk_pct", "percent", 60, 90],
  ]);
  deepStrictEqual(summary.facts, [{ serverId: "a", memoryGib: 8 }]);
});

Deno.test("Prometheus query_range: no two series are mixed: parts, places, services on one host", async () => {
  const { rows } = await read(answer([
    series({ __name__: "cpu_usage_percent", instance: "a", core: "0" }, ["1"]),
    series({ __name__: "cpu_usage_percent", instance: "a", core: "1" }, ["2"]),
    series({ __name__: "cpu_usage_percent", instance: "b", cluster: "east" }, ["3"]),
    series({ __name__: "cpu_usage_percent", instance: "b", cluster: "west" }, ["4"]),
    series({ __name__: "cpu_usage_percent", instance: "b", cluster: "west", job: "other" }, ["5"]),
    series({ __name__: "cpu_usage_percent", instance: "c:8080" }, ["6"]),
    series({ __name__: "cpu_usage_percent", instance: "c:8081" }, ["7"]),
    series({ __name__: "process_cpu_usage", instance: "c:8080" }, ["8"]),
  ]));
  deepStrictEqual(
    rows,
    [
      ["a", 'cpu_usage_percent{core="0"}', "percent", 1],
      ["a", 'cpu_usage_percent{core="1"}', "percent", 2],
      ["b", "cpu_pct", "percent", 3],
      ["b (west)", "cpu_pct", "percent", 4],
      ["b (west)", 'cpu_usage_percent{cluster="west",instance="b",job="other"}', "percent", 5],
      ["c:8080", "cpu_pct", "percent", 6],
      ["c:8081", "cpu_pct", "percent", 7],
    ].concat([["c:8080", "process_cpu_usage", "unknown", 8]]),
  );
});

Deno.test("Prometheus query: instants, expressions without a name, and the other tools' writing", async () => {
  const vector = JSON.stringify({
    status: "success",
    data: { resultType: "vector", result: [{ metric: { instance: "a:9100" }, value: [START + 0.5, "42"] }] },
  });
  const named = await read(vector, "cpu_usage_percent.json");
  deepStrictEqual(named.rows, [["a", "cpu_pct", "percent", 42]]);
  deepStrictEqual([...named.batches[0]!.timestamps], [START * 1000 + 500]);
  const list = JSON.stringify([series({ __name__: "node_load1", instance: "a" }, ["1", "2"])]);
  deepStrictEqual((await read(list)).rows, [["a", "node_load1", "unknown", 1, 2]]);
  const lines = [1, 2].map((value) =>
    JSON.stringify({
      metric: { __name__: "node_load1", instance: `h${value}` },
      values: [value, null],
      timestamps: [START * 1000, START * 1000 + 15_000],
    })
  ).join("\n");
  const exported = await read(lines);
  deepStrictEqual(exported.rows, [["h1", "node_load1", "unknown", 1], ["h2", "node_load1", "unknown", 2]]);
  strictEqual(exported.summary.empty, 2);
});

Deno.test("Prometheus query: refuses errors with the server's own words, and what is damaged", async () => {
  const refused = (text: string, message: RegExp) =>
    rejects(read(text), (error) => error instanceof CapacityError && message.test(error.message));
  const failed = { status: "error", errorType: "bad_data", error: 'parse error at char 5: unexpected "}"' };
  await refused(JSON.stringify(failed), /Prometheus refused the query: parse error at char 5/);
  await refused(answer([]), /got an answer without a series/);
  await refused('{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}', /got a scalar/);
  const one = series({ __name__: "up_ratio", instance: "a" }, ["1", "2"]);
  await refused(answer([one]).slice(0, -5), /fetch the file again/);
  await refused(
    answer([series({ __name__: "x", instance: "a" }, ["1", "12,5"])]),
    /a number, got "12,5" .*row 2, column x/,
  );
  await refused(answer([{ metric: { __name__: "x" }, values: [["soon", "1"]] }]), /expected a time/);
  const partial = await read(answer([one], { warnings: ["PromQL: partial response"] }));
  ok(partial.summary.notes.some((note) => note.includes("Prometheus warns: PromQL: partial response")));
});
