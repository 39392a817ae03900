/** The real traces that profiles are held against: where their hours lie, in what units, and whose they are. */
import type { ReadingMetric } from "@lib/core/metric.ts";
import type { TraceStatistics } from "@lib/generate/passport/mod.ts";

/** One trace as a tidy file of hourly means (`source,series_id,metric,timestamp,value`, UTC, blank = missing). */
export interface TraceSource
  extends Pick<TraceStatistics, "name" | "title" | "profile" | "start" | "days" | "clock" | "citation" | "licence"> {
  /** File in the folder of series. */
  readonly file: string;
  /** Metric of the file, what it is here, and the factor to percent or Mbps. */
  readonly metrics: readonly { readonly from: string; readonly to: ReadingMetric; readonly factor: number }[];
  /** Hours to add to UTC for the machines' own clock. */
  readonly utcOffsetHours: number;
  readonly note: string;
}

/** The traces. */
export const TRACE_SOURCES: readonly TraceSource[] = [
  {
    name: "bitbrains_rnd",
    title: "Bitbrains GWA-T-12, trace Rnd: business-critical virtual machines of banks and insurers",
    profile: "bank-vm",
    file: "bitbrains_rnd__1h.csv.gz",
    // Whole UTC days of the file.
    start: "2013-07-01",
    days: 90,
    clock: "real",
    // Central European Summer Time, all through the trace.
    utcOffsetHours: 2,
    metrics: [
      { from: "cpu_pct", to: "cpu_pct", factor: 1 },
      { from: "mem_pct", to: "mem_pct", factor: 1 },
      // KB/s of 1000 bytes.
      { from: "net_rx_kbps", to: "net_in_mbps", factor: 0.008 },
    ],
    citation:
      "Shen, van Beek, Iosup: Statistical Characterization of Business-Critical Workloads Hosted in Cloud Datacenters, CCGrid 2015 (Grid Workloads Archive, TU Delft)",
    licence: "Free for research",
    note:
      "A selection of 40 of 500 machines; the floor is between halves of 20. In sample: bank-vm was tuned on these very machines, with the seeds 42, 1, 2 and 3; 7 and 100 are seeds it was not tuned on",
  },
  {
    name: "alibaba2018_machine",
    title: "Alibaba Cluster Trace v2018: production machines with online services and batch jobs side by side",
    profile: "dense-colocated",
    file: "alibaba2018_machine__1h.csv.gz",
    start: "2018-01-01",
    days: 8,
    clock: "relative",
    utcOffsetHours: 0,
    metrics: [
      { from: "cpu_pct", to: "cpu_pct", factor: 1 },
      { from: "mem_pct", to: "mem_pct", factor: 1 },
    ],
    citation: "Alibaba Cluster Trace Program, cluster-trace-v2018",
    licence: "Released for research",
    note:
      "Only 7 machines, two of them idle: the floor, between halves of 3 and 4, is wide. In sample: dense-colocated was tuned on these very machines, with the seeds 42, 1, 2 and 3; 7 and 100 are seeds it was not tuned on",
  },
];
