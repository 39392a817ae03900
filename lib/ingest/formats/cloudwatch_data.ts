/** CloudWatch GetMetricData: a list of results, each with times and values, newest first as a rule. */
import { CapacityError } from "@lib/core/errors.ts";
import type { Clock } from "../clock/clock.ts";
import { documentClock, documentTime } from "../clock/document_time.ts";
import type { FileHead } from "../file_head.ts";
import { jsonParts, jsonPartsOfHead } from "./json_document.ts";
import { guessMetricOfFile } from "../mapper/metric_guess.ts";
import type { Format, RawSeries } from "../open_file.ts";
import { sampleValue } from "./sample_value.ts";
import { SeriesColumns } from "../table/series_columns.ts";
import { type SourceFile, stemOf } from "../source_file.ts";
import { cloudWatchMeaning, isStatistic, metricWord } from "./cloudwatch_metric.ts";

/** The answer itself, or several of them in a list. */
const RESULTS = ["$.MetricDataResults.*", "$.*.MetricDataResults.*"];
const MESSAGES = ["$.Messages.*", "$.*.Messages.*"];

/** A result as CloudWatch writes it. */
interface MetricDataResult {
  readonly Id?: unknown;
  readonly Label?: unknown;
  readonly Timestamps?: unknown;
  readonly Values?: unknown;
  readonly StatusCode?: unknown;
}

/**
 * The format. The server is in the label (`i-0abc CPUUtilization`, the label that CloudWatch makes for several
 * instances); where the label names the metric alone, the whole file is about one server and named after it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export const CLOUDWATCH_DATA: Format = {
  name: "cloudwatch-data",
  title: "CloudWatch GetMetricData (aws cloudwatch get-metric-data), JSON, also in pages",
  recognizes({ table, text }) {
    return !table && /"MetricDataResults"\s*:\s*\[/.test(text);
  },
  open(head) {
    const { file } = head;
    const results = jsonPartsOfHead(head, RESULTS).map(({ value }) => value as MetricDataResult);
    const clock = documentClock(firstTime(head));
    const byId = needsIds(results);
    const notes = byId
      ? [`${file.name}: servers are named by the Ids of their queries, as several labels name the same metric alone`]
      : [];
    return {
      source: "cloudwatch-data",
      file,
      clock,
      guesses: results.map((result) => {
        const { server, name, isKnown, meaning } = labelled(result, file, byId);
        return {
          file: file.name,
          column: name,
          takenFor: `${meaning.metric}, ${meaning.unit}`,
          because: `${meaning.because}; server by ${server.because}`,
          examples: Array.isArray(result.Values) ? result.Values.slice(0, 3).map(String) : [],
          confidence: isKnown ? 1 : 0.5,
        };
      }),
      notes,
      read: () => readResults({ file, clock, byId, notes }),
    };
  },
};

/** What is known of an answer before it is read. */
interface Answer {
  readonly file: SourceFile;
  readonly clock: Clock;
  /** Whether the Id of a query stands for the server that its label does not name. */
  readonly byId: boolean;
  readonly notes: string[];
}

async function* readResults(answer: Answer): AsyncGenerator<RawSeries, number> {
  const { file, notes } = answer;
  const unfinished = new Map<string, string>(), ids = new Map<string, string>();
  let rows = 0;
  for await (const { path, value } of jsonParts(file, [...RESULTS, ...MESSAGES])) {
    if (!path.endsWith("MetricDataResults")) {
      notes.push(messageNote(value));
      continue;
    }
    const result = value as MetricDataResult;
    const series = seriesOf(result, answer, rows);
    rows += series.values.length + series.empty;
    const label = String(result.Label ?? result.Id);
    refuseTwins(series, String(result.Id ?? label), ids, file);
    // The pages of one answer may follow one another in one file: the last word on a result counts.
    if (result.StatusCode === undefined || result.StatusCode === "Complete") unfinished.delete(label);
    else unfinished.set(label, String(result.StatusCode));
    yield series;
  }
  for (const [label, status] of unfinished) {
    notes.push(`${file.name}: CloudWatch calls ${label} ${status}; the rest is in a further page, or missing`);
  }
  return rows;
}

