/** Columns whose names tell server and metric: `\\WEB\Memory\Available MBytes`, `system.cpu.user{host:web}`. */
import { partOfLabels, serverOfLabels } from "../formats/prometheus_labels.ts";

/** What the name of a column tells. */
export interface SeriesName {
  readonly server: string;
  /** Name of the metric; empty where labels are all there is. */
  readonly metric: string;
}

/** Windows writes `\\HOST\Object(instance)\Counter`. */
const COUNTER_PATH = /^\\\\([^\\]+)\\([^\\]+)\\([^\\]+)$/;
/** Prometheus and Datadog write labels in braces. */
const LABELLED = /^([^{}]*)\{([^{}]*)\}$/;
const LABEL = /\s*([a-z_][\w.]*)\s*(?:=|:)\s*(?:"([^"]*)"|([^,"]*))\s*(?:,|$)/giy;

/**
 * The server and the metric of a column's name, or `undefined` where it tells no server.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { seriesName } from "@lib/ingest/mapper/series_name.ts";
 * deepStrictEqual(seriesName("\\\\WEB\\Memory\\Pages/sec"), { server: "WEB", metric: "Memory\\Pages/sec" });
 * deepStrictEqual(seriesName("cpu{host:web,mode:user}"), { server: "web", metric: 'cpu{mode="user"}' });
 * deepStrictEqual(seriesName('{instance="web:9100", job="node"}'), { server: "web", metric: "" });
 * ```
 */
export function seriesName(name: string): SeriesName | undefined {
  const path = COUNTER_PATH.exec(name);
  if (path) return { server: path[1]!, metric: `${path[2]}\\${path[3]}` };
  const [, metric, inBraces] = LABELLED.exec(name) ?? [];
  if (metric === undefined || inBraces === undefined) return undefined;
  const labels: Record<string, string> = {};
  for (const [, label, quoted, plain] of inBraces.matchAll(LABEL)) labels[label!] = quoted ?? plain!.trim();
  const server = serverOfLabels({ __name__: metric, ...labels });
  return server === undefined ? undefined : { server, metric: `${metric}${partOfLabels(labels)}` };
}

/** The sum of all instances of a counter of Windows. */
const TOTAL = "(_Total)";

/** Of counters with several instances and their total, the total alone. */
export function withoutParts<Column extends { readonly name: string }>(columns: readonly Column[]): Column[] {
  const names = new Set(columns.map(({ name }) => name));
  return columns.filter(({ name }) => {
    const total = name.replace(/\([^()\\]*\)(?=\\[^\\]*$)/, TOTAL);
    return !COUNTER_PATH.test(name) || total === name || !names.has(total);
  });
}
