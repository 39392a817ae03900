/** How clean a hybrid data set is, beside what is aimed at. */
import { type Origin, ORIGINS } from "@lib/core/hybrid_table.ts";
import { METRICS } from "@lib/core/metric.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import { QUALITY_FLAG } from "@lib/core/vocabulary.ts";

/** The rows that a measure looks at: those of one origin, or all. */
export type QualityPart = Origin | "hybrid";

/** What is measured: cells without a value, of metrics that their source has; server-days flagged as anomalies. */
export type QualityMeasure = "missing cells" | "anomalies";

/** Largest share that is aimed at. */
export const QUALITY_TARGETS: Readonly<Record<QualityMeasure, Readonly<Record<QualityPart, number>>>> = {
  "missing cells": { synthetic: 0, real: 0.05, hybrid: 0.02 },
  anomalies: { synthetic: 0.02, real: 0.05, hybrid: 0.03 },
};

/** One measure of one part. */
export interface QualityResult {
  readonly part: QualityPart;
  readonly measure: QualityMeasure;
  /** Share, 0 to 1. */
  readonly share: number;
  /** Largest share that is aimed at. */
  readonly target: number;
  readonly isMet: boolean;
}

interface Counts {
  rows: number;
  anomalies: number;
  cells: number;
  missing: number;
}

/**
 * Measures the rows of a hybrid data set; a part without rows has no measure.
 *
 * @param table HYBRID.
 */
export function hybridQuality(table: Table): QualityResult[] {
  const counts = countsByOrigin(table);
  const all = [...counts.values()].reduce(added, { rows: 0, anomalies: 0, cells: 0, missing: 0 });
  const parts: (readonly [QualityPart, Counts])[] = [
    ...ORIGINS.flatMap((origin) => counts.has(origin) ? [[origin, counts.get(origin)!] as const] : []),
    ["hybrid", all],
  ];
  return parts.flatMap(([part, { rows, anomalies, cells, missing }]) => [
    ...cells > 0 ? [resultOf(part, "missing cells", missing / cells)] : [],
    ...rows > 0 ? [resultOf(part, "anomalies", anomalies / rows)] : [],
  ]);
}

function resultOf(part: QualityPart, measure: QualityMeasure, share: number): QualityResult {
  const target = QUALITY_TARGETS[measure][part];
  return { part, measure, share, target, isMet: share <= target };
}

function countsByOrigin(table: Table): Map<Origin, Counts> {
  const origins = textsOf(table, "origin") as readonly Origin[], sources = textsOf(table, "source");
  const flags = numbersOf(table, "quality_flag"), metrics = METRICS.map((metric) => numbersOf(table, metric));
  // A metric that a source lacks everywhere is no hole in it.
  const known = new Map<string, boolean[]>();
  for (let row = 0; row < table.rowCount; row++) {
    const source = sources[row]!;
    let own = known.get(source);
    if (!own) known.set(source, own = metrics.map(() => false));
    for (let metric = 0; metric < metrics.length; metric++) own[metric] ||= !Number.isNaN(metrics[metric]![row]!);
  }
  const counts = new Map<Origin, Counts>();
  for (let row = 0; row < table.rowCount; row++) {
    const origin = origins[row]!, own = known.get(sources[row]!)!;
    let sum = counts.get(origin);
    if (!sum) counts.set(origin, sum = { rows: 0, anomalies: 0, cells: 0, missing: 0 });
    sum.rows++;
    if (flags[row] === QUALITY_FLAG.anomaly) sum.anomalies++;
    for (let metric = 0; metric < metrics.length; metric++) {
      if (!own[metric]) continue;
      sum.cells++;
      if (Number.isNaN(metrics[metric]![row]!)) sum.missing++;
    }
  }
  return counts;
}

function added(a: Counts, b: Counts): Counts {
  return {
    rows: a.rows + b.rows,
    anomalies: a.anomalies + b.anomalies,
    cells: a.cells + b.cells,
    missing: a.missing + b.missing,
  };
}
