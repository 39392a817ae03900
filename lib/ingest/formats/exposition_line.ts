/** Lines of the Prometheus exposition format. */
import type { Labels } from "./prometheus_labels.ts";

/** A line, split at the end of the name and its labels. */
export interface SampleLine {
  /** Name and labels as they stand, which is the same text for every sample of a series. */
  readonly series: string;
  readonly value: string;
  /** Empty where the line has none. */
  readonly timestamp: string;
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/y;
/** Name, labels, value, time, and an exemplar that OpenMetrics may add. */
const SAMPLE =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*\s*(?:\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\})?)[ \t]*(\S+)(?:[ \t]+([-+0-9.eE]+))?[ \t]*(?:# \{.*)?$/;

/**
 * The parts of a sample's line, or `undefined` when it is none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { sampleLine } from "@lib/ingest/formats/exposition_line.ts";
 * const series = 'cpu{mode="idle"}';
 * deepStrictEqual(sampleLine(`${series} 0.5 1710028800000`), { series, value: "0.5", timestamp: "1710028800000" });
 * ```
 */
export function sampleLine(line: string): SampleLine | undefined {
  const found = SAMPLE.exec(line);
  if (!found) return undefined;
  const [, series = "", value = "", timestamp = ""] = found;
  // A value must not touch the name: `node_load12` is no `node_load` of 12.
  if (!series.endsWith("}") && !/\s$/.test(series)) return undefined;
  return { series: series.trim(), value, timestamp };
}

/**
 * Name and labels of a series, the name under `__name__`.
 *
 * @returns `undefined` when the text is no series.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { seriesLabels } from "@lib/ingest/formats/exposition_line.ts";
 * deepStrictEqual(seriesLabels('cpu{mode="idle"}'), { __name__: "cpu", mode: "idle" });
 * ```
 */
export function seriesLabels(series: string): Labels | undefined {
  const name = NAME.exec(series)?.[0];
  if (name === undefined) return undefined;
  const labels: Record<string, string> = { __name__: name };
  const rest = series.slice(name.length).trim();
  if (rest === "") return labels;
  const inside = rest.slice(1, -1).trim().replace(/,$/, "");
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < inside.length) {
    const found = LABEL.exec(inside);
    if (!found) return undefined;
    const [, label = "", text = ""] = found;
    if (label in labels) return undefined;
    labels[label] = text.replaceAll(/\\(.)/g, (_, letter: string) => letter === "n" ? "\n" : letter);
  }
  return labels;
}
