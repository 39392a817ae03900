/** UFCG private cloud (2025): a year of VMs in one table; the CPU of a VM is the sum over its cores. */
import { withChangedSeries } from "../table/changed_series.ts";
import { guessClock } from "../clock/clock_guess.ts";
import { CapacityError } from "@lib/core/errors.ts";
import { hasHeader, placesOf } from "../table/known_columns.ts";
import { columnGuess } from "../table/known_table.ts";
import { openLayout } from "../table/layout.ts";
import type { FileHead } from "../file_head.ts";
import type { Format, RawSeries } from "../open_file.ts";
import { cellsOf, headerOf, textTable } from "../table/table_head.ts";
import { coresOfServers } from "./ufcg_cores.ts";

/** The two names that the table and its columns have had. */
const SPELLINGS = [
  { cpu: "vcpu_usage", memory: "ram_usage" },
  { cpu: "vcpu_utilization", memory: "ram_utilization" },
] as const;
const NEEDED = ["timestamp", "server_id", "host_id"] as const;

/** Metric of a VM whose number of cores is not known. */
const CORE_SUM = "cpu_core_sum";

/**
 * The format. With `servers_specs` and `flavors` in the same input the CPU is divided by the VM's cores; else it stays
 * under a name of its own.
 *
 * @see https://doi.org/10.17632/trvb5k4x5m.1
 */
export const UFCG_USAGE: Format = {
  name: "ufcg",
  title: "UFCG private cloud 2025, usage of VMs",
  recognizes: (head) => spellingOf(head) !== undefined,
  open(head, context) {
    const { file } = head, header = headerOf(head), { cpu, memory } = spellingOf(head) ?? SPELLINGS[0];
    const place = placesOf(head, [...NEEDED, cpu, memory]);
    const times = cellsOf(head, place.timestamp), clock = guessClock(times)?.clock;
    if (!clock) {
      throw new CapacityError(`Cannot read readings: expected epoch seconds, got "${times[0] ?? ""}"`, {
        place: { file: file.name, row: 2, column: "timestamp" },
        remedy: "keep the times of the published file",
      });
    }
    const guess = (name: string, takenFor: string, because: string, confidence: number) =>
      columnGuess(head, { index: header.indexOf(name), name, headerRows: 1 }, takenFor, because, confidence);
    const table = openLayout({
      source: "ufcg",
      file,
      dialect: textTable(head).dialect,
      columns: header,
      headerRows: 1,
      clock,
      time: { column: place.timestamp },
      server: { column: place.server_id },
      metrics: {
        wide: [
          { index: place[cpu]!, metric: CORE_SUM, unit: "percent of a core", factor: 1 },
          { index: place[memory]!, metric: "mem_pct", unit: "percent", factor: 1 },
        ],
      },
      facts: [],
      guesses: [
        guess(
          cpu,
          "cpu_pct, percent",
          "percent summed over the VM's cores, so divided by them where they are told",
          0.9,
        ),
        guess(memory, "mem_pct, percent", "the publisher's description", 1),
      ],
      notes: [
        `A VM without cores in servers_specs and flavors has no cpu_pct: its sum over cores stays as ${CORE_SUM}`,
      ],
    });
    return withChangedSeries(table, async () => {
      const cores = await coresOfServers(context);
      return (series) => perServer(series, cores.get(series.serverId));
    });
  },
};

function spellingOf(head: FileHead): typeof SPELLINGS[number] | undefined {
  return SPELLINGS.find(({ cpu, memory }) => hasHeader(head, [...NEEDED, cpu, memory]));
}

function perServer(series: RawSeries, cores: number | undefined): RawSeries {
  if (series.metric !== CORE_SUM || cores === undefined) return series;
  return { ...series, metric: "cpu_pct", unit: "percent", values: series.values.map((sum) => sum / cores) };
}
