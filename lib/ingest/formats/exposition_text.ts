/** The Prometheus exposition format: what an exporter such as node_exporter answers, one scrape or several in a file. */
import { CapacityError } from "@lib/core/errors.ts";
import { type Clock, RELATIVE_START_MS } from "../clock/clock.ts";
import { documentClock, documentTime } from "../clock/document_time.ts";
import { GrowingColumn } from "../table/growing_column.ts";
import type { FactSink, Format, Guess, RawSeries } from "../open_file.ts";
import { sampleValue } from "./sample_value.ts";
import { type SourceFile, stemOf } from "../source_file.ts";
import { textLines } from "../text/text_lines.ts";
import { sampleLine, seriesLabels } from "./exposition_line.ts";
import type { Labels } from "./prometheus_labels.ts";
import { isLoad } from "./prometheus_metric.ts";
import { prometheusGuesses, PrometheusSeries } from "./prometheus_series.ts";

/** The metric by which node_exporter tells the time of a scrape. */
const TIME = "node_time_seconds";
/** The metric whose label tells the name of the host. */
const HOST = "node_uname_info";
/** The only time that a scrape without any can have: a convention. */
const NO_CLOCK: Clock = { kind: "row numbers", isReal: false };

/**
 * The format. A scrape's time is that of its samples, or what `node_time_seconds` in it says. A single scrape without
 * either is an instant of unknown date; several are refused, as what lies between them decides every rate.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export const EXPOSITION_TEXT: Format = {
  name: "exposition-text",
  title: "Prometheus exposition text (node_exporter /metrics, textfile collector, OpenMetrics)",
  recognizes({ text }) {
    const lines = text.split("\n", 40).map((line) => line.trimEnd()).filter((line) => line !== "");
    if (/^\ufeff?# (HELP|TYPE|UNIT) [a-zA-Z_:]/.test(lines[0] ?? "")) return true;
    const samples = lines.slice(0, -1).filter((line) => !line.startsWith("#"));
    return samples.length > 1 && samples.some((line) => /\w\{\w+="/.test(line)) && samples.every(sampleLine);
  },
  open(head) {
    const { file, text } = head;
    const scrapes = new Scrapes(file);
    return {
      source: "exposition-text",
      file,
      get clock() {
        return scrapes.clock;
      },
      guesses: guessesOf(file, text),
      notes: scrapes.notes,
      read: (onFact) => readScrapes(scrapes, onFact),
    };
  },
};

async function* readScrapes(scrapes: Scrapes, onFact: FactSink): AsyncGenerator<RawSeries, number> {
  const rows = await scrapes.read();
  yield* scrapes.series(onFact);
  return rows;
}

/** A sample of the scrape at hand. */
interface Sample {
  readonly series: string;
  readonly value: number;
  /** `NaN` = the line has no time. */
  readonly time: number;
  readonly row: number;
}

/** Samples of one series of one server. */
interface SeriesSamples {
  readonly serverId: string;
  readonly labels: Labels;
  readonly timestamps: GrowingColumn;
  readonly values: GrowingColumn;
  readonly rows: GrowingColumn;
}

/** The scrapes of one file. A class because a scrape's host and time may stand at its end. */
class Scrapes {
  clock: Clock = NO_CLOCK;
  readonly notes: string[] = [];
  readonly #file: SourceFile;
  #labels = new Map<string, Labels>();
  #types = new Map<string, string>();
  #series = new Map<string, SeriesSamples>();
  /** The scrape at hand: its samples, and the series that have been in it. */
  #scrape: Sample[] = [];
  #seen = new Set<string>();
  #server: string;
  /** Servers of which a scrape without a time has come. */
  #timeless = new Set<string>();

  constructor(file: SourceFile) {
    this.#file = file;
    this.#server = stemOf(file.name);
  }

