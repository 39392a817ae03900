/** One small file per format of traces, with values of our own in the layout of the published ones. */

/** A sample. */
export interface TraceSample {
  /** Name of the format. */
  readonly format: string;
  readonly file: string;
  readonly text: string;
  /** Whether it tells of servers and holds no reading. */
  readonly isInventory?: true;
}

/** Such identifiers as Azure and Google write: base64 of a hash. */
export function hashOf(name: string): string {
  return `${name}/${"aZ+9".repeat(16)}`.slice(0, 43) + "=";
}

/** Lines joined as in a file. */
export function lines(...rows: readonly string[]): string {
  return rows.join("\n") + "\n";
}

/** A day of five-minute rows. */
export function dayOf(row: (index: number) => string): string {
  return lines(...Array.from({ length: 288 }, (_, index) => row(index)));
}

/** A row of 38 scaled numbers, the first of them given. */
export function smdRow(first: number): string {
  return [first, ...Array.from({ length: 37 }, (_, index) => index / 100)].map((value) => value.toFixed(6)).join(",");
}

/** A row of `task_usage` of one task that ran on a machine. */
export function taskUsageRow(
  { start, end, machine, cpu, memory }: {
    start: number;
    end: number;
    machine: number;
    cpu: number | "";
    memory: number;
  },
): string {
  const rest = "0.01,0.001,0.002,0.03,2e-06,0.0002,0.09,0.0004,,0.01,0,1,0.02";
  return `${start * 1e6},${end * 1e6},3418309,0,${machine},${cpu},${memory},${rest}`;
}

/** One document of instance usage, as a line. */
export function instanceUsage(
  { start, end, machine, cpus, memory, type = "0" }: {
    start: number;
    end: number;
    machine: string;
    cpus: number | null;
    memory: number;
    type?: string;
  },
): string {
  return JSON.stringify({
    start_time: String(start * 1e6),
    end_time: String(end * 1e6),
    collection_id: "94591244395",
    instance_index: "144",
    machine_id: machine,
    collection_type: type,
    average_usage: { cpus, memory },
    maximum_usage: { cpus: 0.5, memory },
    cpu_usage_distribution: [0.1, 0.2],
  });
}

/** Header of a Bitbrains file. */
export const BITBRAINS_HEADER =
  "Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\tCPU usage [MHZ];\tCPU usage [%];\t" +
  "Memory capacity provisioned [KB];\tMemory usage [KB];\tDisk read throughput [KB/s];\t" +
  "Disk write throughput [KB/s];\tNetwork received throughput [KB/s];\tNetwork transmitted throughput [KB/s]";

/** Header of a Materna file, quoted as its cells are. */
export const MATERNA_HEADER = [
  "Timestamp",
  "CPU cores",
  "CPU capacity provisioned [MHZ]",
  "CPU usage [MHZ]",
  "CPU usage [%]",
  "Memory capacity provisioned [KB]",
  "Memory usage [KB]",
  "Memory usage [%]",
  "Disk read throughput [KB/s]",
  "Disk write throughput [KB/s]",
  "Disk size [GB]",
  "Network received throughput [KB/s]",
  "Network transmitted throughput [KB/s]",
].map((name) => `"${name}"`).join(";");

