/** Quality of the daily rows as a user gets them: complete, unique, in range. */
import { type Metric, METRIC_INFO, METRICS } from "@lib/core/metric.ts";
import { violationsOf } from "@lib/core/contract_check.ts";
import { numbersOf, type Table, textsOf } from "@lib/core/table.ts";
import { SERVER_METRICS, SERVER_METRICS_RAW } from "@lib/core/tables.ts";
import type { Defect } from "../defects/defect.ts";
import { type QualityRow, qualityRow, type Target } from "./quality_row.ts";

/** Columns that describe a server; in the original's first data set every cell of them was empty. */
const METADATA = ["app_name", "business_unit", "criticality", "region", "server_type"] as const;

/** The daily rows and what is known of them. */
export interface FileInput {
  /** Contract SERVER_METRICS, or SERVER_METRICS_RAW where defects were planted. */
  readonly metrics: Table;
  readonly servers: number;
  readonly days: number;
  /** What was planted; the targets are moved by exactly that. Default nothing. */
  readonly defects?: readonly Defect[];
}

/** Rows on completeness, uniqueness, validity and form. */
export function fileRows({ metrics, servers, days, defects = [] }: FileInput): QualityRow[] {
  const cells = servers * days;
  const daysOf = (...kinds: string[]): number =>
    defects.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const countOf = (kind: string): number => defects.filter((defect) => defect.kind === kind).length;
  // A shifted month leaves one day without a row and meets its neighbour on another.
  const lost = daysOf("missing run") + countOf("clock shift");
  const repeated = countOf("duplicated row") + countOf("clock shift");
  const planted = defects.length > 0 ? ", as planted" : "";
  const exactly = (count: number): Target => ({
    target: `${count.toLocaleString("en-US")}${count > 0 ? planted : ""}`,
    holds: (value) => value === count,
  });
  const { distinct, missing } = survey(metrics);
  const contract = defects.length > 0 ? SERVER_METRICS_RAW : SERVER_METRICS;
  return [
    qualityRow(
      { dimension: "completeness", what: "rows", how: "rows of server_metrics" },
      metrics.rowCount,
      exactly(cells - daysOf("missing run") + countOf("duplicated row")),
    ),
    qualityRow(
      {
        dimension: "completeness",
        what: "server-days with a row",
        unit: "%",
        how: "distinct pairs of server and day, over servers times days",
      },
      100 * distinct / cells,
      {
        target: `${(100 * (cells - lost) / cells).toFixed(2)}${planted}`,
        holds: (value) => Math.abs(value - 100 * (cells - lost) / cells) < 1e-9,
      },
    ),
    qualityRow(
      { dimension: "completeness", what: "missing values in the rows", how: "empty cells of the five metrics" },
      missing,
      exactly(0),
    ),
    qualityRow(
      { dimension: "completeness", what: "missing metadata", how: `empty cells of ${METADATA.join(", ")}` },
      METADATA.reduce((sum, name) => sum + textsOf(metrics, name).filter((text) => text === null).length, 0),
      exactly(0),
    ),
    qualityRow(
      { dimension: "uniqueness", what: "duplicates", how: "rows less distinct pairs of server and day" },
      metrics.rowCount - distinct,
      exactly(repeated),
    ),
    ...METRICS.map((metric) =>
      qualityRow(
        {
          dimension: "validity",
          what: `${METRIC_INFO[metric].label} outside its range`,
          how: METRIC_INFO[metric].max === 100 ? "values below 0 or above 100 %" : "values below 0 Mbps",
        },
        outside(metrics, metric),
        exactly(defects.filter((d) => d.metric === metric && (d.kind === "sentinel" || d.kind === "spike")).length),
      )
    ),
    qualityRow(
      {
        dimension: "validity",
        what: "breaches of the contract",
        how: "columns, types, ranges and key of the contract",
      },
      violationsOf(contract, metrics).length,
      exactly(0),
    ),
  ];
}

function survey(metrics: Table): { distinct: number; missing: number } {
  const ids = textsOf(metrics, "server_id"), stamps = numbersOf(metrics, "timestamp");
  const seen = new Map<string, Set<number>>();
  let distinct = 0;
  for (let row = 0; row < metrics.rowCount; row++) {
    const id = ids[row] ?? "";
    let days = seen.get(id);
    if (!days) seen.set(id, days = new Set());
    if (days.has(stamps[row]!)) continue;
    days.add(stamps[row]!);
    distinct++;
  }
  let missing = 0;
  for (const metric of METRICS) for (const value of numbersOf(metrics, metric)) if (Number.isNaN(value)) missing++;
  return { distinct, missing };
}

function outside(metrics: Table, metric: Metric): number {
  const { max } = METRIC_INFO[metric];
  let count = 0;
  for (const value of numbersOf(metrics, metric)) if (value < 0 || value > max) count++;
  return count;
}
