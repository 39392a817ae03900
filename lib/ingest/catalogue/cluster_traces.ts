/** Traces of large production clusters: Alibaba, Google, Azure. */
import type { DataSet, RemoteFile } from "./data_set.ts";

const ALIBABA_LICENCE = "study and research only, no licence file: download, do not pass on";
const ALIBABA_2018 = "http://aliopentrace.oss-cn-beijing.aliyuncs.com/v2018Traces";
const ALIBABA_GPU = "https://aliopentrace.oss-cn-beijing.aliyuncs.com/v2020GPUTraces";
const AZURE = "https://github.com/Azure/AzurePublicDataset/releases/download";
const AZURE_CITATION =
  "Cortez et al., Resource Central: Understanding and Predicting Workloads for Improved Resource Management in Large Cloud Platforms, SOSP 2017";
const GOOGLE_CITATION_2011 = "Reiss, Wilkes and Hellerstein, Google cluster-usage traces: format + schema, 2011";

/** The table of virtual machines, then the CPU readings part by part. */
function azureFiles(release: string, parts: number): RemoteFile[] {
  const file = (name: string): RemoteFile => ({ name, url: `${AZURE}/${release}/trace_data_${name}` });
  return [
    file("vmtable_vmtable.csv.gz"),
    ...Array.from(
      { length: parts },
      (_, index) => file(`vm_cpu_readings_vm_cpu_readings-file-${index + 1}-of-${parts}.csv.gz`),
    ),
  ];
}