/** Two queries of one server and metric would be taken for repeated readings. */
function refuseTwins({ serverId, metric }: RawSeries, id: string, ids: Map<string, string>, file: SourceFile): void {
  const key = `${serverId}\u0000${metric}`, first = ids.get(key) ?? id;
  ids.set(key, first);
  if (first === id) return;
  throw new CapacityError(
    `Cannot read readings: expected one result for ${metric} of ${serverId}, got ${first} and ${id}`,
    {
      place: { file: file.name },
      remedy: "give each query a Label such as ${PROP('Dim.InstanceId')} ${PROP('MetricName')} ${PROP('Stat')}",
    },
  );
}

function seriesOf(result: MetricDataResult, { file, clock, byId }: Answer, rows: number): RawSeries {
  const { Timestamps: timestamps, Values: values } = result;
  const { server, name, meaning: { metric, unit, factor } } = labelled(result, file, byId);
  const problem = (text: string, row?: number): CapacityError =>
    new CapacityError(`Cannot read readings: ${text}`, {
      place: { file: file.name, ...(row === undefined ? {} : { row }), column: name, server: server.id },
      remedy: "fetch the answer again",
    });
  if (!Array.isArray(timestamps) || !Array.isArray(values) || timestamps.length !== values.length) {
    const count = (list: unknown) => Array.isArray(list) ? `${list.length}` : "no list of";
    throw problem(`expected as many Values as Timestamps, got ${count(values)} and ${count(timestamps)}`);
  }
  const series = new SeriesColumns({ serverId: server.id, metric, unit, factor });
  for (let index = 0; index < values.length; index++) {
    const row = rows + index + 1, time = documentTime(timestamps[index], clock), value = sampleValue(values[index]);
    if (time !== time) throw problem(`expected a time (${clock.kind}), got ${JSON.stringify(timestamps[index])}`, row);
    if (value === undefined) throw problem(`expected a number, got ${JSON.stringify(values[index])}`, row);
    series.push(time, value, row);
  }
  return series.series();
}

/** What the words of a label say. */
function wordsOf({ Label: text }: MetricDataResult) {
  const label = typeof text === "string" ? text.trim() : "";
  const words = label.split(/\s+/).filter((word) => word !== "");
  const statistic = words.length > 1 ? words.find(isStatistic) : undefined;
  const others = words.filter((word) => word !== statistic);
  const name = metricWord(others);
  return { label, statistic, name, server: others.filter((word) => word !== name).join(" ") };
}

/** Whether two queries have labels that name the same metric alone: then their Ids tell the servers apart. */
function needsIds(results: readonly MetricDataResult[]): boolean {
  const alone = results.filter((result) => wordsOf(result).server === "");
  return [...Map.groupBy(alone, ({ Label: label }) => label).values()]
    .some((alike) => new Set(alike.map(({ Id: id }) => id)).size > 1);
}

/** The server, the metric and its meaning, told from the label. */
function labelled(result: MetricDataResult, file: SourceFile, byId: boolean) {
  const { label, statistic, name, server: named } = wordsOf(result);
  const server = named !== ""
    ? { id: named, because: "the label" }
    : byId
    ? { id: String(result.Id ?? label), because: "the Id of the query, as the label names the metric alone" }
    : { id: stemOf(file.name), because: "the name of the file, as the label names the metric alone" };
  if (name === undefined) {
    return {
      server,
      name: label || String(result.Id ?? ""),
      isKnown: false,
      meaning: guessMetricOfFile(stemOf(file.name)),
    };
  }
  // Whoever asks for several statistics has the average among them: the others must not pass for it.
  const isOther = statistic !== undefined && statistic !== "Average";
  const meaning = cloudWatchMeaning(name, { ...statistic === undefined ? {} : { statistic }, isOther });
  return { server, name, isKnown: true, meaning };
}

function firstTime(head: FileHead): unknown {
  // The first result may well be longer than the head.
  const times = ["$.MetricDataResults.*.Timestamps.*", "$.*.MetricDataResults.*.Timestamps.*"];
  return jsonPartsOfHead(head, times)[0]?.value;
}

function messageNote(value: unknown): string {
  const { Code, Value } = (value ?? {}) as { Code?: unknown; Value?: unknown };
  return `CloudWatch says: ${[Code, Value].filter((word) => typeof word === "string").join(": ")}`;
}