  /** Reads the file. Returns the number of samples. */
  async read(): Promise<number> {
    this.#series = new Map();
    this.#types = new Map();
    this.#timeless = new Set();
    this.#server = stemOf(this.#file.name);
    let count = 0;
    for await (const { lines, first, isCut } of textLines(this.#file)) {
      for (const [index, line] of lines.entries()) {
        const row = first + index;
        if (line.startsWith("#") || line.trim() === "") {
          const [, name, type] = line.match(/^# TYPE (\S+) (\S+)/) ?? [];
          if (name !== undefined && type !== undefined) this.#types.set(name, type);
          continue;
        }
        if (isCut) throw this.#problem("expected every line to end, got a file that is cut within one", row);
        this.#take(line.trim(), row);
        count++;
      }
    }
    this.#endScrape();
    return count;
  }

  *series(onFact: FactSink): Generator<RawSeries> {
    const known = new PrometheusSeries(this.#file.name);
    for (const { serverId, labels, timestamps, values, rows } of this.#series.values()) {
      const samples = { timestamps: timestamps.values(), values: values.values(), rows: rows.values() };
      // An exporter speaks of its host; only what Prometheus has collected from several has the label `instance`.
      const host = labels["instance"] === undefined ? serverId : undefined;
      const series = known.take(labels, samples, { type: this.#typeOf(labels), host });
      if (series) yield series;
    }
    yield* known.finish(onFact);
    this.notes.push(...known.notes());
    if (this.#timeless.size === 0) return;
    const { name } = this.#file;
    this.notes.push(`${name}: a scrape without a time: one instant, whose date is not known and set to 2018-01-01`);
  }

  #take(line: string, row: number): void {
    const parts = sampleLine(line);
    if (!parts) throw this.#problem(`expected a metric and a value, got "${line.slice(0, 60)}"`, row);
    const { series, timestamp } = parts;
    if (this.#seen.has(series)) this.#endScrape();
    this.#seen.add(series);
    let labels = this.#labels.get(series);
    if (!labels) {
      labels = seriesLabels(series);
      if (!labels) throw this.#problem(`expected labels such as {cpu="0"}, got "${series.slice(0, 60)}"`, row);
      this.#labels.set(series, labels);
    }
    const name = labels["__name__"]!, value = sampleValue(parts.value);
    if (value === undefined) throw this.#problem(`expected a number, got "${parts.value.slice(0, 40)}"`, row, name);
    let time = NaN;
    if (timestamp !== "") {
      if (this.clock === NO_CLOCK) this.clock = documentClock(timestamp);
      time = documentTime(timestamp, this.clock);
      if (time !== time) throw this.#problem(`expected a time (${this.clock.kind}), got "${timestamp}"`, row, name);
    }
    this.#scrape.push({ series, value, time, row });
  }

  /** Gives the samples of the scrape at hand their host and time. */
  #endScrape(): void {
    const scrape = this.#scrape;
    this.#scrape = [];
    this.#seen = new Set();
    if (scrape.length === 0) return;
    const named = scrape.find(({ series }) => series.startsWith(`${HOST}{`));
    this.#server = (named && this.#labels.get(named.series)!["nodename"]) || this.#server;
    const time = this.#timeOf(scrape);
    for (const sample of scrape) {
      const labels = this.#labels.get(sample.series)!;
      const { timestamps, values, rows } = this.#seriesOf(sample.series, labels);
      timestamps.push(sample.time === sample.time ? sample.time : time);
      values.push(sample.value);
      rows.push(sample.row);
    }
  }

  #seriesOf(series: string, labels: Labels): SeriesSamples {
    const key = `${this.#server}\u0000${series}`;
    let samples = this.#series.get(key);
    if (!samples) {
      const column = () => new GrowingColumn();
      samples = { serverId: this.#server, labels, timestamps: column(), values: column(), rows: column() };
      this.#series.set(key, samples);
    }
    return samples;
  }

  #timeOf(scrape: readonly Sample[]): number {
    const told = scrape.find(({ series }) => series === TIME);
    if (told) {
      if (this.clock === NO_CLOCK) this.clock = { kind: "epoch seconds", isReal: true };
      const time = documentTime(told.value, documentClock(told.value));
      if (time === time) return time;
    }
    const latest = scrape.reduce((latest, { time }) => time > latest ? time : latest, -Infinity);
    if (latest > -Infinity) return latest;
    if (this.#timeless.has(this.#server)) {
      throw this.#problem("expected a time for each of several scrapes, got none", scrape[0]!.row, undefined, {
        remedy: "keep node_time_seconds, write the time after each value, or ask Prometheus with query_range",
      });
    }
    this.#timeless.add(this.#server);
    return RELATIVE_START_MS;
  }

  #typeOf({ __name__: name = "" }: Labels): string | undefined {
    return this.#types.get(name) ?? this.#types.get(name.replace(/_(total|sum|count|bucket|created|info)$/, ""));
  }

  #problem(
    text: string,
    row: number,
    column?: string,
    { remedy = "fetch the answer of the exporter again" } = {},
  ): CapacityError {
    return new CapacityError(`Cannot read readings: ${text}`, {
      place: { file: this.#file.name, row, ...column === undefined ? {} : { column } },
      remedy,
    });
  }
}

/** How the metrics in the head of the file are understood, each told by its first series. */
function guessesOf(file: SourceFile, text: string): Guess[] {
  const first = new Map<string, readonly [Labels, readonly string[]]>();
  for (const line of text.split("\n").slice(0, -1)) {
    const parts = line.startsWith("#") ? undefined : sampleLine(line.trim());
    const labels = parts && seriesLabels(parts.series), name = labels?.["__name__"];
    if (labels && name !== undefined && isLoad(name) && !first.has(name)) first.set(name, [labels, [parts.value]]);
  }
  return prometheusGuesses(file.name, [...first.values()]);
}
