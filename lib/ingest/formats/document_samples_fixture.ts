/** Answers and reports of monitoring systems, with values of our own. */

/** One small file of each format, with metrics whose readings are the numbers in the file as they stand. */
export const DOCUMENT_SAMPLES: Readonly<Record<string, string>> = {
  "GetMetricData": JSON.stringify({
    MetricDataResults: [
      {
        Id: "m1",
        Label: "i-1 CPUUtilization",
        Timestamps: ["2024-03-10T00:05:00Z", "2024-03-10T00:00:00Z"],
        Values: [12.25, 7],
        StatusCode: "Complete",
      },
    ],
    Messages: [],
  }),
  "GetMetricStatistics": JSON.stringify({
    Label: "CPUUtilization",
    Datapoints: [
      { Timestamp: "2024-03-10T00:05:00Z", Average: 12.25, Unit: "Percent" },
      { Timestamp: "2024-03-10T00:00:00Z", Average: 7.5, Unit: "Percent" },
    ],
  }),
  "query_range": JSON.stringify({
    status: "success",
    data: {
      resultType: "matrix",
      result: [{
        metric: { __name__: "node_load1", instance: "a" },
        values: [[1710028800, "0.25"], [1710028860, "NaN"]],
      }],
    },
  }),
  "exposition":
    '# TYPE node_load1 gauge\nnode_load1 0.25\nnode_disk{device="sda"} 17\nnode_time_seconds 1710028800\nnode_load1 4\nnode_time_seconds 1710028860\n',
  "sadf":
    "# hostname;interval;timestamp;runq-sz;ldavg-1\na;600;2024-01-31 00:10:01 UTC;3;0.25\na;600;2024-01-31 00:20:01 UTC;4;1.75\n",
  "sadf -j": JSON.stringify({
    sysstat: {
      hosts: [{
        nodename: "a",
        statistics: [{ timestamp: { date: "2024-01-31", time: "00:10:01", utc: 1 }, queue: { "ldavg-1": 0.25 } }],
      }],
    },
  }),
  "sar":
    "Linux 5.10 (a) \t2024-01-31 \t_x86_64_\t(2 CPU)\n\n00:00:01 runq-sz ldavg-1\n00:10:01 3 0.25\n00:20:01 4 1.75\nAverage: 3.5 1\n",
};
