/**
 * What node_exporter and windows_exporter tell of a host in parts (processors and their modes, cards, filesystems), put
 * together to the fleet's metrics.
 */
import { counterOf } from "@lib/core/reading_batch.ts";
import type { FactSink, RawSeries } from "../open_file.ts";
import { SeriesColumns } from "../table/series_columns.ts";
import { isNetworkCard } from "./network_interface.ts";
import type { Labels } from "./prometheus_labels.ts";
import { combined, type Samples, TimeSums } from "./time_sums.ts";

/** What a series is a part of. */
interface Part {
  readonly quantity: Quantity;
  /** Label that names the processor, the card or the filesystem. */
  readonly label?: string;
}

type Quantity = "cpu" | "received" | "transmitted" | "diskSize" | "diskFree" | "memory" | "memoryFree";

/** Metrics that are parts; also by the names that node_exporter gave them before its release 0.16. */
const PARTS: Readonly<Record<string, Part>> = {
  node_cpu_seconds_total: { quantity: "cpu", label: "cpu" },
  node_cpu: { quantity: "cpu", label: "cpu" },
  windows_cpu_time_total: { quantity: "cpu", label: "core" },
  node_network_receive_bytes_total: { quantity: "received", label: "device" },
  node_network_receive_bytes: { quantity: "received", label: "device" },
  windows_net_bytes_received_total: { quantity: "received", label: "nic" },
  node_network_transmit_bytes_total: { quantity: "transmitted", label: "device" },
  node_network_transmit_bytes: { quantity: "transmitted", label: "device" },
  windows_net_bytes_sent_total: { quantity: "transmitted", label: "nic" },
  node_filesystem_size_bytes: { quantity: "diskSize", label: "device" },
  node_filesystem_size: { quantity: "diskSize", label: "device" },
  windows_logical_disk_size_bytes: { quantity: "diskSize", label: "volume" },
  node_filesystem_avail_bytes: { quantity: "diskFree", label: "device" },
  node_filesystem_avail: { quantity: "diskFree", label: "device" },
  windows_logical_disk_free_bytes: { quantity: "diskFree", label: "volume" },
  node_memory_MemTotal_bytes: { quantity: "memory" },
  node_memory_MemTotal: { quantity: "memory" },
  node_memory_MemAvailable_bytes: { quantity: "memoryFree" },
  node_memory_MemAvailable: { quantity: "memoryFree" },
};
/** Filesystems that are no disk of the host's own. */
const NOT_A_DISK =
  /^(tmpfs|devtmpfs|ramfs|rootfs|overlay|squashfs|iso9660|autofs|nfs\d?|cifs|smb.*|ceph|glusterfs|fuse.*|proc|sysfs|cgroup.*|tracefs|debugfs|nsfs|mqueue|hugetlbfs|pstore|securityfs|rpc_pipefs|selinuxfs|bpf|configfs|efivarfs)$/;

/** Idle, and modes whose seconds are also those of another: a guest's of user, interrupts on Windows of privileged. */
const NOT_BUSY = new Set(["idle", "guest", "guest_nice", "dpc", "interrupt"]);
const GIB = 2 ** 30;

/** The decisions behind the sums, for the guesses. */
export const HOST_RULES: readonly (readonly [column: RegExp, takenFor: string, because: string])[] = [
  [
    /^node_cpu(_seconds_total)?$|^windows_cpu_time_total$/,
    "cpu_pct, counter of percent",
    "seconds of all modes but idle, summed over processors and divided by their number",
  ],
  [/receive_bytes|bytes_received/, "net_in_mbps, counter of Mbps", "bytes × 8e-6, summed over network cards"],
  [/transmit_bytes|bytes_sent/, "net_out_mbps, counter of Mbps", "bytes × 8e-6, summed over network cards"],
  [/^node_memory_MemAvailable/, "mem_pct, percent", "1 − MemAvailable ÷ MemTotal"],
  [
    /^node_filesystem_(avail|size)|^windows_logical_disk_/,
    "disk_pct, percent",
    "1 − available ÷ size over all disks of the host",
  ],
];

/** The parts of all hosts of a file. A class because it owns their sums. */
export class HostParts {
  /** By host, quantity and, of processors, mode. */
  #sums = new Map<string, Map<string, TimeSums>>();
  readonly #processors = new Map<string, Set<string>>();

