/** The facts of what was read, so that anyone's own files are judged like a public set. */
import { dailyMetricOf, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { rateUnitOf } from "@lib/core/reading_batch.ts";
import type { Sampling } from "./sampling.ts";
import type { SourceFacts } from "./source_facts.ts";
import type { IngestSummary, MetricSummary } from "../summary.ts";

/** Whose data it is, when it is not the user's own. */
export type Provenance = Pick<SourceFacts, "licence" | "access">;

/**
 * Facts of an ingest.
 *
 * @param summary Servers, metrics and clock; a metric counts when its unit (or the unit of its rate) is ours.
 * @param sampling Step, days and completeness, from the same batches; a cell without a number is missing.
 */
export function factsOfIngest(
  summary: Pick<IngestSummary, "servers" | "isRealClock"> & {
    readonly metrics: readonly Pick<MetricSummary, "metric" | "unit">[];
  },
  sampling: Sampling,
  { licence, access }: Provenance = { licence: "own", access: "at hand" },
): SourceFacts {
  const ours = summary.metrics.flatMap(({ metric, unit }) => {
    const daily = dailyMetricOf(metric);
    return daily && (rateUnitOf(unit) ?? unit) === METRIC_INFO[daily].unit ? [daily] : [];
  });
  return {
    servers: summary.servers.length,
    days: sampling.days,
    stepSeconds: sampling.stepSeconds,
    metrics: METRICS.filter((metric) => ours.includes(metric)),
    scale: "absolute",
    completeness: sampling.completeness,
    clock: summary.isRealClock ? "real" : "relative",
    licence,
    access,
  };
}
