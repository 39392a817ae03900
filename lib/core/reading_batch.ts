/** Readings on their way from ingest to cleaning. */

/** Readings of one metric of one server from one file. */
export interface ReadingBatch {
  readonly serverId: string;
  /** One of READING_METRICS, `vcpu` for the cores at a time, or the source's own name. */
  readonly metric: string;
  /** `percent`, `Mbps`, or the source's own unit. */
  readonly unit: string;
  /** Milliseconds since 1970, UTC, in file order. */
  readonly timestamps: Float64Array;
  /** One per timestamp, `NaN` = empty cell. */
  readonly values: Float64Array;
  readonly sourceFile: string;
  /** 1-based line of each reading in its file. */
  readonly sourceRows: Float64Array;
}

/** Metric that tells how many cores a server had at a time; 0 = it was powered off. */
export const CORES_METRIC = "vcpu";