  /**
   * Takes a series, if it is a part of something.
   *
   * @returns False when it is not, and stands for itself.
   */
  take(serverId: string, labels: Labels, samples: Samples): boolean {
    const part = PARTS[labels["__name__"] ?? ""];
    if (!part) return false;
    const name = part.label === undefined ? "" : labels[part.label];
    // Without its label a series is a sum already, of parts that nobody knows.
    if (name === undefined) return false;
    const { quantity } = part;
    if (quantity === "cpu") {
      const mode = labels["mode"];
      if (mode === undefined) return false;
      let processors = this.#processors.get(serverId);
      if (!processors) this.#processors.set(serverId, processors = new Set());
      processors.add(name);
      this.#sumOf(serverId, `cpu ${mode}`).add(name, samples);
      return true;
    }
    if ((quantity === "received" || quantity === "transmitted") && !isNetworkCard(name)) return true;
    if (quantity === "diskSize" || quantity === "diskFree") {
      if (NOT_A_DISK.test(labels["fstype"] ?? "") || name === "_Total" || name.startsWith("HarddiskVolume")) {
        return true;
      }
    }
    // A device that is mounted twice is one disk: it counts once, as its name is that of the part.
    this.#sumOf(serverId, quantity).add(name, samples);
    return true;
  }

  /** The metrics that the parts make, and what they tell of the hosts; starts anew. */
  *finish(onFact: FactSink): Generator<RawSeries> {
    const hosts = this.#sums;
    this.#sums = new Map();
    for (const [serverId, sums] of hosts) {
      const processors = this.#processors.get(serverId)?.size ?? 0;
      if (processors > 0) onFact(serverId, "vcpu", processors);
      yield* processorSeries(serverId, sums, processors);
      for (const [quantity, metric] of [["received", "net_in_mbps"], ["transmitted", "net_out_mbps"]] as const) {
        const bytes = sums.get(quantity);
        if (bytes) yield seriesOf({ serverId, metric, unit: counterOf("Mbps"), factor: 8e-6 }, bytes.samples());
      }
      const memory = sums.get("memory"), memoryFree = sums.get("memoryFree");
      if (memory) {
        const gib = memory.samples().values.findLast((value) => value > 0);
        if (gib !== undefined) onFact(serverId, "memoryGib", gib / GIB);
      }
      yield* usedShare({ serverId, metric: "mem_pct" }, memory, memoryFree);
      yield* usedShare({ serverId, metric: "disk_pct" }, sums.get("diskSize"), sums.get("diskFree"));
    }
  }

  #sumOf(serverId: string, quantity: string): TimeSums {
    let sums = this.#sums.get(serverId);
    if (!sums) this.#sums.set(serverId, sums = new Map());
    let sum = sums.get(quantity);
    if (!sum) sums.set(quantity, sum = new TimeSums());
    return sum;
  }
}

/** Busy seconds of all processors per second, in percent of their number; modes under their own names if some lack. */
function* processorSeries(
  serverId: string,
  sums: ReadonlyMap<string, TimeSums>,
  processors: number,
): Generator<RawSeries> {
  const modes = [...sums].filter(([quantity]) => quantity.startsWith("cpu "))
    .map(([quantity, sum]) => ({ mode: quantity.slice(4), sum }));
  if (modes.length === 0) return;
  const unit = counterOf("percent"), factor = 100 / processors;
  const names = modes.map(({ mode }) => mode);
  const isComplete = names.includes("idle") && names.includes("user") &&
    (names.includes("system") || names.includes("privileged"));
  if (!isComplete) {
    for (const { mode, sum } of modes) {
      yield seriesOf({ serverId, metric: `cpu_${mode}_pct`, unit, factor }, sum.samples());
    }
    return;
  }
  const [first, ...others] = modes.filter(({ mode }) => !NOT_BUSY.has(mode)).map(({ sum }) => sum.samples());
  const busy = others.reduce((sum, samples) => combined(sum, samples, (a, b) => a + b), first!);
  yield seriesOf({ serverId, metric: "cpu_pct", unit, factor }, busy);
}

function* usedShare(
  { serverId, metric }: { serverId: string; metric: string },
  size: TimeSums | undefined,
  free: TimeSums | undefined,
): Generator<RawSeries> {
  if (!size || !free) {
    const [only, name] = size ? [size, "size"] : [free, "free"];
    const own = { serverId, metric: `${metric.replace("_pct", "")}_${name}_bytes`, unit: "bytes", factor: 1 };
    if (only) yield seriesOf(own, only.samples());
    return;
  }
  const shares = combined(free.samples(), size.samples(), (available, total) => 1 - available / total);
  yield seriesOf({ serverId, metric, unit: "percent", factor: 100 }, shares);
}

function seriesOf(
  meaning: Pick<RawSeries, "serverId" | "metric" | "unit" | "factor">,
  { timestamps, values, rows }: Samples,
): RawSeries {
  const series = new SeriesColumns(meaning);
  values.forEach((value, index) => series.push(timestamps[index]!, value, rows[index]!));
  return series.series();
}