/** The traces. */
export const CLUSTER_TRACES: readonly DataSet[] = [
  {
    name: "alibaba-2018",
    title: "Alibaba cluster-trace-v2018",
    holds: "Machines of a production cluster that runs online services and batch jobs side by side",
    facts: {
      servers: 4034,
      days: 8,
      stepSeconds: 60,
      metrics: ["cpu_p95", "mem_p95"],
      scale: "absolute",
      completeness: 0.97,
      clock: "relative",
      licence: "research-only",
      access: "direct",
    },
    columns:
      "machine_id, time_stamp, cpu_util_percent, mem_util_percent, mem_gps, mkpi, net_in, net_out, disk_io_percent",
    size: "1.7 GB (48 GB with containers and batch jobs)",
    licence: ALIBABA_LICENCE,
    citation: "Alibaba Cluster Trace Program, cluster-trace-v2018",
    page: "https://github.com/alibaba/clusterdata/tree/master/cluster-trace-v2018",
    files: [
      {
        name: "machine_usage.tar.gz",
        url: `${ALIBABA_2018}/machine_usage.tar.gz`,
        sha256: "3e6ee87fd204bb85b9e234c5c75a5096580fdabc8f085b224033080090753a7a",
      },
      {
        name: "machine_meta.tar.gz",
        url: `${ALIBABA_2018}/machine_meta.tar.gz`,
        sha256: "b5b1b786b22cd413a3674b8f2ebfb2f02fac991c95df537f363ef2797c8f6d55",
      },
    ],
    checksums: "publisher",
    steps: ["unpack each file: tar -xzf <file>"],
    traps:
      "no header; net_in and net_out are cumulative; -1 and 101 mean no value; a hole of 5 hours on the second day; steps of 10 to 100 s",
    unverified: "completeness, measured on 16 machines only",
  },
  {
    name: "alibaba-2017",
    title: "Alibaba cluster-trace-v2017",
    holds: "Machines of a production cluster for half a day, with disk space",
    facts: {
      servers: 1300,
      days: 0.5,
      stepSeconds: 300,
      metrics: ["cpu_p95", "mem_p95", "disk_p95"],
      scale: "absolute",
      completeness: NaN,
      clock: "relative",
      licence: "research-only",
      access: "survey",
    },
    columns: "timestamp, machineID, util:CPU, util:memory, util:disk, load1, load5, load15",
    size: "not stated",
    licence: ALIBABA_LICENCE,
    citation: "Alibaba Cluster Trace Program, cluster-trace-v2017",
    page: "https://github.com/alibaba/clusterdata/tree/master/cluster-trace-v2017",
    steps: [
      "fill in the short survey linked from the page; it shows the download address",
      "check the files: sha256sum --check SHA256SUM",
    ],
    traps: "no header; time counts from the start; usage covers 12 hours only",
  },
  {
    name: "alibaba-gpu-2020",
    title: "Alibaba cluster-trace-gpu-v2020",
    holds: "Machine-learning jobs on 6,500 GPUs, with means of their machines over each job's life",
    facts: {
      servers: 1800,
      days: 60,
      stepSeconds: NaN,
      metrics: ["cpu_p95"],
      scale: "absolute",
      completeness: NaN,
      clock: "relative",
      licence: "research-only",
      access: "direct",
    },
    columns: "pai_machine_metric: one row per job instance with means of its machine; pai_machine_spec: capacities",
    size: "198 MB (1.4 GB with jobs and tasks)",
    licence: ALIBABA_LICENCE,
    citation: "Weng et al., MLaaS in the Wild, NSDI 2022",
    page: "https://github.com/alibaba/clusterdata/tree/master/cluster-trace-gpu-v2020",
    files: [
      {
        name: "pai_machine_metric.tar.gz",
        url: `${ALIBABA_GPU}/pai_machine_metric.tar.gz`,
        sha256: "53ad917193d3b1dd0f3055e723148b1f36c2f81789b014ea2930a7875892eef5",
      },
      {
        name: "pai_machine_spec.tar.gz",
        url: `${ALIBABA_GPU}/pai_machine_spec.tar.gz`,
        sha256: "cc0d38a4045af1b1af8179de8b1b54b1ddd995e6160d6d061a6b1000f1276c2d",
      },
    ],
    checksums: "publisher",
    steps: ["unpack each file: tar -xzf <file>"],
    traps: "no regular readings; hour and weekday (UTC+8) are true, the dates are not",
  },
  {
    name: "alibaba-microservices-2021",
    title: "Alibaba cluster-trace-microservices-v2021",
    holds: "Bare-metal nodes and the containers of nearly 20,000 microservices for half a day",
    facts: {
      servers: 1300,
      days: 0.5,
      stepSeconds: 30,
      metrics: ["cpu_p95", "mem_p95"],
      scale: "absolute",
      completeness: NaN,
      clock: "relative",
      licence: "research-only",
      access: "object store",
    },
    columns: "timestamp (ms), nodeid, cpu_utilization, memory_utilization",
    size: "not stated",
    licence: ALIBABA_LICENCE,
    citation: "Luo et al., Characterizing Microservice Dependency and Performance: Alibaba Trace Analysis, SoCC 2021",
    page: "https://github.com/alibaba/clusterdata/tree/master/cluster-trace-microservices-v2021",
    steps: ["clone the repository of the page", "run its fetchData.sh; the nodes are in the folder Node"],
    traps: "fractions of 1; call graphs are most of the volume",
    unverified: "number of nodes and step",
  },
  {
    name: "alibaba-microservices-2022",
    title: "Alibaba cluster-trace-microservices-v2022",
    holds: "Bare-metal nodes and the containers of 28,000 microservices for 13 days",
    facts: {
      servers: 40_000,
      days: 13,
      stepSeconds: 60,
      metrics: ["cpu_p95", "mem_p95"],
      scale: "scaled",
      completeness: NaN,
      clock: "relative",
      licence: "research-only",
      access: "object store",
    },
    columns: "timestamp (ms), nodeid, cpu_utilization, memory_utilization",
    size: "10 MB an hour for the nodes, 3 GB in all (2 TB with calls)",
    licence: ALIBABA_LICENCE,
    citation: "Luo et al., The Power of Prediction: Microservice Auto Scaling via Workload Learning, SoCC 2022",
    page: "https://github.com/alibaba/clusterdata/tree/master/cluster-trace-microservices-v2022",
    steps: [
      "clone the repository of the page",
      "run: bash fetchData.sh start_date=0d0 end_date=13d0",
      "unpack the files of the folder Node",
    ],
    traps: "scaled between the smallest and the largest value seen, so no thresholds",
  },
  {
    name: "google-2019",
    title: "Google ClusterData 2019",
    holds: "Tasks on eight Borg cells in May 2019, with histograms of CPU every five minutes",
    facts: {
      servers: 96_000,
      days: 31,
      stepSeconds: 300,
      metrics: ["cpu_p95", "mem_p95"],
      scale: "absolute",
      completeness: NaN,
      clock: "real",
      licence: "attribution",
      access: "object store",
    },
    columns:
      "start_time, end_time, machine_id, average_usage{cpus, memory}, cpu_usage_distribution; capacity per machine",
    size: "2.4 TB",
    licence: "CC-BY 4.0",
    citation: "Tirmazi et al., Borg: the Next Generation, EuroSys 2020",
    page: "https://github.com/google/cluster-data/blob/master/ClusterData2019.md",
    steps: [
      "read the access instructions in the trace's format document, linked from the page",
      "query InstanceUsage summed by machine in BigQuery, or copy one cell from its bucket",
    ],
    traps:
      "usage is by task: sum by machine, divide by the capacity in MachineEvents; microseconds from 600 s before the start",
    unverified: "number of machines; size, from the original project's plan",
  },
  {
    name: "google-2011",
    title: "Google ClusterData 2011-2",
    holds: "Tasks on one Borg cell of 12,500 machines for 29 days of May 2011",
    facts: {
      servers: 12_500,
      days: 29,
      stepSeconds: 300,
      metrics: ["cpu_p95", "mem_p95"],
      scale: "absolute",
      completeness: 0.99,
      clock: "real",
      licence: "attribution",
      access: "object store",
    },
    columns: "task_usage: start, end, job, task, machine, mean CPU rate, memory usage, maximum CPU, one-second sample",
    size: "41 GB",
    licence: "CC-BY 4.0",
    citation: GOOGLE_CITATION_2011,
    page: "https://github.com/google/cluster-data/blob/master/ClusterData2011_2.md",
    steps: ["run: gsutil -m cp -R gs://clusterdata-2011-2 ."],
    traps:
      "no header; usage is by task: sum by machine; disk time only in the first 14 days; starts at 600 s = 2011-05-01 19:00 EDT",
  },
  {
    name: "azure-2019",
    title: "Azure Public Dataset V2",
    holds: "CPU of 2.7 million first-party virtual machines of one region over 30 days",
    facts: {
      servers: 2_695_548,
      days: 30,
      stepSeconds: 300,
      metrics: ["cpu_p95"],
      scale: "absolute",
      completeness: NaN,
      clock: "relative",
      licence: "attribution",
      access: "direct",
    },
    columns: "timestamp, vmid, mincpu, maxcpu, avgcpu; vmtable: created, deleted, category, core and memory bucket",
    size: "156 GB in 196 files (437 MB for vmtable)",
    licence: "CC-BY 4.0",
    citation: AZURE_CITATION,
    page: "https://github.com/Azure/AzurePublicDataset/blob/master/AzurePublicDatasetV2.md",
    files: azureFiles("dataset-v2", 195),
    steps: [
      "take a part first: --file vmtable_vmtable.csv.gz --file vm_cpu_readings_vm_cpu_readings-file-1-of-195.csv.gz",
    ],
    traps:
      "no header; most machines live for hours, a mean of 2.5 days; buckets like >24; the parts are ordered by time",
    unverified: "licence; the address of the files, as used by others since the blob store was replaced",
  },
  {
    name: "azure-2017",
    title: "Azure Public Dataset V1",
    holds: "CPU of 2 million first-party virtual machines of one region over 30 days",
    facts: {
      servers: 2_013_767,
      days: 30,
      stepSeconds: 300,
      metrics: ["cpu_p95"],
      scale: "absolute",
      completeness: NaN,
      clock: "relative",
      licence: "attribution",
      access: "direct",
    },
    columns: "timestamp, vmid, mincpu, maxcpu, avgcpu; vmtable: created, deleted, category, cores, memory",
    size: "78.5 GB in 126 files",
    licence: "CC-BY 4.0",
    citation: AZURE_CITATION,
    page: "https://github.com/Azure/AzurePublicDataset/blob/master/AzurePublicDatasetV1.md",
    files: azureFiles("dataset-v1", 125),
    steps: [
      "take a part first: --file vmtable_vmtable.csv.gz --file vm_cpu_readings_vm_cpu_readings-file-1-of-125.csv.gz",
    ],
    traps: "no header; most machines live for hours, a mean of 2.2 days; the category Unkown is spelled so",
    unverified: "licence; the address of the files, as used by others since the blob store was replaced",
  },
];
