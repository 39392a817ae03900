/** Answers of the Prometheus HTTP API to queries: ranges, and instants. */
import { CapacityError } from "@lib/core/errors.ts";
import type { Clock } from "../clock/clock.ts";
import { documentClock, documentTime } from "../clock/document_time.ts";
import type { FileHead } from "../file_head.ts";
import { jsonParts, jsonPartsOfHead } from "./json_document.ts";
import { noReadings } from "../no_readings.ts";
import type { FactSink, Format, RawSeries } from "../open_file.ts";
import { sampleValue } from "./sample_value.ts";
import type { SourceFile } from "../source_file.ts";
import type { Labels } from "./prometheus_labels.ts";
import { prometheusGuesses, PrometheusSeries } from "./prometheus_series.ts";
import type { Samples } from "./time_sums.ts";

/** A series as Prometheus (`values` or `value`), or VictoriaMetrics' export (`values` and `timestamps`), writes it. */
interface QueriedSeries {
  readonly metric?: unknown;
  readonly value?: unknown;
  readonly values?: unknown;
  readonly timestamps?: unknown;
  readonly histograms?: unknown;
}

const STATE = ["$.status", "$.error", "$.warnings.*"];

/**
 * The format: the answer of the API, the list that `promtool query -o json` prints, or lines of VictoriaMetrics' export.
 * The server is the label `instance`; an expression's result without a name has its metric from the name of the file.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export const PROMETHEUS_QUERY: Format = {
  name: "prometheus-query",
  title: "Prometheus HTTP API, /api/v1/query_range and /query, JSON",
  recognizes({ table, text }) {
    if (table) return false;
    return /"resultType"\s*:\s*"(matrix|vector|scalar|string)"/.test(text) ||
      /"metric"\s*:\s*\{[^{}]*\}\s*,\s*"values?"\s*:\s*\[/.test(text) ||
      (/"status"\s*:\s*"error"/.test(text) && /"errorType"\s*:/.test(text));
  },
  open(head) {
    const { file, text } = head, paths = pathsOf(head);
    const state = new Map(jsonPartsOfHead(head, STATE).map(({ path, value }) => [path, value]));
    refuseError(file, state);
    const kind = text.match(/"resultType"\s*:\s*"(scalar|string)"/)?.[1];
    if (kind) throw noReadings(`a ${kind}, which has no server`, file.name);
    const series = jsonPartsOfHead(head, paths).map(({ value }) => value as QueriedSeries);
    if (/"result"\s*:\s*\[\s*\]/.test(text)) throw noReadings("an answer without a series", file.name);
    const clock = documentClock(firstTime(head));
    const notes: string[] = [];
    return {
      source: "prometheus-query",
      file,
      clock,
      guesses: prometheusGuesses(file.name, series.map((one) => [labelsOf(one), examplesOf(one)])),
      notes,
      read: (onFact) => readSeries({ file, paths, clock, notes }, onFact),
    };
  },
};

interface Reading {
  readonly file: SourceFile;
  readonly paths: readonly string[];
  readonly clock: Clock;
  readonly notes: string[];
}

async function* readSeries(
  { file, paths, clock, notes }: Reading,
  onFact: FactSink,
): AsyncGenerator<RawSeries, number> {
  const series = new PrometheusSeries(file.name), state = new Map<string, unknown>();
  let rows = 0, histograms = 0;
  for await (const { path, value } of jsonParts(file, [...paths, ...STATE])) {
    if (path === "status" || path === "error") {
      state.set(path, value);
      continue;
    }
    if (path === "warnings") {
      notes.push(`${file.name}: Prometheus warns: ${value}`);
      continue;
    }
    const one = (value ?? {}) as QueriedSeries, samples = samplesOf(one, { file, clock, rows });
    if (Array.isArray(one.histograms)) histograms++;
    rows += samples.values.length;
    const taken = series.take(labelsOf(one), samples);
    if (taken) yield taken;
  }
  refuseError(file, state);
  yield* series.finish(onFact);
  notes.push(...series.notes());
  if (histograms > 0) notes.push(`${file.name}: ${histograms} native histograms are not read`);
  return rows;
}

/** Where the series are: in an answer, in a bare list, or each a document of its own. */
function pathsOf({ text }: FileHead): string[] {
  const start = text.trimStart();
  if (/^\[/.test(start)) return ["$.*"];
  return /^\{\s*"metric"/.test(start) ? ["$"] : ["$.data.result.*"];
}

function firstTime(head: FileHead): unknown {
  const [path] = pathsOf(head);
  const paths = [`${path}.values.*`, `${path}.value.*`, `${path}.timestamps.*`];
  const parts = jsonPartsOfHead(head, paths);
  const { value } = parts.find((part) => part.path.endsWith("timestamps")) ?? parts[0] ?? {};
  return Array.isArray(value) ? value[0] : value;
}

function labelsOf({ metric }: QueriedSeries): Labels {
  const entries = Object.entries(typeof metric === "object" && metric !== null ? metric : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** The pairs of time and value, however the series writes them. */
function pairsOf({ value, values, timestamps }: QueriedSeries): readonly unknown[] {
  if (Array.isArray(value)) return [value];
  if (!Array.isArray(values)) return [];
  if (!Array.isArray(timestamps)) return values;
  return values.map((one, index) => [timestamps[index], one]);
}

function samplesOf(
  series: QueriedSeries,
  { file, clock, rows }: { file: SourceFile; clock: Clock; rows: number },
): Samples {
  const pairs = pairsOf(series), labels = labelsOf(series), name = labels["__name__"];
  const problem = (text: string, row = rows + 1): CapacityError =>
    new CapacityError(`Cannot read readings: ${text}`, {
      place: { file: file.name, row, ...name === undefined ? {} : { column: name } },
      remedy: "run the query again",
    });
  if (
    series.metric === undefined ||
    (pairs.length === 0 && !Array.isArray(series.values) && !Array.isArray(series.histograms))
  ) {
    throw problem("expected a series with metric and values, got neither or one of them");
  }
  if (Array.isArray(series.timestamps) && series.timestamps.length !== pairs.length) {
    throw problem(`expected as many timestamps as values, got ${series.timestamps.length} and ${pairs.length}`);
  }
  const samples = {
    timestamps: new Float64Array(pairs.length),
    values: new Float64Array(pairs.length),
    rows: Float64Array.from(pairs, (_, index) => rows + index + 1),
  };
  for (const [index, pair] of pairs.entries()) {
    const [time, text] = Array.isArray(pair) ? pair : [];
    const timestamp = documentTime(time, clock), value = sampleValue(text);
    if (timestamp !== timestamp) {
      throw problem(`expected a time (${clock.kind}), got ${JSON.stringify(time)}`, rows + index + 1);
    }
    if (value === undefined) throw problem(`expected a number, got ${JSON.stringify(text)}`, rows + index + 1);
    samples.timestamps[index] = timestamp;
    samples.values[index] = value;
  }
  return samples;
}

function examplesOf(series: QueriedSeries): string[] {
  return pairsOf(series).slice(0, 3).map((pair) => String(Array.isArray(pair) ? pair[1] : ""));
}

function refuseError(file: SourceFile, state: ReadonlyMap<string, unknown>): void {
  if (state.get("status") !== "error") return;
  throw new CapacityError(
    `Cannot read readings: Prometheus refused the query: ${state.get("error") ?? "no reason given"}`,
    {
      place: { file: file.name },
      remedy: "mend the query and run it again",
    },
  );
}
