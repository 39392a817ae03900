/** The labels of a Prometheus series: which server it is of, and what tells it from others of its name. */

/** Labels by name; the name of the metric is `__name__`. */
export type Labels = Readonly<Record<string, string>>;

/** Labels that name a host, the usual one first. */
const SERVER_LABELS = ["instance", "nodename", "node", "hostname", "host", "server", "machine", "vm"];
/** Labels that say where a target runs rather than which part of it is measured. */
const TARGET_LABELS = new Set([
  ...["__name__", "job", "env", "environment", "cluster", "region", "zone", "az", "datacenter", "dc", "team", "group"],
  ...["namespace", "service", "endpoint", "prometheus", "prometheus_replica", "replica", "monitor"],
]);
const PLACE_LABELS = ["cluster", "datacenter", "dc", "environment", "env", "region"];
/** Ports of the exporters of which a host runs one: node_exporter and windows_exporter. */
const HOST_PORTS = /:(9100|9182)$/;
const HOST_METRIC = /(^|[:_])(node|windows)_/;

/**
 * The server of a series, or `undefined` when no label names one.
 *
 * The port of an exporter that measures the host is no part of its name; two services on one host keep theirs.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { serverOfLabels } from "@lib/ingest/formats/prometheus_labels.ts";
 * strictEqual(serverOfLabels({ __name__: "node_load1", instance: "web-1:9100" }), "web-1");
 * strictEqual(serverOfLabels({ __name__: "requests_total", instance: "web-1:8080" }), "web-1:8080");
 * strictEqual(serverOfLabels({ __name__: "node_numa_free", node: "0" }), undefined);
 * ```
 */
export function serverOfLabels(labels: Labels): string | undefined {
  const label = SERVER_LABELS.find((name) => isServer(name, labels[name] ?? ""));
  if (label === undefined) return undefined;
  const value = labels[label]!, isOfHost = HOST_PORTS.test(value) || HOST_METRIC.test(labels["__name__"] ?? "");
  return (isOfHost ? value.replace(/:\d+$/, "") : value).replace(/^\[(.*)\]$/, "$1");
}

/** Whether a label names a server; the nodes of a machine's memory have numbers. */
function isServer(name: string, value: string): boolean {
  return SERVER_LABELS.includes(name) && value !== "" && !/^\d+$/.test(value);
}

/** Where the target of a series runs, of the labels that say so: hosts of one name in two places are two hosts. */
export function placeOfLabels(labels: Labels): string {
  return PLACE_LABELS.map((name) => labels[name] ?? "").filter((value) => value !== "").join(", ");
}

/**
 * The labels that tell a series from others of its server and name, in PromQL's writing; empty when there are none.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { partOfLabels } from "@lib/ingest/formats/prometheus_labels.ts";
 * strictEqual(partOfLabels({ __name__: "x", instance: "a", job: "node", device: "sda" }), '{device="sda"}');
 * ```
 */
export function partOfLabels(labels: Labels): string {
  const own = Object.entries(labels).filter(([name, value]) => !TARGET_LABELS.has(name) && !isServer(name, value));
  if (own.length === 0) return "";
  return `{${own.toSorted(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => `${name}="${value}"`).join(",")}}`;
}
