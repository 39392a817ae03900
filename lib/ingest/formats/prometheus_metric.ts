/** Prometheus metrics by their names: units and counters, as the naming conventions have them. */
import { counterOf } from "@lib/core/reading_batch.ts";
import { guessMetric, type MetricGuess } from "../mapper/metric_guess.ts";

/** Base units of the conventions, by the end of the name. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/_bytes$/, "bytes"],
  [/_seconds$/, "seconds"],
  [/_ratio$|:ratio$/, "fraction"],
  [/_percent$/, "percent"],
  [/_(celsius|hertz|volts|amperes|joules|watts|meters|grams)$/, "$1"],
];
/** Metrics of a process or container, which are not those of the host that it runs on. */
const NOT_OF_HOST = /^(process|jvm|go|container|kube|kubelet|pod|python|nodejs|dotnet|ruby)_/;
/** Exporters of hosts: they name every share as one, so a name alone (`node_memory_numa_MemUsed`) makes no percentage. */
const OF_HOST_EXPORTER = /^(node|windows)_(?!.*(_ratio|_percent)$)/;
/** What an exporter tells about itself, and texts in the guise of numbers. */
const NOT_A_LOAD =
  /^(go_|process_(cpu_seconds|open_fds|max_fds|virtual_memory|resident_memory|start_time|network)|promhttp_|scrape_|node_scrape_|node_exporter_build|python_|up$)|_info$|_created$|_bucket$/;

/** Whether a metric says something about a load; a histogram's buckets and an exporter's own state do not. */
export function isLoad(name: string): boolean {
  return !NOT_A_LOAD.test(name);
}

/**
 * The meaning of a metric.
 *
 * @param name Name, empty for the result of an expression.
 * @param type Type that an exposition states, such as `counter`.
 * @see https://prometheus.io/docs/practices/naming/
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { prometheusMeaning } from "@lib/ingest/formats/prometheus_metric.ts";
 * const told = (name: string) => [prometheusMeaning(name).metric, prometheusMeaning(name).unit];
 * deepStrictEqual(told("node_cpu_utilisation_ratio"), ["cpu_pct", "percent"]);
 * deepStrictEqual(told("node_disk_read_bytes_total"), ["node_disk_read_bytes_total", "counter of bytes/s"]);
 * deepStrictEqual(told("node_memory_numa_MemUsed"), ["node_memory_numa_MemUsed", "unknown"]);
 * ```
 */
export function prometheusMeaning(name: string, type?: string): MetricGuess {
  if (type === "counter" || (type !== "gauge" && /_total$/.test(name))) {
    const unit = ownUnit(name.replace(/_total$/, ""));
    const rate = unit === "unknown" ? "1/s" : `${unit}/s`;
    return { metric: name, unit: counterOf(rate), factor: 1, because: "a counter by its name or type" };
  }
  if (!NOT_OF_HOST.test(name) && !OF_HOST_EXPORTER.test(name)) {
    // A rule such as `…_bytes:rate5m` has taken the rate already.
    const isRate = /:i?rate\d+[smh]$/.test(name), isRatio = /_ratio$|:ratio$/.test(name);
    const guess = guessMetric(isRate && /bytes/.test(name) ? `${name}_bytes_per_second` : name.replace(/_ratio$/, ""));
    if (!guess.because.startsWith("no metric")) {
      return isRatio && guess.factor === undefined
        ? { ...guess, factor: 100, because: "name; a ratio by the naming conventions" }
        : guess;
    }
  }
  return { metric: name || "value", unit: ownUnit(name), factor: 1, because: "no metric of the fleet has this name" };
}

function ownUnit(name: string): string {
  for (const [pattern, unit] of UNITS) {
    const found = name.match(pattern);
    if (found) return unit === "$1" ? found[1]! : unit;
  }
  return "unknown";
}