/** The samples, by format. */
export const TRACE_SAMPLES: readonly TraceSample[] = [
  {
    format: "alibaba-2017",
    file: "server_usage.csv",
    text: lines("39600,1,31.5,60.25,40,12.5,11,10", "39600,2,3,20,41,1,1.5,2", "39900,1,32,60,40,13,12,10.5"),
  },
  {
    format: "alibaba-2017-events",
    file: "server_event.csv",
    text: lines("0,1,add,,64,0.69,0.34", "0,2,add,,64,0.69,0.34", "43000,2,softerror,agent_check,,,"),
    isInventory: true,
  },
  {
    format: "alibaba-2018",
    file: "machine_usage.csv",
    text: lines(
      "m_7,0,31,90,,,10.5,8.25,4",
      "m_7,10,-1,101,1.5,2,10.75,8.5,101",
      "m_8,0,5,50,,,99.5,3,2",
      "m_7,110,33,91,,,11.5,9,5",
    ),
  },
  {
    format: "alibaba-2018-meta",
    file: "machine_meta.csv",
    text: lines("m_7,0,12,4,96,100,USING", "m_7,3600,12,4,96,100,USING", "m_8,0,13,4,,,IMPORT_INSTALLING"),
    isInventory: true,
  },
  {
    format: "alibaba-2018-fleet",
    file: "machine_usage_day_2_grouped_30_seconds.csv",
    text: lines(
      "cpu_util_percent,mem_util_percent,net_in,net_out,disk_io_percent",
      "16.5,87,34.5,27.5,4.25",
      "17,87.5,34.25,27.75,4.5",
    ),
  },
  {
    format: "azure",
    file: "vm_cpu_readings-file-1-of-195.csv",
    text: lines(
      `0,${hashOf("a")},1.5,9.25,4.5`,
      `0,${hashOf("b")},0,100,50.5`,
      `300,${hashOf("a")},2.5,8,3.5`,
    ),
  },
  {
    format: "azure-sums",
    file: "vm_cpu_readings_month_aggregated_cpu_mem.csv",
    text: lines("timestamp,cpu_usage,assigned_mem", "0,6135515.5,2002296.0", "300,6126975.25,2002722.0"),
  },
  {
    format: "azure-vmtable",
    file: "vmtable.csv",
    text: lines(
      `${hashOf("a")},${hashOf("s")},${hashOf("d")},0,2591700,99.4,3.4,10.2,Delay-insensitive,4,7`,
      `${hashOf("b")},${hashOf("s")},${hashOf("d")},0,1539300,100,6.2,34,Unkown,>24,>64`,
    ),
    isInventory: true,
  },
  {
    format: "bitbrains",
    file: "2013-8/27.csv",
    text: lines(BITBRAINS_HEADER, "1375308204;\t4;\t10400;\t325;\t12.5;\t2097152;\t524288;\t0;\t1.5;\t125;\t250"),
  },
  {
    format: "google-2011",
    file: "task_usage/part-00000-of-00500.csv",
    text: lines(
      taskUsageRow({ start: 600, end: 900, machine: 5, cpu: 0.25, memory: 0.125 }),
      taskUsageRow({ start: 600, end: 750, machine: 5, cpu: 0.5, memory: 0.25 }),
      taskUsageRow({ start: 600, end: 900, machine: 6, cpu: 0.0625, memory: 0.5 }),
    ),
  },
  {
    format: "google-2011-machines",
    file: "machine_events/part-00000-of-00001.csv",
    text: lines(`0,5,0,${hashOf("p")},0.5,0.25`, `0,6,0,${hashOf("p")},1,1`, `700000000,7,1,${hashOf("p")},,`),
    isInventory: true,
  },
  {
    format: "google-2011-task-events",
    file: "task_events/part-00000-of-00500.csv",
    text: lines(
      `0,2,3418309,0,4155527081,0,${hashOf("u")},3,9,,,,`,
      `0,,3418314,0,3938719206,0,${hashOf("u")},3,9,0.125,0.07446,0.0004244,0`,
    ),
    isInventory: true,
  },
  {
    format: "google-2011-vms",
    file: "vm_77_2",
    text: dayOf((index) => `${20 + index / 8} ${100 + index / 4}`),
  },
  {
    format: "google-2019",
    file: "instance_usage-000000000000.json",
    text: lines(
      instanceUsage({ start: 600, end: 900, machine: "5", cpus: 0.25, memory: 0.125 }),
      instanceUsage({ start: 900, end: 1200, machine: "5", cpus: 0.5, memory: 0.125 }),
    ),
  },
  {
    format: "google-2019-machines",
    file: "machine_events-000000000000.json",
    text: lines(
      `{"time":"0","machine_id":"5","type":"1","switch_id":"s","capacity":{"cpus":0.5,"memory":0.25},"platform_id":"p"}`,
      `{"time":"0","machine_id":"6","type":"1","switch_id":"s","capacity":null,"platform_id":"p"}`,
    ),
    isInventory: true,
  },
  {
    format: "materna",
    file: "GWA-T-13_Materna-Workload-Traces/Materna-Trace-1/01.csv",
    text: lines(
      MATERNA_HEADER,
      `"04.11.2015 00:00:00";"2";"5188";"649";"12,5";"2097152";"524288";"25";"0";"1,5";"40";"125";"250"`,
      `"04.11.2015 00:05:00";"2";"5188";"649";"13";"2097152";"524288";"25,25";"0";"1";"40";"125";"0,5"`,
    ),
  },
  {
    format: "ms-cloud",
    file: "data/mongodb-application-rps-1/mongo-09.csv",
    text: lines(`"TimeStamp","Value","Label"`, `"2018-04-25T00:00:00Z","60.5","0"`, `"2018-04-25T00:01:00Z","61","1"`),
  },
  {
    format: "planetlab",
    file: "20110303/host_example_org_slice",
    text: dayOf((index) => String(index % 100)),
  },
  {
    format: "smd",
    file: "train/machine-1-9.txt",
    text: lines(smdRow(0.5), smdRow(0.25), smdRow(1)),
  },
  {
    format: "ufcg",
    file: "servers_usage.csv",
    text: lines(
      "id,timestamp,server_id,vcpu_usage,ram_usage,host_id",
      "1,1714557600,11111111-aaaa,150,40.5,h1",
      "2,1714557600,22222222-bbbb,80,20,h1",
    ),
  },
  {
    format: "ufcg-flavors",
    file: "flavors.csv",
    text: lines("flavor_id,flavor_name,vcpu,ram,disk", "f1,small,2,4096,20"),
    isInventory: true,
  },
  {
    format: "ufcg-specs",
    file: "servers_specs.csv",
    text: lines("id,timestamp,server_id,flavor_id", "1,1714557600,11111111-aaaa,f1", "2,1714557600,22222222-bbbb,f9"),
    isInventory: true,
  },
  {
    format: "westermo",
    file: "system-3.csv",
    text: lines(
      "timestamp,load-1m,load-5m,load-15m,sys-mem-available,sys-mem-total,cpu-user,disk-bytes-read,server-up",
      "0,1.5,1.25,1,3221225472,4294967296,0.75,1024,1",
      "30,1.75,1.25,1,2147483648,4294967296,0.5,2048,1",
    ),
  },
];
