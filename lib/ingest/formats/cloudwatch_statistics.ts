/** CloudWatch GetMetricStatistics: the datapoints of one metric of one server, in no order. */
import { CapacityError } from "@lib/core/errors.ts";
import type { Clock } from "../clock/clock.ts";
import { documentClock, documentTime } from "../clock/document_time.ts";
import { jsonParts, jsonPartsOfHead } from "./json_document.ts";
import { plainName } from "../mapper/metric_guess.ts";
import type { Format, RawSeries } from "../open_file.ts";
import { sampleValue } from "./sample_value.ts";
import { SeriesColumns } from "../table/series_columns.ts";
import { type SourceFile, stemOf } from "../source_file.ts";
import { cloudWatchMeaning, periodOf, STATISTICS } from "./cloudwatch_metric.ts";

/**
 * The format. An answer does not say whose it is: the server is in the name of the file (or of its folder), the metric is
 * the label. Of several statistics the average is taken, else the maximum; the others stay under names of their own.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
 */
export const CLOUDWATCH_STATISTICS: Format = {
  name: "cloudwatch-statistics",
  title: "CloudWatch GetMetricStatistics (aws cloudwatch get-metric-statistics), JSON",
  recognizes({ table, text }) {
    return !table && /"Datapoints"\s*:\s*\[/.test(text);
  },
  open(head) {
    const { file } = head;
    const points = jsonPartsOfHead(head, ["$.Datapoints.*", "$.*.Datapoints.*"]).map(({ value }) => value as Datapoint);
    const label = jsonPartsOfHead(head, ["$.Label", "$.*.Label"])[0]?.value;
    const name = typeof label === "string" ? label : "the metric of the label";
    const statistics = statisticsOf(points);
    const clock = documentClock(points[0]?.Timestamp);
    const server = serverOfName(file.name, typeof label === "string" ? label : "");
    return {
      source: "cloudwatch-statistics",
      file,
      clock,
      server,
      guesses: [
        {
          file: file.name,
          column: "file name",
          takenFor: "server",
          because: "the answer does not say whose it is",
          examples: [server],
          confidence: 0.7,
        },
        {
          file: file.name,
          column: statistics[0] ?? "no statistic",
          takenFor: name,
          because: statistics.length > 1 ? `first of ${statistics.join(", ")}` : "the only statistic",
          examples: points.slice(0, 3).map((point) => String(valueOf(point, statistics[0] ?? ""))),
          confidence: statistics[0] === "Average" ? 1 : 0.8,
        },
      ],
      notes: [],
      read: () => readAnswers(file, clock),
    };
  },
};

/** A datapoint as CloudWatch writes it. */
interface Datapoint {
  readonly Timestamp?: unknown;
  readonly Unit?: unknown;
  readonly ExtendedStatistics?: Readonly<Record<string, unknown>>;
  readonly [statistic: string]: unknown;
}

/** The API gives 1,440 datapoints at the most, so an answer is read as a whole. */
async function* readAnswers(file: SourceFile, clock: Clock): AsyncGenerator<RawSeries, number> {
  let rows = 0;
  for await (const { value } of jsonParts(file, ["$"])) {
    for (const answer of Array.isArray(value) ? value : [value]) {
      const { Label: label, Datapoints: points } = (answer ?? {}) as { Label?: unknown; Datapoints?: unknown };
      if (!Array.isArray(points)) throw damaged(file, `expected a list of Datapoints, got ${typeof points}`);
      if (typeof label !== "string") throw damaged(file, "expected a Label that names the metric, got none");
      yield* seriesOf(label, points, { file, clock, rows });
      rows += points.length;
    }
  }
  return rows;
}

function* seriesOf(
  label: string,
  points: readonly Datapoint[],
  { file, clock, rows }: { file: SourceFile; clock: Clock; rows: number },
): Generator<RawSeries> {
  const serverId = serverOfName(file.name, label);
  const times = Float64Array.from(points, (point, index) => {
    const time = documentTime(point?.Timestamp, clock);
    if (time === time) return time;
    throw damaged(
      file,
      `expected a Timestamp (${clock.kind}), got ${JSON.stringify(point?.Timestamp)}`,
      rows + index + 1,
    );
  });
  const period = periodOf(times);
  for (const [order, statistic] of statisticsOf(points).entries()) {
    const byUnit = Map.groupBy(points.keys(), (index) => points[index]!.Unit);
    for (const [unit, indexes] of byUnit) {
      const { metric, unit: ownUnit, factor } = cloudWatchMeaning(label, {
        ...typeof unit === "string" ? { unit } : {},
        ...period === undefined ? {} : { period },
        statistic,
        isOther: order > 0,
      });
      const series = new SeriesColumns({ serverId, metric, unit: ownUnit, factor });
      for (const index of indexes) {
        const value = sampleValue(valueOf(points[index]!, statistic) ?? null), row = rows + index + 1;
        if (value === undefined) {
          const got = JSON.stringify(valueOf(points[index]!, statistic));
          throw damaged(file, `expected a number as ${statistic}, got ${got}`, row);
        }
        series.push(times[index]!, value, row);
      }
      yield series.series();
    }
  }
}

/** The statistics of the datapoints, the one that stands for the metric first: of bytes their sum, which makes a rate. */
function statisticsOf(points: readonly Datapoint[]): string[] {
  const plain = STATISTICS.filter((statistic) => points.some((point) => point?.[statistic] !== undefined));
  const extended = points.flatMap((point) => Object.keys(point?.ExtendedStatistics ?? {}));
  const first = points[0]?.Unit === "Bytes" ? ["Sum", "Average", "Maximum"] : ["Average", "Maximum"];
  const inOrder = [...first.filter((name) => plain.some((statistic) => statistic === name)), ...extended, ...plain];
  return [...new Set(inOrder)];
}

function valueOf(point: Datapoint, statistic: string): unknown {
  return point[statistic] ?? point.ExtendedStatistics?.[statistic];
}

/** The server in the name of a file: an instance id anywhere, else the name without that of the metric, or the folder. */
function serverOfName(file: string, metric: string): string {
  const instance = file.match(/(?:^|[^a-z0-9])(i-[0-9a-f]{8,17})(?![0-9a-z])/i);
  if (instance) return instance[1]!;
  const stem = stemOf(file);
  if (metric === "") return stem;
  const words = plainName(metric).split("_").join("[-_. ]?");
  const rest = stem.replace(new RegExp(`(^|[-_. ])${words}($|[-_. ])`, "i"), "").replaceAll(/^[-_. ]+|[-_. ]+$/g, "");
  return rest || file.replaceAll("\\", "/").split("/").at(-2) || stem;
}

function damaged(file: SourceFile, problem: string, row?: number): CapacityError {
  return new CapacityError(`Cannot read readings: ${problem}`, {
    place: { file: file.name, ...(row === undefined ? {} : { row }) },
    remedy: "fetch the answer again",
  });
}
