/** Series of Prometheus on their way to the fleet's: what each one is, and that no two of them are mixed. */
import type { FactSink, Guess, RawSeries } from "../open_file.ts";
import { guessMetricOfFile } from "../mapper/metric_guess.ts";
import { SeriesColumns, type SeriesMeaning } from "../table/series_columns.ts";
import { stemOf } from "../source_file.ts";
import { HOST_RULES, HostParts } from "./host_parts.ts";
import { type Labels, partOfLabels, placeOfLabels, serverOfLabels } from "./prometheus_labels.ts";
import { isLoad, prometheusMeaning } from "./prometheus_metric.ts";
import type { Samples } from "./time_sums.ts";

/** Takes the series of one file. A class because it remembers which names are taken. */
export class PrometheusSeries {
  readonly #file: string;
  readonly #places = new Map<string, string>();
  readonly #hosts = new HostParts();
  readonly #taken = new Map<string, string>();
  readonly #leftOut = new Set<string>();

  /** @param file Name of the file: of the server whose name no label has, and of the metric of an expression. */
  constructor(file: string) {
    this.#file = file;
  }

  /**
   * Takes a series, or more of one.
   *
   * @param told Type that an exposition states, and the host that was scraped, whatever the labels say.
   * @returns The readings; nothing when they are a part of a sum, or say nothing about a load.
   */
  take(
    labels: Labels,
    samples: Samples,
    { type, host }: { type?: string | undefined; host?: string | undefined } = {},
  ): RawSeries | undefined {
    const serverId = this.#serverOf(labels, host), name = labels["__name__"] ?? "";
    if (!isLoad(name) || type === "histogram" || type === "summary") {
      this.#leftOut.add(name);
      return undefined;
    }
    if (this.#hosts.take(serverId, labels, samples)) return undefined;
    const series = new SeriesColumns({ serverId, ...this.#meaningOf(serverId, labels, type) });
    samples.values.forEach((value, index) => series.push(samples.timestamps[index]!, value, samples.rows[index]!));
    return series.series();
  }

  /** What the parts of the hosts make together. */
  finish(onFact: FactSink): Generator<RawSeries> {
    return this.#hosts.finish(onFact);
  }

  /** What should be known of the series afterwards. */
  notes(): string[] {
    if (this.#leftOut.size === 0) return [];
    return [
      `${this.#file}: ${this.#leftOut.size} metrics left out that say nothing about a load (information, histograms, the exporter itself)`,
    ];
  }

  #serverOf(labels: Labels, host: string | undefined): string {
    const server = host ?? serverOfLabels(labels) ?? stemOf(this.#file), place = placeOfLabels(labels);
    const first = this.#places.get(server);
    // The result of a rule may have lost its place; it is then of the first one.
    if (place === "" || first === place) return server;
    if (first !== undefined) return `${server} (${place})`;
    this.#places.set(server, place);
    return server;
  }

  #meaningOf(serverId: string, labels: Labels, type: string | undefined): Omit<SeriesMeaning, "serverId"> {
    const name = labels["__name__"] ?? "", part = partOfLabels(labels);
    const guess = name === "" ? guessMetricOfFile(stemOf(this.#file)) : prometheusMeaning(name, type);
    const { unit, factor } = guess;
    // A part of something (a core, a device) must not pass for the whole, nor any series for another one.
    const candidates = [
      part === "" ? guess.metric : `${name || guess.metric}${part}`,
      `${name || guess.metric}${allOf(labels)}`,
    ];
    const identity = allOf(labels, name);
    const metric = candidates.find((candidate) => {
      const key = `${serverId}\u0000${candidate}`, taken = this.#taken.get(key);
      if (taken === undefined) this.#taken.set(key, identity);
      return taken === undefined || taken === identity;
    });
    return { metric: metric ?? identity, unit, factor };
  }
}

/** A series in PromQL's writing. */
function allOf(labels: Labels, name = ""): string {
  const pairs = Object.entries(labels).filter(([label]) => label !== "__name__").toSorted(([a], [b]) => a < b ? -1 : 1);
  return `${name}{${pairs.map(([label, value]) => `${label}="${value}"`).join(",")}}`;
}

/** Metrics of no meaning for the fleet that are told one by one; an exporter has hundreds. */
const OWN_TOLD = 10;

/** How the metrics of a file were understood, each told by its first series. */
export function prometheusGuesses(file: string, series: readonly (readonly [Labels, readonly string[]])[]): Guess[] {
  let own = 0;
  return series.flatMap(([labels, examples]) => {
    const name = labels["__name__"] ?? "";
    if (!isLoad(name)) return [];
    const rule = HOST_RULES.find(([pattern]) => pattern.test(name));
    const { metric, unit, because } = prometheusMeaning(name);
    if (!rule && metric === name && ++own > OWN_TOLD) return [];
    return [{
      file,
      column: name || "expression without a name",
      takenFor: rule ? rule[1] : `${metric}, ${unit}`,
      because: rule ? rule[2] : because,
      examples,
      confidence: rule ? 1 : 0.8,
    }];
  });
}
